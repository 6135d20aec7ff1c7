import type { Commit } from './commit.ts';

/**
 * What messages tell of each commit, such as the number of its pull request: its own message, else that of the merge
 * commit that brought it, the earliest such. Commits come newest first and children before parents, as of
 * `git log --date-order`.
 */
export function attributeMerges<Told>(
  commits: readonly Commit[],
  tell: (message: string) => Told | null,
): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  const positions = new Map(commits.map(({ sha }, index) => [sha, index]));
  for (let index = commits.length - 1; index >= 0; index--) {
    const commit = commits[index] as Commit;
    const one = tell(commit.message);
    if (one === null) continue;
    told.set(commit.sha, one);
    for (const sha of broughtBy(index, commits, positions)) {
      if (!told.has(sha)) told.set(sha, one);
    }
  }
  return told;
}

const main = 1;
const side = 2;

/** The commits that a merge's further parents reach and its first parent does not, walking no deeper than they fork. */
function* broughtBy(
  merge: number,
  commits: readonly Commit[],
  positions: ReadonlyMap<string, number>,
): Generator<string> {
  const reachedFrom = new Map<number, number>();
  let sideOnly = 0;
  const reach = (sha: string, by: number): void => {
    const position = positions.get(sha);
    if (position === undefined) return;
    const before = reachedFrom.get(position) ?? 0;
    reachedFrom.set(position, before | by);
    if (before === 0 && by === side) sideOnly++;
    if (before === side && (by & main) !== 0) sideOnly--;
  };
  const parents = commits[merge]?.parents ?? [];
  for (const [index, parent] of parents.entries()) reach(parent, index === 0 ? main : side);
  for (let position = merge + 1; sideOnly > 0 && position < commits.length; position++) {
    const by = reachedFrom.get(position);
    const commit = commits[position];
    if (by === undefined || commit === undefined) continue;
    if (by === side) {
      sideOnly--;
      yield commit.sha;
    }
    for (const parent of commit.parents ?? []) reach(parent, by);
  }
}
