import type { ChangeRange, Unreadable } from './change-source.ts';
import { type Commit, isCommitHash } from './commit.ts';
import { reachable, reachableFromAll } from './commit-graph.ts';

export interface CommitListing {
  readonly commits: readonly Commit[];
  readonly truncated: boolean;
}

/** Lists the commits that `tip` reaches and `base` does not. */
export type ListBetween = (base: string, tip: string) => Promise<CommitListing | Unreadable>;

/**
 * The commits of a range from a host that can only compare two commits. A further excluded commit inside the
 * comparison is followed in it, at no cost; any other (on another branch) is compared with the same base, and
 * what it has beyond that is taken away: head − (base ∪ other) = (head − base) − (other − base).
 */
export async function readRange(
  { head, exclude, ranBefore = [] }: ChangeRange,
  list: ListBetween,
): Promise<CommitListing | Unreadable> {
  const refused = refuseRange(head, exclude);
  if (refused !== null) return refused;
  const [base, ...others] = [...new Set(exclude)];
  if (base === undefined || exclude.includes(head)) return { commits: [], truncated: false };
  const listed = await list(base, head);
  if ('reason' in listed) return listed;
  const known = new Map(listed.commits.map((commit) => [commit.sha, commit]));
  const released = reachableFromAll(known, ranBefore);
  let { truncated } = listed;
  for (const other of others) {
    const beyond = await beyondBase(base, other, known, list);
    if ('reason' in beyond) return beyond;
    truncated ||= beyond.truncated;
    for (const sha of beyond.shas) released.add(sha);
  }
  return { commits: listed.commits.filter(({ sha }) => !released.has(sha)), truncated };
}

/** Why a range cannot be asked for, before anything is asked. */
export function refuseRange(head: string, exclude: readonly string[]): Unreadable | null {
  if (exclude.length === 0)
    return { reason: 'there is no earlier deployment to compare the commit with' };
  const odd = [head, ...exclude].find((sha) => !isCommitHash(sha));
  return odd === undefined
    ? null
    : { reason: `${JSON.stringify(odd.slice(0, 80))} is no full commit hash` };
}

async function beyondBase(
  base: string,
  other: string,
  known: ReadonlyMap<string, Commit>,
  list: ListBetween,
): Promise<{ readonly shas: Iterable<string>; readonly truncated: boolean } | Unreadable> {
  const hasGraph = known.get(other)?.parents != null;
  if (hasGraph) return { shas: reachable(known, other), truncated: false };
  const listed = await list(base, other);
  if ('reason' in listed) return listed;
  return { shas: listed.commits.map(({ sha }) => sha), truncated: listed.truncated };
}
