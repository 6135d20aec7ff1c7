import type { RunContext } from '../deployment/run-context.ts';
import { singleLine } from '../host/single-line.ts';
import { renderFacts } from './render-facts.ts';

/** The run context as aligned lines; what the CI does not tell is said so. */
export function renderContext(context: RunContext): readonly string[] {
  const { repository, pullRequest, run, job } = context;
  const rows: readonly (readonly [string, string | number | null | undefined])[] = [
    ['ci', context.ci],
    ['repository', repository.slug],
    ['repository url', repository.url],
    ['default branch', repository.defaultBranch],
    ['branch', context.branch],
    ['tag', context.tag],
    ['commit', context.sha],
    [
      'pull request',
      pullRequest &&
        `${pullRequest.number} into ${pullRequest.targetBranch ?? 'an unknown branch'}`,
    ],
    ['run', run.id],
    ['run number', run.number],
    ['attempt', run.attempt],
    ['run url', run.url],
    ['job', job.name],
    ['job id', job.id],
    ['job url', job.url],
    ['actor', context.actor],
    ['environment', context.environment],
    ['status', context.status],
    ['created at', context.createdAt],
  ];
  return renderFacts(rows.map(([name, value]) => [name, singleLine(String(value ?? 'not told'))]));
}
