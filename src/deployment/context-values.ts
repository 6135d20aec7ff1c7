import type { RunContext } from './run-context.ts';

/** The facts of a run context one by one, named by where they stand in it; what the CI does not tell is `null`. */
export function contextValues({ repository, pullRequest, run, job, ...context }: RunContext) {
  return {
    ci: context.ci,
    'repository.slug': repository.slug,
    'repository.url': repository.url,
    'repository.defaultBranch': repository.defaultBranch,
    branch: context.branch,
    tag: context.tag,
    sha: context.sha,
    'pullRequest.number': pullRequest?.number ?? null,
    'pullRequest.targetBranch': pullRequest?.targetBranch ?? null,
    'run.id': run.id,
    'run.number': run.number,
    'run.attempt': run.attempt,
    'run.url': run.url,
    'job.name': job.name,
    'job.id': job.id,
    'job.url': job.url,
    actor: context.actor,
    environment: context.environment,
    status: context.status === 'unknown' ? null : context.status,
    createdAt: context.createdAt,
  } as const satisfies Record<string, string | number | null>;
}

export type ContextFact = keyof ReturnType<typeof contextValues>;
