import type { RunContext } from '../../deployment/run-context.ts';
import type { HostRepository } from '../deployment-host.ts';

/** The context of a job of a repository in which nothing else is known: a listed event brings its own facts. */
export function repositoryContext(
  ci: RunContext['ci'],
  { slug, name, url, defaultBranch }: HostRepository,
): RunContext {
  return {
    ci,
    repository: { slug, name, url, defaultBranch },
    branch: null,
    tag: null,
    sha: null,
    pullRequest: null,
    run: { id: null, number: null, attempt: null, url: null },
    job: { id: null, name: null, url: null },
    actor: null,
    environment: null,
    status: 'unknown',
    createdAt: null,
  };
}
