import { type Commit, isCommitHash } from './commit.ts';
import type { Ask, Refusal } from './host-client.ts';
import { listAt, textAt } from './json.ts';
import { listPages, tooMany } from './list-pages.ts';
import { missingOnHost } from './missing-on-host.ts';
import type { CommitListing } from './read-range.ts';
import { readTime } from './read-time.ts';
import type { PathSearch } from './touching-commits.ts';

/**
 * The commits that `tip` reaches and `base` does not, the newest first, up to the limit.
 * Source: GitLab docs, "Commits API", List repository commits: `ref_name` takes a revision range. (The comparison of
 * the "Repositories API" has no pages and brings all diffs along.)
 */
export async function commitsOnGitlab(
  ask: Ask,
  repository: string,
  [base, tip]: readonly [base: string, tip: string],
  limit: number,
): Promise<CommitListing | Refusal> {
  const url = `${repository}/commits?ref_name=${base}..${tip}`;
  // One more than the limit tells whether there are more.
  const listed = await listPages(ask, url, limit + 1);
  if ('reason' in listed) {
    return listed.status === 404 || listed.status === 400
      ? ((await missingOnGitlab(ask, repository, [base, tip])) ?? listed)
      : listed;
  }
  // An empty list is also what an unknown commit gives.
  const missing =
    listed.items.length === 0 ? await missingOnGitlab(ask, repository, [base, tip]) : null;
  return (
    missing ?? {
      commits: listed.items.slice(0, limit).flatMap(commitOf),
      truncated: listed.items.length > limit,
    }
  );
}

/** The hashes of the commits that touch one of the paths: one request more per path and 100 commits. */
export async function touchingOnGitlab(
  ask: Ask,
  repository: string,
  paths: readonly string[],
  { head, since, most }: PathSearch,
): Promise<ReadonlySet<string> | Refusal> {
  const touching = new Set<string>();
  for (const path of paths) {
    const url = `${repository}/commits?ref_name=${head}&path=${encodeURIComponent(path)}&since=${since}`;
    const listed = await listPages(ask, url, most);
    if ('reason' in listed) return listed;
    if (listed.hasMore) return tooMany(path, since);
    for (const commit of listed.items) touching.add(textAt(commit, 'id') ?? '');
  }
  return touching;
}

const mostFiles = 3_000;

/** The files that a commit changes, a renamed one by both names. Source: GitLab docs, "Commits API", Get the diff of a commit. */
export async function filesOnGitlab(
  ask: Ask,
  repository: string,
  sha: string,
): Promise<readonly string[] | Refusal> {
  const listed = await listPages(ask, `${repository}/commits/${sha}/diff`, mostFiles);
  if ('reason' in listed) return listed;
  return listed.items
    .flatMap((file) => [textAt(file, 'new_path'), textAt(file, 'old_path')])
    .filter((name) => name !== null);
}

function commitOf(value: unknown): Commit[] {
  const sha = textAt(value, 'id');
  if (sha === null || !isCommitHash(sha)) return [];
  return [
    {
      sha,
      parents: listAt(value, 'parent_ids').map(String),
      authoredAt: readTime(textAt(value, 'authored_date')),
      committedAt: readTime(textAt(value, 'committed_date')),
      author: textAt(value, 'author_name'),
      message: textAt(value, 'message') ?? textAt(value, 'title') ?? '',
    },
  ];
}

const missingOnGitlab = (ask: Ask, repository: string, shas: readonly string[]) =>
  missingOnHost(
    ask,
    {
      name: 'GitLab',
      commit: (sha) => `${repository}/commits/${sha}?stats=false`,
      repository: `${repository}/commits?per_page=1`,
    },
    shas,
  );
