/**
 * The branch that a merge commit brought, as git and the hosts word it; `null` when the message does not tell.
 * git and GitLab: `Merge branch 'x' into …`. GitHub: `Merge pull request #12 from owner/x`.
 */
export function mergedBranch(message: string): string | null {
  const title = message.split('\n', 1)[0] ?? '';
  const found =
    /^Merge (?:remote-tracking )?branch '(?:origin\/)?([^']+)'/.exec(title) ??
    /^Merge pull request #\d{1,9} from [^/\s]+\/(\S+)$/.exec(title);
  return found?.[1] ?? null;
}
