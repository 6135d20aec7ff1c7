/** Where the merge must have happened. */
interface MergePlace {
  /** `group/project` */
  readonly path: string;
  readonly branch: string;
}

/** Source: GitLab docs, "Commit message templates": the default template, and `%{reference}` as `group/project!12`. */
const reference = /^See merge request (\S+)!(\d{1,15})$/;
const firstLine = /^Merge branch '.+' into '(.+)'$/;

/**
 * The merge request that made a commit, by the line that GitLab writes at the end of its message; `null` when there is
 * none of this project, when it was merged into another branch, or when the merge was only picked from elsewhere.
 */
export function mergeRequestOfMessage(
  message: string,
  { path, branch }: MergePlace,
): number | null {
  const lines = message.split(/\r?\n/).map((line) => line.trimEnd());
  if (lines.some((line) => /^\(cherry picked from commit [0-9a-f]+\)$/.test(line))) return null;
  const into = firstLine.exec(lines[0] ?? '')?.[1];
  if (into !== undefined && into !== branch) return null;
  // The last one: what stands above it was written by the author.
  const [, project, number] = lines.map((line) => reference.exec(line)).findLast(Boolean) ?? [];
  return project?.toLowerCase() === path.toLowerCase() ? Number(number) : null;
}
