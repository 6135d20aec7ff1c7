import { buildSchema, graphql } from 'graphql';
import type { History } from '../history.ts';
import type { DeploymentFacts } from './deployment-facts.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';
import {
  filesOf,
  type RawCommit,
  readCommits,
  revList,
  type StandIn,
  type StandInAnswer,
} from './stand-in.ts';

const path = 'acme/team/shop';
const repository = `/api/v4/projects/${encodeURIComponent(path)}/repository`;

/** The part of GitLab docs, "GraphQL API resources", that merge requests need. */
const schema = buildSchema(`
  scalar Time
  enum MergeRequestState { all closed locked merged opened }
  enum MergeRequestSort { CREATED_DESC MERGED_AT_DESC MERGED_AT_ASC UPDATED_DESC }
  type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
  type Commit { id: ID! sha: String! title: String message: String authoredDate: Time committedDate: Time authorName: String }
  type Label { id: ID! title: String! color: String! }
  type LabelConnection { count: Int! nodes: [Label] pageInfo: PageInfo! }
  type CommitConnection { nodes: [Commit] pageInfo: PageInfo! }
  type MergeRequest {
    id: ID! iid: String! title: String! webUrl: String createdAt: Time! mergedAt: Time mergeCommitSha: String
    squash: Boolean! squashOnMerge: Boolean! sourceBranch: String! targetBranch: String! commitCount: Int
    labels(after: String, before: String, first: Int, last: Int): LabelConnection
    commits(after: String, before: String, first: Int, last: Int): CommitConnection
    commitsWithoutMergeCommits(after: String, before: String, first: Int, last: Int): CommitConnection
  }
  type MergeRequestConnection { count: Int! nodes: [MergeRequest] pageInfo: PageInfo! }
  type Project {
    id: ID! fullPath: ID!
    mergeRequests(
      after: String, before: String, first: Int, last: Int, state: MergeRequestState, sort: MergeRequestSort,
      mergedAfter: Time, mergedBefore: Time, iids: [String!], targetBranches: [String!]
    ): MergeRequestConnection
  }
  type Query { project(fullPath: ID!): Project }
`);

/** GitLab's REST and GraphQL APIs over a real repository, in the shapes of GitLab docs, "Commits API". */
export function gitlabStandIn(
  history: History,
  pulls: readonly PullRequestFacts[],
  deployments: readonly DeploymentFacts[] = [],
): StandIn {
  const commits = readCommits(history);
  return async ({ method, url, body }) => {
    if (method === 'POST' && url.pathname === '/api/graphql')
      return answerQuery(body, history, commits, pulls);
    if (url.pathname === repository.replace('/repository', '/deployments'))
      return answerDeployments(history, deployments, url);
    if (url.pathname === `${repository}/commits`) return answerList(history, commits, url);
    const single = url.pathname.startsWith(`${repository}/commits/`);
    if (!single) return undefined;
    const diff = /\/commits\/([^/]+)\/diff$/.exec(url.pathname);
    if (diff) return answerDiff(history, diff[1] ?? '', url);
    const commit = commits.get(url.pathname.slice(`${repository}/commits/`.length));
    return commit
      ? { status: 200, body: restCommit(commit) }
      : { status: 404, body: { message: '404 Commit Not Found' } };
  };
}

function answerDiff(history: History, sha: string, url: URL): StandInAnswer {
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 20));
  const page = Number(url.searchParams.get('page') ?? 1);
  const files = filesOf(history, sha).slice((page - 1) * size, page * size);
  const body = files.map((path) => ({ new_path: path, old_path: path, diff: '' }));
  return { status: 200, headers: { 'x-page': String(page) }, body };
}

function answerList(
  history: History,
  commits: ReadonlyMap<string, RawCommit>,
  url: URL,
): StandInAnswer {
  const query = (name: string) => url.searchParams.get(name);
  const ref = query('ref_name') ?? '--all';
  const since = query('since');
  const shas =
    revList(
      history,
      ...(since === null ? [] : [`--since=${since}`]),
      ref,
      '--',
      ...(query('path') === null ? [] : [`:(literal)${query('path')}`]),
    ) ?? [];
  const size = Math.min(100, Number(query('per_page') ?? 20));
  const page = Number(query('page') ?? 1);
  const found = shas.slice((page - 1) * size, page * size);
  // GitLab does not count: whenever a page is full it says that there is a next one.
  const next = found.length === size ? String(page + 1) : '';
  return {
    status: 200,
    headers: { 'x-page': String(page), 'x-per-page': String(size), 'x-next-page': next },
    body: found.map((sha) => restCommit(commits.get(sha) as RawCommit)),
  };
}

function restCommit({ sha, parents, authoredAt, committedAt, author, message }: RawCommit) {
  const time = (text: string) =>
    text.replace('Z', '.000+00:00').replace(/(\d\d)\+00:00$/, '$1.000+00:00');
  return {
    id: sha,
    short_id: sha.slice(0, 8),
    created_at: time(committedAt),
    parent_ids: parents,
    title: message.split('\n')[0],
    message,
    author_name: author,
    author_email: 'a@example.com',
    authored_date: time(authoredAt),
    committer_name: 'GitLab',
    committer_email: 'noreply@gitlab.com',
    committed_date: time(committedAt),
    trailers: {},
    web_url: `https://gitlab.com/${path}/-/commit/${sha}`,
  };
}

async function answerQuery(
  body: string,
  history: History,
  commits: ReadonlyMap<string, RawCommit>,
  pulls: readonly PullRequestFacts[],
): Promise<StandInAnswer> {
  const { query, variables } = JSON.parse(body) as {
    query: string;
    variables: Record<string, unknown>;
  };
  const result = await graphql({
    schema,
    source: query,
    variableValues: variables,
    rootValue: {
      project: ({ fullPath }: { fullPath: string }) =>
        fullPath === path
          ? { mergeRequests: (args: Page) => connection(args, history, commits, pulls) }
          : null,
    },
  });
  return { status: 200, body: result };
}

interface Page {
  readonly first?: number;
  readonly after?: string | null;
  readonly mergedAfter?: string;
}

function connection(
  { first = 100, after, mergedAfter = '' }: Page,
  history: History,
  commits: ReadonlyMap<string, RawCommit>,
  pulls: readonly PullRequestFacts[],
) {
  const found = pulls
    .filter(({ mergedAt }) => Date.parse(mergedAt) > Date.parse(mergedAfter))
    .sort((a, b) => Date.parse(b.mergedAt) - Date.parse(a.mergedAt));
  const from = Number(after ?? 0);
  return {
    nodes: found.slice(from, from + first).map((pull) => mergeRequest(pull, history, commits)),
    pageInfo: { endCursor: String(from + first), hasNextPage: from + first < found.length },
  };
}

function mergeRequest(
  { number, title, createdAt, mergedAt, method, own, made, ...more }: PullRequestFacts,
  history: History,
  commits: ReadonlyMap<string, RawCommit>,
) {
  // A rebase replaces the commits of the source branch before it is merged.
  const listed = [...(method === 'rebase' ? made : own)].reverse();
  const last = commits.get(history.sha(made.at(-1) ?? ''));
  return {
    iid: String(number),
    title,
    webUrl: `https://gitlab.com/${path}/-/merge_requests/${number}`,
    createdAt,
    mergedAt,
    mergeCommitSha: (last?.parents.length ?? 0) > 1 ? last?.sha : null,
    squash: method === 'squash',
    sourceBranch: more.branch ?? `branch-${number}`,
    labels: { nodes: (more.labels ?? []).map((label) => ({ title: label })) },
    commitsWithoutMergeCommits: ({ first, last: count }: { first?: number; last?: number }) => ({
      nodes: (count === undefined ? listed.slice(0, first) : listed.slice(-count)).map((id) => {
        const commit = commits.get(history.sha(id));
        return { sha: commit?.sha, authoredDate: commit?.authoredAt };
      }),
    }),
  };
}

/** GitLab docs, "Deployments API": a filter by the end needs that order and successful ones. */
function answerDeployments(
  history: History,
  deployments: readonly DeploymentFacts[],
  { searchParams }: URL,
): StandInAnswer {
  const { environment, status, order_by, finished_before } = Object.fromEntries(searchParams);
  if (finished_before && (order_by !== 'finished_at' || status !== 'success'))
    return { status: 400, body: { message: '400 Bad request' } };
  const found = deployments.filter((one) => {
    const [state, at = ''] = one.statuses.at(-1) ?? [];
    return one.environment === environment && state === status && at < (finished_before ?? '~');
  });
  const body = found.reverse().map(({ id, commit, statuses, run }) => ({
    id,
    iid: id,
    ref: 'main',
    sha: history.sha(commit),
    status: statuses.at(-1)?.[0],
    created_at: statuses[0]?.[1],
    updated_at: statuses.at(-1)?.[1],
    deployable: { id: run, finished_at: statuses.at(-1)?.[1], pipeline: { id: run } },
  }));
  return { status: 200, body };
}
