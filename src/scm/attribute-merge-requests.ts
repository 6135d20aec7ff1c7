import { type Commit, titleOf } from './commit.ts';
import type { MergeRequest } from './gitlab-merge-requests.ts';
import { firstMerged, type PullRequest } from './pull-request.ts';
import { pullRequestNumber } from './pull-request-number.ts';
import type { Attributed } from './to-changes.ts';

/** How long after a merge the clocks of git and of the database may put its squash commit. */
const toleranceMs = 60_000;

/**
 * The merge request of each commit: the one with the commit among its own; else the one whose merge commit brought it
 * as a squash commit (GitLab makes a squash commit and merges that); else, for projects that fast-forward, the squashed
 * one that the message names by number or by title. GitLab's GraphQL does not tell the hash of the squash commit.
 */
export function attributeMergeRequests(
  commits: readonly Commit[],
  merges: readonly Commit[],
  requests: readonly MergeRequest[],
): readonly Attributed[] {
  const byOwnCommit = new Map<string, MergeRequest[]>();
  for (const request of requests) {
    for (const { sha } of request.ownCommits) {
      byOwnCommit.set(sha, [...(byOwnCommit.get(sha) ?? []), request]);
    }
  }
  const bySquash = squashCommits(merges, requests);
  const fastForwarded = requests.filter((one) => one.isSquashed && one.mergeCommitSha === null);
  return commits.map((commit) => {
    const squashed = bySquash.get(commit.sha) ?? null;
    const own = byOwnCommit.get(commit.sha) ?? [];
    const brought = firstMerged([...own, ...(squashed === null ? [] : [squashed])]);
    const pullRequest = brought ?? namedBy(commit, fastForwarded);
    return { commit, pullRequest, isSquash: isSquashOf(commit, pullRequest) };
  });
}

/** Second parents of the merge commits that are none of their merge request's own commits. */
function squashCommits(
  merges: readonly Commit[],
  requests: readonly MergeRequest[],
): ReadonlyMap<string, MergeRequest> {
  const byMerge = new Map(requests.map((request) => [request.mergeCommitSha, request]));
  return new Map(
    merges.flatMap(({ sha, parents }) => {
      const request = byMerge.get(sha);
      const second = parents?.[1];
      return request !== undefined && second !== undefined ? [[second, request] as const] : [];
    }),
  );
}

function namedBy(commit: Commit, requests: readonly MergeRequest[]): PullRequest | null {
  const number = pullRequestNumber(commit.message) ?? reference(commit.message);
  const title = titleOf(commit.message);
  const committedAt = Date.parse(commit.committedAt ?? '');
  const named = requests.filter(
    (request) =>
      (request.number === number || request.title?.trim() === title) &&
      // The squash commit is made before the merge; a merge train may take hours in between.
      Date.parse(request.mergedAt ?? '') >= committedAt - toleranceMs,
  );
  return named.find((request) => request.number === number) ?? firstMerged(named);
}

/** `Title (!12)`, as squash commit templates often have it. */
function reference(message: string): number | null {
  const found = /\(!(\d{1,9})\)\s*$/.exec(message.split('\n', 1)[0] ?? '');
  return found === null ? null : Number(found[1]);
}

function isSquashOf({ sha }: Commit, pullRequest: PullRequest | null): boolean {
  return pullRequest !== null && !pullRequest.ownCommits.some((own) => own.sha === sha);
}
