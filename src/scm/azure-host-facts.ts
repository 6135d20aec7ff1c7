import type { AskingJob, HostPullRequest, HostRun } from '../deployment/host-facts.ts';
import { isCommitHash } from './commit.ts';
import { at, listAt, numberAt, textAt } from './json.ts';
import { readTime } from './read-time.ts';

/** A pull request as Azure Repos lists it; `webUrl` is its repository's. Source: Microsoft Learn, "Pull Requests - Get Pull Request". */
export function azurePullRequest(json: unknown, webUrl: string): HostPullRequest | null {
  const number = numberAt(json, 'pullRequestId');
  if (number === null) return null;
  const sha = textAt(json, 'lastMergeCommit', 'commitId') ?? '';
  return {
    number,
    state: stateOf(textAt(json, 'status')),
    targetBranch: branchOf(textAt(json, 'targetRefName')),
    sha: isCommitHash(sha) ? sha : null,
    mergedAt: readTime(textAt(json, 'closedDate')),
    mergedBy: textAt(json, 'closedBy', 'displayName'),
    // The answer's own `url` is that of the API.
    url: `${webUrl}/pullrequest/${number}`,
  };
}

function stateOf(status: string | null): HostPullRequest['state'] {
  if (status === 'completed') return 'merged';
  return status === 'abandoned' ? 'closed' : 'open';
}

/** A run of a pipeline as the Build API tells it; its attempt stands in its timeline. Source: Microsoft Learn, "Builds - Get". */
export function azureRun(json: unknown, attempt: number | null): HostRun | null {
  const id = numberAt(json, 'id');
  if (id === null) return null;
  const ref = textAt(json, 'sourceBranch');
  const sha = textAt(json, 'sourceVersion') ?? '';
  const hasEnded = textAt(json, 'status') === 'completed';
  return {
    ...{ id: String(id), attempt, name: textAt(json, 'definition', 'name') },
    status: textAt(json, hasEnded ? 'result' : 'status') ?? 'unknown',
    sha: isCommitHash(sha) ? sha : null,
    branch: branchOf(ref),
    tag: ref?.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : null,
    startedAt: readTime(textAt(json, 'startTime')),
    finishedAt: hasEnded ? readTime(textAt(json, 'finishTime')) : null,
    url: textAt(json, '_links', 'web', 'href'),
    actor: textAt(json, 'requestedFor', 'displayName'),
  };
}

const branchOf = (ref: string | null): string | null =>
  ref?.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;

/** How a run ended that is still running the job which asks. */
type RunEnd = Pick<HostRun, 'status' | 'attempt' | 'startedAt' | 'finishedAt'>;

/**
 * The end of a run by the stages of its timeline beside the one that asks, or in a pipeline of one stage by its jobs.
 * Source: Microsoft Learn, "Timeline - Get": records of the last attempts; the identifier of a stage is its name.
 */
export function azureRunEnd(timeline: unknown, asking: AskingJob): RunEnd {
  const records = listAt(timeline, 'records');
  const ofType = (type: string) => records.filter((one) => textAt(one, 'type') === type);
  const stages = ofType('Stage').filter((one) => !isNamed(one, asking.stage));
  const parts = stages.length > 0 ? stages : ofType('Job').filter((one) => !isJob(one, asking));
  const times = (key: string): readonly string[] =>
    parts.flatMap((one) => readTime(textAt(one, key)) ?? []).sort();
  return {
    status: endOf(parts),
    attempt: attemptOf(timeline),
    startedAt: times('startTime')[0] ?? null,
    finishedAt: times('finishTime').at(-1) ?? null,
  };
}

/** How often the stage that was tried most was tried: the run has no number of its own for that. */
export const attemptOf = (timeline: unknown): number =>
  Math.max(
    1,
    ...listAt(timeline, 'records').flatMap((one) =>
      textAt(one, 'type') === 'Stage' ? (numberAt(one, 'attempt') ?? []) : [],
    ),
  );

function endOf(parts: readonly unknown[]): string {
  if (parts.some((one) => textAt(one, 'state') !== 'completed')) return 'inProgress';
  const results = new Set(parts.map((one) => textAt(one, 'result')?.toLowerCase()));
  if (results.has('failed') || results.has('abandoned')) return 'failed';
  if (results.has('canceled')) return 'canceled';
  if (results.has('succeededwithissues')) return 'succeededWithIssues';
  return results.has('succeeded') ? 'succeeded' : 'skipped';
}

const isNamed = (record: unknown, stage: string | null): boolean =>
  stage !== null && [textAt(record, 'identifier'), textAt(record, 'name')].includes(stage);

const isJob = (record: unknown, { id }: AskingJob): boolean =>
  id !== null && textAt(record, 'id')?.toLowerCase() === id.toLowerCase();

/** Whether an answer holds a timeline at all. */
export const isTimeline = (json: unknown): boolean => Array.isArray(at(json, 'records'));
