/** A merged pull or merge request. Times are RFC 3339 in UTC, `null` when the source does not know them. */
export interface PullRequest {
  readonly number: number;
  readonly url: string | null;
  /** `null` when the source does not know it. */
  readonly title: string | null;
  /** The branch that it came from, without `refs/heads/`. */
  readonly branch: string | null;
  readonly labels: readonly string[];
  readonly createdAt: string | null;
  readonly mergedAt: string | null;
  /** Its commits before merging; empty when the source does not know them. */
  readonly ownCommits: readonly OwnCommit[];
}

export interface OwnCommit {
  readonly sha: string;
  readonly authoredAt: string | null;
}

/** The earliest author time of the pull request's own commits. */
export function firstCommitAt({ ownCommits }: PullRequest): string | null {
  // All are in UTC with the same number of digits, so texts compare as times.
  return ownCommits.reduce<string | null>(
    (first, { authoredAt }) =>
      authoredAt !== null && (first === null || authoredAt < first) ? authoredAt : first,
    null,
  );
}

/** The one that was merged first: later ones carried the commit on, as from `develop` to `main`. */
export function firstMerged(requests: readonly PullRequest[]): PullRequest | null {
  const [first] = [...requests].sort(
    (a, b) => compare(a.mergedAt ?? '~', b.mergedAt ?? '~') || a.number - b.number,
  );
  return first ?? null;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
