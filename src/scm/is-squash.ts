import type { Commit } from './commit.ts';
import type { PullRequest } from './pull-request.ts';

/**
 * Whether a commit that merging made stands for the whole pull request. Not when it is one of the pull request's
 * own commits (fast-forward), and not when it has the author time of one (rebase: only the committer time changes).
 */
export function isSquash(commit: Commit, { ownCommits }: PullRequest): boolean {
  return !ownCommits.some(
    ({ sha, authoredAt }) =>
      sha === commit.sha || (authoredAt !== null && authoredAt === commit.authoredAt),
  );
}
