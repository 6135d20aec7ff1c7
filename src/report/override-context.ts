import type { RunContext } from '../deployment/run-context.ts';

/** Facts that the user gave; `undefined` where the CI's own stands. */
export interface FactOptions {
  readonly repository: string | undefined;
  readonly sha: string | undefined;
  readonly branch: string | undefined;
  readonly tag: string | undefined;
  readonly runId: string | undefined;
  readonly runUrl: string | undefined;
  readonly jobName: string | undefined;
  readonly actor: string | undefined;
}

/** The run context with the user's facts in place of the CI's. A given tag or branch replaces both: a tag run has no branch. */
export function overrideContext(context: RunContext, facts: FactOptions): RunContext {
  const ref =
    facts.tag || facts.branch
      ? { tag: facts.tag ?? null, branch: facts.tag ? null : (facts.branch ?? null) }
      : { tag: context.tag, branch: context.branch };
  return {
    ...context,
    ...ref,
    repository: facts.repository
      ? repositoryOf(facts.repository, context.repository)
      : context.repository,
    sha: facts.sha ?? context.sha,
    run: {
      ...context.run,
      id: facts.runId ?? context.run.id,
      url: facts.runUrl ?? context.run.url,
    },
    job: { ...context.job, name: facts.jobName ?? context.job.name },
    actor: facts.actor ?? context.actor,
  };
}

/** An address, or `owner/name`; for the CI's own repository its address and default branch stay. */
function repositoryOf(given: string, told: RunContext['repository']): RunContext['repository'] {
  const isAddress = /^https?:\/\//i.test(given);
  const slug = (isAddress ? new URL(given).pathname : given)
    .replace(/^\/+|\/+$/g, '')
    .replace(/\.git$/, '');
  if (slug === told.slug) return told;
  const name = slug.split('/').at(-1) ?? null;
  return { slug, name, url: isAddress ? withoutUserinfo(given) : null, defaultBranch: null };
}

function withoutUserinfo(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href.replace(/\/+$|\.git$/g, '');
}
