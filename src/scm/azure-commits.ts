import { type Commit, isCommitHash } from './commit.ts';
import type { Ask, Refusal } from './host-client.ts';
import { at, listAt, textAt } from './json.ts';
import { tooMany } from './list-pages.ts';
import { missingOnHost } from './missing-on-host.ts';
import type { CommitListing } from './read-range.ts';
import { readTime } from './read-time.ts';
import type { PathSearch } from './touching-commits.ts';

/** Where a repository's REST resources are, and the version of the API to ask for. */
export interface AzureAddress {
  /** `…/_apis/git/repositories/NAME` */
  readonly repository: string;
  /** `api-version=…` */
  readonly version: string;
}

/** Azure Repos allows 50,000 in one page; answers of a thousand are large enough. */
const commitsPerPage = 1_000;

const commitVersion = (version: string) => ({ versionType: 'commit', version });

/**
 * The commits that `tip` reaches and `base` does not, the newest first, up to the limit.
 * Source: Microsoft Learn, "Commits - Get Commits Batch": `compareVersion` is where the walk starts, `itemVersion`
 * where it ends. Public examples have them both ways round, so an answer without the tip is asked for the other way.
 */
export async function commitsOnAzure(
  ask: Ask,
  address: AzureAddress,
  [base, tip]: readonly [base: string, tip: string],
  limit: number,
): Promise<CommitListing | Refusal> {
  const between = (itemVersion: string, compareVersion: string) =>
    listBatch(ask, address, limit, {
      itemVersion: commitVersion(itemVersion),
      compareVersion: commitVersion(compareVersion),
    });
  const listed = await between(base, tip);
  if ('reason' in listed) {
    const isUnknown = listed.status === 404 || listed.status === 400;
    return isUnknown ? ((await missingOnAzure(ask, address, [base, tip])) ?? listed) : listed;
  }
  if (listed.truncated || hasTip(listed, tip)) return listed;
  const turned = await between(tip, base);
  if (!('reason' in turned) && hasTip(turned, tip)) return turned;
  return listed.commits.length === 0
    ? listed
    : { status: 200, reason: `Azure Repos listed commits that do not belong to ${tip}` };
}

const hasTip = ({ commits }: CommitListing, tip: string): boolean =>
  commits.some(({ sha }) => sha === tip);

/** The hashes of the commits that touch one of the paths: one request more per path. */
export async function touchingOnAzure(
  ask: Ask,
  address: AzureAddress,
  paths: readonly string[],
  { head, since, most }: PathSearch,
): Promise<ReadonlySet<string> | Refusal> {
  const touching = new Set<string>();
  for (const path of paths) {
    const listed = await listBatch(ask, address, most, {
      itemVersion: commitVersion(head),
      itemPath: `/${path}`,
      historyMode: 'fullHistory',
      fromDate: since,
    });
    if ('reason' in listed) return listed;
    if (listed.truncated) return tooMany(path, since);
    for (const { sha } of listed.commits) touching.add(sha);
  }
  return touching;
}

/** The files that a commit changes, a renamed one by both names. Source: Microsoft Learn, "Commits - Get Changes". */
export async function filesOnAzure(
  ask: Ask,
  { repository, version }: AzureAddress,
  sha: string,
): Promise<readonly string[] | Refusal> {
  const answer = await ask({ url: `${repository}/commits/${sha}/changes?top=3000&${version}` });
  if ('reason' in answer) return answer;
  return listAt(answer.body, 'changes')
    .flatMap((change) => [textAt(change, 'item', 'path'), textAt(change, 'sourceServerItem')])
    .flatMap((path) => (path === null ? [] : [path.replace(/^\//, '')]));
}

async function listBatch(
  ask: Ask,
  { repository, version }: AzureAddress,
  limit: number,
  criteria: Readonly<Record<string, unknown>>,
): Promise<CommitListing | Refusal> {
  const commits: Commit[] = [];
  for (let skip = 0; skip <= limit; skip += commitsPerPage) {
    const url = `${repository}/commitsbatch?$top=${commitsPerPage}&$skip=${skip}&${version}`;
    const answer = await ask({ url, body: criteria });
    if ('reason' in answer) return answer;
    const values = listAt(answer.body, 'value');
    commits.push(...values.flatMap(azureCommit));
    if (values.length < commitsPerPage) break;
  }
  return { commits: commits.slice(0, limit), truncated: commits.length > limit };
}

/** A commit as lists have it: usually without parents, which only the single commit tells. */
export function azureCommit(value: unknown): Commit[] {
  const sha = textAt(value, 'commitId');
  if (sha === null || !isCommitHash(sha)) return [];
  const parents = at(value, 'parents');
  return [
    {
      sha,
      parents: Array.isArray(parents) ? parents.map(String) : null,
      authoredAt: readTime(textAt(value, 'author', 'date')),
      committedAt: readTime(textAt(value, 'committer', 'date')),
      author: textAt(value, 'author', 'name'),
      message: textAt(value, 'comment') ?? '',
    },
  ];
}

const missingOnAzure = (ask: Ask, { repository, version }: AzureAddress, shas: readonly string[]) =>
  missingOnHost(
    ask,
    {
      name: 'Azure Repos',
      commit: (sha) => `${repository}/commits/${sha}?${version}`,
      repository: `${repository}?${version}`,
    },
    shas,
  );
