import type { Change } from '../deployment/record.ts';
import type { ChangeOrigin, ChangeSourceId, ReadChanges } from './change-source.ts';
import { type Commit, titleOf } from './commit.ts';
import { firstCommitAt, type PullRequest } from './pull-request.ts';
import { revertsWithin } from './reverts.ts';

/** A commit that is a change, with the pull request that brought it. */
export interface Attributed {
  readonly commit: Commit;
  readonly pullRequest: PullRequest | null;
  /** The branch that it came from, where something else than its pull request tells. */
  readonly branch?: string | null;
  /** Whether the pull request's commits were squashed into this one. */
  readonly isSquash: boolean;
}

/** The reading for commits that are no merges, in the order of the contract. Commits without a readable time are left out, with a note. */
export function toChanges(
  attributed: readonly Attributed[],
  about: {
    readonly source: ChangeSourceId;
    /** The merge commits of the range, which are no changes. */
    readonly merges: readonly Commit[];
    readonly truncated: boolean;
    readonly notes: readonly string[];
  },
): ReadChanges {
  const changes = attributed.flatMap((one) => changeOf(one) ?? []);
  const undated = attributed.length - changes.length;
  const notes = undated === 0 ? about.notes : [...about.notes, undatedNote(undated)];
  const { source, truncated, merges } = about;
  const origins = originsOf(attributed, merges);
  return { changes: changes.sort(newestFirst), origins, source, truncated, notes };
}

const undatedNote = (count: number): string =>
  `${count} ${count === 1 ? 'commit has' : 'commits have'} no readable author time and ${count === 1 ? 'was' : 'were'} left out`;

function originsOf(
  attributed: readonly Attributed[],
  merges: readonly Commit[],
): ReadonlyMap<string, ChangeOrigin> {
  const reverts = revertsWithin(attributed, merges);
  return new Map(
    attributed.map(({ commit, pullRequest, branch = null }) => {
      const title = pullRequest?.title ?? titleOf(commit.message);
      const origin = {
        title: reverts.has(commit.sha) ? null : title,
        branch: pullRequest?.branch ?? branch,
        labels: pullRequest?.labels ?? [],
      };
      return [commit.sha, origin] as const;
    }),
  );
}

function changeOf({ commit, pullRequest, isSquash }: Attributed): Change | null {
  const first = pullRequest === null ? null : firstCommitAt(pullRequest);
  const authoredAt = (isSquash ? first : null) ?? commit.authoredAt;
  if (authoredAt === null) return null;
  return {
    sha: commit.sha,
    authoredAt,
    title: titleOf(commit.message),
    author: commit.author,
    pullRequest:
      pullRequest === null
        ? null
        : {
            number: pullRequest.number,
            url: pullRequest.url,
            createdAt: pullRequest.createdAt,
            mergedAt: pullRequest.mergedAt,
            firstCommitAt: first,
          },
  };
}

function newestFirst(a: Change, b: Change): number {
  if (a.authoredAt !== b.authoredAt) return a.authoredAt < b.authoredAt ? 1 : -1;
  return a.sha < b.sha ? -1 : 1;
}
