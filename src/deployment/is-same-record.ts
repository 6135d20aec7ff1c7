import type { Change, DeploymentRecord } from './record.ts';

/**
 * Whether two records of one deployment say the same in all that the history of deployments tells. Absent, `null`,
 * `false` and empty say the same, and so do two texts of one moment.
 */
export function isSameRecord(before: DeploymentRecord, after: DeploymentRecord): boolean {
  return (
    plainFields.every((field) => isSameValue(before[field], after[field])) &&
    isSameTime(before.recoveredAt, after.recoveredAt) &&
    isSameFailure(before.failure, after.failure) &&
    isSameList(before.incidents ?? [], after.incidents ?? [], isSameValue) &&
    isSameChanges(before.changes, after.changes)
  );
}

const plainFields = [
  'previousSha',
  'previousIdentifier',
  'kind',
  'changesTruncated',
  'leadTimeHours',
  'leadTimeSource',
  'leadTimeReason',
] as const;

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === false || value === '';

const isSameValue = (a: unknown, b: unknown): boolean => a === b || (isNothing(a) && isNothing(b));

const isSameTime = (a: string | null | undefined, b: string | null | undefined): boolean =>
  isSameValue(a, b) || (a && b ? Date.parse(a) === Date.parse(b) : false);

function isSameFailure(a: DeploymentRecord['failure'], b: DeploymentRecord['failure']): boolean {
  if (!a || !b) return !a && !b;
  return a.reason === b.reason && isSameValue(a.by, b.by) && isSameTime(a.at, b.at);
}

function isSameList<T>(
  a: readonly T[],
  b: readonly T[],
  isSameElement: (a: T, b: T) => boolean,
): boolean {
  return a === b || (a.length === b.length && a.every((one, at) => isSameElement(one, b[at] as T)));
}

/** No changes, and changes that nobody knows, are not the same. */
const isSameChanges = (a: DeploymentRecord['changes'], b: DeploymentRecord['changes']): boolean =>
  a && b ? isSameList(a, b, isSameChange) : !a && !b;

function isSameChange(a: Change, b: Change): boolean {
  const [one, other] = [a.pullRequest, b.pullRequest];
  return (
    isSameValue(a.sha, b.sha) &&
    isSameTime(a.authoredAt, b.authoredAt) &&
    isSameValue(a.title, b.title) &&
    isSameValue(a.author, b.author) &&
    (one && other
      ? one.number === other.number &&
        isSameValue(one.url, other.url) &&
        isSameTime(one.createdAt, other.createdAt) &&
        isSameTime(one.mergedAt, other.mergedAt) &&
        isSameTime(one.firstCommitAt, other.firstCommitAt)
      : !one && !other)
  );
}
