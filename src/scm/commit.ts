/** One commit as a source reads it. */
export interface Commit {
  readonly sha: string;
  /** `null` where the host does not tell them. */
  readonly parents: readonly string[] | null;
  /** RFC 3339 in UTC; `null` when the commit has no readable time. */
  readonly authoredAt: string | null;
  readonly committedAt: string | null;
  readonly author: string | null;
  readonly message: string;
}

/** More than one parent: it brings histories together and is no change of its own. */
export const isMerge = (commit: Commit): boolean => (commit.parents?.length ?? 0) > 1;

/** The first line of a message; `null` when it is empty. */
export function titleOf(message: string): string | null {
  return message.split('\n', 1)[0]?.trim() || null;
}

const fullHash = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Whether a text is a full commit hash, and so safe in an address, a query and a command line. */
export const isCommitHash = (text: string): boolean => fullHash.test(text);
