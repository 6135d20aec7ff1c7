/**
 * The number of the pull request that a message names, as the hosts write it when they merge; `null` for none.
 * GitHub: `Title (#12)` of a squash, `Merge pull request #12 from …`. GitLab: `See merge request group/project!12`.
 * Azure Repos: `Merged PR 12: Title`.
 */
export function pullRequestNumber(message: string): number | null {
  const title = message.split('\n', 1)[0] ?? '';
  const found =
    /^Merge pull request #(\d{1,9})\b/.exec(title) ??
    /^Merged PR (\d{1,9}):/.exec(title) ??
    /\(#(\d{1,9})\)\s*$/.exec(title) ??
    /^See merge request \S*!(\d{1,9})\s*$/m.exec(message);
  return found?.[1] === undefined ? null : Number(found[1]);
}
