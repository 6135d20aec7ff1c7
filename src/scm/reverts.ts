import { type Commit, titleOf } from './commit.ts';

/** A commit, with the title of its pull request where it has one. */
export interface Titled {
  readonly commit: Commit;
  readonly pullRequest: { readonly title: string | null } | null;
}

/**
 * The hashes of the commits that take back a commit of the same range, or that bring one back which was taken back
 * before (the revert of a revert): neither mends what was released. Told by the hash that git writes into the message
 * ("This reverts commit …"), else by the title in quotes, as git and all hosts write it.
 */
export function revertsWithin(
  changes: readonly Titled[],
  merges: readonly Commit[],
): ReadonlySet<string> {
  const commits = [...changes.map(({ commit }) => commit), ...merges];
  const shas = new Set(commits.map(({ sha }) => sha));
  const titles = new Set(
    [
      ...commits.map(({ message }) => titleOf(message)),
      ...changes.map(({ pullRequest }) => pullRequest?.title ?? null),
    ].flatMap((title) => (title === null ? [] : [withoutNumber(title)])),
  );
  const within = changes.filter(({ commit, pullRequest }) => {
    const reverted = [pullRequest?.title ?? null, titleOf(commit.message)].flatMap(
      (title) => revertedTitle(title) ?? [],
    );
    return (
      reverted.some((title) => revertedTitle(title) !== null || titles.has(title)) ||
      revertedShas(commit.message).some((sha) => shas.has(sha))
    );
  });
  return new Set(within.map(({ commit }) => commit.sha));
}

/** The title that a revert names, without the number that a merge adds; `null` when it is none. */
export function revertedTitle(title: string | null): string | null {
  const [, named] = /^Revert "(.+)"$/s.exec(withoutNumber(title ?? '')) ?? [];
  return named === undefined ? null : withoutNumber(named);
}

const withoutNumber = (title: string): string => title.trim().replace(/\s*\([#!]\d{1,9}\)$/, '');

const revertedShas = (message: string): string[] =>
  [...message.matchAll(/\bThis reverts commit ([0-9a-f]{40,64})\b/g)].flatMap(
    ([, sha]) => sha ?? [],
  );
