import type { Commit } from './commit.ts';

/** The commits among the known ones that `from` reaches, itself included. */
export function reachable(known: ReadonlyMap<string, Commit>, from: string): Set<string> {
  const found = new Set<string>();
  const left = [from];
  for (let sha = left.pop(); sha !== undefined; sha = left.pop()) {
    const commit = known.get(sha);
    if (commit === undefined || found.has(sha)) continue;
    found.add(sha);
    left.push(...(commit.parents ?? []));
  }
  return found;
}
