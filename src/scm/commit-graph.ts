import type { Commit } from './commit.ts';

/** The commits among the known ones that `from` reaches, itself included. */
export const reachable = (known: ReadonlyMap<string, Commit>, from: string): Set<string> =>
  reachableFromAll(known, [from]);

/** The commits among the known ones that one of several reaches, they themselves included. */
export function reachableFromAll(
  known: ReadonlyMap<string, Commit>,
  from: readonly string[],
): Set<string> {
  const found = new Set<string>();
  const left = [...from];
  for (let sha = left.pop(); sha !== undefined; sha = left.pop()) {
    const commit = known.get(sha);
    if (commit === undefined || found.has(sha)) continue;
    found.add(sha);
    left.push(...(commit.parents ?? []));
  }
  return found;
}
