import { type Commit, isCommitHash } from './commit.ts';
import type { Ask, Refusal } from './host-client.ts';
import { chunked, inParallel } from './in-parallel.ts';
import { at, listAt, numberAt, textAt } from './json.ts';
import { listPages, pageSize, tooMany } from './list-pages.ts';
import { missingOnHost } from './missing-on-host.ts';
import type { CommitListing } from './read-range.ts';
import { readTime } from './read-time.ts';
import type { PathSearch } from './touching-commits.ts';

/**
 * The commits that `tip` reaches and `base` does not, the newest ones up to the limit.
 * Source: GitHub docs, "REST API endpoints for commits", Compare two commits: the three dots compare like
 * `git log BASE..HEAD`, also on diverged histories; with `page` and `per_page` all commits come, oldest first.
 */
export async function compareOnGithub(
  ask: Ask,
  repository: string,
  [base, tip]: readonly [base: string, tip: string],
  limit: number,
): Promise<CommitListing | Refusal> {
  const readPage = (page: number) =>
    ask({ url: `${repository}/compare/${base}...${tip}?per_page=${pageSize}&page=${page}` });
  const first = await readPage(1);
  if ('reason' in first) return whyNotCompared(ask, repository, [base, tip], first);
  const total = numberAt(first.body, 'total_commits');
  if (total === null)
    return { status: 200, reason: 'GitHub answered the comparison without commits' };
  const from = Math.max(0, total - limit);
  const pages = range(Math.floor(from / pageSize) + 1, Math.ceil(total / pageSize));
  const answers = await inParallel(pages, async (page) => (page === 1 ? first : readPage(page)));
  const refused = answers.find((answer) => 'reason' in answer);
  if (refused !== undefined && 'reason' in refused) return refused;
  const commits = answers.flatMap((answer) =>
    'body' in answer ? listAt(answer.body, 'commits').flatMap(commitOf) : [],
  );
  return { commits: commits.slice(-limit), truncated: from > 0 };
}

/**
 * The hashes of the commits that touch one of the paths, from `head` back to `since`: one request more per path and
 * 100 commits. Source: GitHub docs, "REST API endpoints for commits", List commits (`sha`, `path`, `since`).
 */
export async function touchingOnGithub(
  ask: Ask,
  repository: string,
  paths: readonly string[],
  { head, since, most }: PathSearch,
): Promise<ReadonlySet<string> | Refusal> {
  const touching = new Set<string>();
  for (const path of paths) {
    const url = `${repository}/commits?sha=${head}&path=${encodeURIComponent(path)}&since=${since}`;
    const listed = await listPages(ask, url, most);
    if ('reason' in listed) return listed;
    if (listed.hasMore) return tooMany(path, since);
    for (const commit of listed.items) touching.add(textAt(commit, 'sha') ?? '');
  }
  return touching;
}

/** Files per page of one commit, which has at most 3,000. Source: GitHub docs, "REST API endpoints for commits", Get a commit. */
const filesPerPage = 300;
const filePages = 10;

/** The files that a commit changes, a renamed one by both names. */
export async function filesOnGithub(
  ask: Ask,
  repository: string,
  sha: string,
): Promise<readonly string[] | Refusal> {
  const names: (string | null)[] = [];
  for (let page = 1; page <= filePages; page++) {
    const answer = await ask({ url: `${repository}/commits/${sha}?page=${page}` });
    if ('reason' in answer) return answer;
    const files = listAt(answer.body, 'files');
    names.push(
      ...files.flatMap((file) => [textAt(file, 'filename'), textAt(file, 'previous_filename')]),
    );
    if (files.length < filesPerPage) break;
  }
  return names.filter((name) => name !== null);
}

function commitOf(value: unknown): Commit[] {
  const sha = textAt(value, 'sha');
  if (sha === null || !isCommitHash(sha)) return [];
  const commit = at(value, 'commit');
  return [
    {
      sha,
      parents: listAt(value, 'parents').map((parent) => textAt(parent, 'sha') ?? ''),
      authoredAt: readTime(textAt(commit, 'author', 'date')),
      committedAt: readTime(textAt(commit, 'committer', 'date')),
      author: textAt(commit, 'author', 'name'),
      message: textAt(commit, 'message') ?? '',
    },
  ];
}

async function whyNotCompared(
  ask: Ask,
  repository: string,
  shas: readonly string[],
  refused: Refusal,
): Promise<Refusal> {
  if (refused.status !== 404) return refused;
  const address = {
    name: 'GitHub',
    commit: (sha: string) => `${repository}/commits/${sha}`,
    repository,
  };
  const missing = await missingOnHost(ask, address, shas);
  return (
    missing ?? { ...refused, reason: `GitHub finds no common history of ${shas.join(' and ')}` }
  );
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

/** Commits in the groups that one GraphQL query asks for. */
export const githubBatches = <Item>(items: readonly Item[]): Item[][] => chunked(items, pageSize);
