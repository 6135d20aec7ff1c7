import type { HostPullRequest, HostRelease, HostRun } from '../deployment/host-facts.ts';
import { isCommitHash } from './commit.ts';
import { at, numberAt, textAt } from './json.ts';
import { readTime } from './read-time.ts';

/** A merge request as GitLab lists it. Source: GitLab docs, "Merge requests API". */
export function gitlabPullRequest(json: unknown): HostPullRequest | null {
  const number = numberAt(json, 'iid');
  if (number === null) return null;
  const state = textAt(json, 'state');
  return {
    number,
    state: state === 'merged' || state === 'closed' ? state : 'open',
    targetBranch: textAt(json, 'target_branch'),
    sha: mergeCommits(json)[0] ?? null,
    mergedAt: readTime(textAt(json, 'merged_at')),
    mergedBy: textAt(json, 'merge_user', 'username') ?? textAt(json, 'merged_by', 'username'),
    url: textAt(json, 'web_url'),
  };
}

/** Whether the merge made this commit the tip of its target branch; after a fast-forward that is the merged head itself. */
export const isMadeByMerge = (json: unknown, sha: string): boolean =>
  mergeCommits(json).includes(sha);

function mergeCommits(json: unknown): readonly string[] {
  const made = ['merge_commit_sha', 'squash_commit_sha', 'merged_commit_sha'].flatMap(
    (key) => textAt(json, key) ?? [],
  );
  const head = textAt(json, 'sha');
  return (made.length > 0 || head === null ? made : [head]).filter(isCommitHash);
}

/** A pipeline as GitLab lists it; how often its jobs were tried again, only they tell. Source: GitLab docs, "Pipelines API". */
export function gitlabRun(json: unknown, attempt: number | null): HostRun | null {
  const id = numberAt(json, 'id');
  if (id === null) return null;
  const ref = textAt(json, 'ref');
  const isTag = at(json, 'tag') === true;
  return {
    ...{ id: String(id), attempt, name: textAt(json, 'name') },
    status: textAt(json, 'status') ?? 'unknown',
    sha: textAt(json, 'sha'),
    branch: isTag || ref?.startsWith('refs/') ? null : ref,
    tag: isTag ? ref : null,
    startedAt: readTime(textAt(json, 'started_at')) ?? readTime(textAt(json, 'created_at')),
    finishedAt: readTime(textAt(json, 'finished_at')) ?? readTime(textAt(json, 'updated_at')),
    url: textAt(json, 'web_url'),
    actor: textAt(json, 'user', 'username'),
  };
}

/** A release as GitLab tells it: it has no number, and is announced rather than drafted. Source: GitLab docs, "Release API". */
export function gitlabRelease(json: unknown): HostRelease | null {
  const tag = textAt(json, 'tag_name');
  if (tag === null) return null;
  return {
    ...{ id: tag, tag, isPrerelease: false },
    isDraft: at(json, 'upcoming_release') === true,
    sha: textAt(json, 'commit', 'id'),
    releasedAt: readTime(textAt(json, 'released_at')),
    url: textAt(json, '_links', 'self'),
    actor: textAt(json, 'author', 'username'),
  };
}
