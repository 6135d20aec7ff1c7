import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, type GraphQLSchema, graphql } from 'graphql';
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

const slug = 'acme/shop';
const notFound: StandInAnswer = { status: 404, body: { message: 'Not Found', status: '404' } };

let builtSchema: GraphQLSchema | null = null;

/** GitHub's published schema; building it takes a second, so once. */
export function githubSchema(): GraphQLSchema {
  builtSchema ??= buildSchema(published.idl, { assumeValid: true });
  return builtSchema;
}

/**
 * GitHub's REST and GraphQL APIs over a real repository, in the shapes of GitHub docs, "REST API endpoints for commits".
 * GraphQL is executed against the published schema, so a query that does not fit it fails.
 */
export function githubStandIn(
  history: History,
  pulls: readonly PullRequestFacts[],
  deployments: readonly DeploymentFacts[] = [],
): StandIn {
  const commits = readCommits(history);
  return async ({ method, url, body }) => {
    const path = url.pathname;
    if (method === 'POST' && path === '/graphql')
      return answerQuery(body, history, commits, pulls, deployments);
    if (path === `/repos/${slug}`) return { status: 200, body: { full_name: slug } };
    const compare = /^\/repos\/acme\/shop\/compare\/([^.]+)\.\.\.(.+)$/.exec(path);
    if (compare) return answerCompare(history, commits, compare[1] ?? '', compare[2] ?? '', url);
    const single = /^\/repos\/acme\/shop\/commits\/(.+)$/.exec(path);
    if (single) {
      const commit = commits.get(single[1] ?? '');
      return commit
        ? {
            status: 200,
            body: { ...restCommit(commit), files: restFiles(history, commit.sha, url) },
          }
        : { status: 422, body: { message: `No commit found for SHA: ${single[1]}` } };
    }
    if (path === `/repos/${slug}/commits`) return answerList(history, commits, url);
    return undefined;
  };
}

/** 300 files a page, as GitHub docs, "Get a commit" say. */
function restFiles(history: History, sha: string, url: URL) {
  const page = Number(url.searchParams.get('page') ?? 1);
  const files = filesOf(history, sha).slice((page - 1) * 300, page * 300);
  return files.map((filename) => ({ filename, status: 'modified' }));
}

function pageOf<Item>(items: readonly Item[], url: URL): Item[] {
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const page = Number(url.searchParams.get('page') ?? 1);
  return items.slice((page - 1) * size, page * size);
}

function answerCompare(
  history: History,
  commits: ReadonlyMap<string, RawCommit>,
  base: string,
  head: string,
  url: URL,
): StandInAnswer {
  if (!commits.has(base) || !commits.has(head)) return notFound;
  try {
    history.run('merge-base', base, head);
  } catch {
    return { status: 404, body: { message: `No common ancestor between ${base} and ${head}.` } };
  }
  const ahead = revList(history, '--reverse', `${base}..${head}`) ?? [];
  const behind = revList(history, `${head}..${base}`) ?? [];
  const status =
    ahead.length === 0
      ? behind.length === 0
        ? 'identical'
        : 'behind'
      : behind.length === 0
        ? 'ahead'
        : 'diverged';
  return {
    status: 200,
    body: {
      status,
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: pageOf(ahead, url).map((sha) => restCommit(commits.get(sha) as RawCommit)),
    },
  };
}

function answerList(
  history: History,
  commits: ReadonlyMap<string, RawCommit>,
  url: URL,
): StandInAnswer {
  const query = (name: string) => url.searchParams.get(name) ?? '';
  const shas = revList(history, `--since=${query('since')}`, query('sha'), '--', query('path'));
  if (shas === null) return notFound;
  return {
    status: 200,
    body: pageOf(shas, url).map((sha) => restCommit(commits.get(sha) as RawCommit)),
  };
}

function restCommit({ sha, parents, authoredAt, committedAt, author, message }: RawCommit) {
  const time = (text: string) => new Date(text).toISOString().replace('.000', '');
  return {
    sha,
    url: `https://api.github.com/repos/${slug}/commits/${sha}`,
    commit: {
      author: { name: author, email: 'a@example.com', date: time(authoredAt) },
      committer: { name: 'GitHub', email: 'noreply@github.com', date: time(committedAt) },
      message,
      comment_count: 0,
    },
    author: null,
    committer: null,
    parents: parents.map((parent) => ({ sha: parent })),
  };
}

async function answerQuery(
  body: string,
  history: History,
  commits: ReadonlyMap<string, RawCommit>,
  pulls: readonly PullRequestFacts[],
  deployments: readonly DeploymentFacts[],
): Promise<StandInAnswer> {
  const { query, variables } = JSON.parse(body) as {
    query: string;
    variables: { owner: string; name: string };
  };
  const commitObject = (sha: string) =>
    commits.has(sha)
      ? {
          __typename: 'Commit',
          oid: sha,
          authoredDate: commits.get(sha)?.authoredAt,
          associatedPullRequests: () => ({
            nodes: pulls.filter((pull) => introduced(pull, history.id(sha))).map(pullObject),
          }),
        }
      : null;
  const pullObject = ({ number, createdAt, mergedAt, own, made, ...more }: PullRequestFacts) => ({
    number,
    title: more.title,
    headRefName: more.branch ?? `branch-${number}`,
    labels: { nodes: (more.labels ?? []).map((name) => ({ name })) },
    url: `https://github.com/${slug}/pull/${number}`,
    createdAt,
    mergedAt,
    // A pull request from a fork that was deleted since.
    headRepository: null,
    baseRepository: { nameWithOwner: slug },
    mergeCommit: () => commitObject(history.sha(made.at(-1) ?? own.at(-1) ?? '')),
    commits: ({ first, last }: { first?: number; last?: number }) => ({
      totalCount: own.length,
      nodes: (last === undefined ? own.slice(0, first) : own.slice(-last)).map((id) => ({
        commit: commitObject(history.sha(id)),
      })),
    }),
  });
  const repository =
    `${variables.owner}/${variables.name}` === slug
      ? {
          object: ({ oid }: { oid: string }) => commitObject(oid),
          deployments: (asked: { environments: string[]; first: number }) => ({
            nodes: deployments
              .filter(({ environment }) => asked.environments.includes(environment))
              .reverse()
              .slice(0, asked.first)
              .map((one) => deploymentObject(one, history)),
          }),
        }
      : null;
  const result = await graphql({
    schema: githubSchema(),
    source: query,
    variableValues: variables,
    rootValue: { repository },
  });
  return { status: 200, body: result };
}

/** The newest status first, each with the address of the job that set it. */
function deploymentObject({ id, commit, statuses, run }: DeploymentFacts, history: History) {
  const logUrl = `https://github.com/${slug}/actions/runs/${run}/job/${run}1`;
  const nodes = statuses.map(([state, createdAt]) => ({ state, createdAt, logUrl })).reverse();
  return { databaseId: id, commitOid: history.sha(commit), statuses: { nodes } };
}

/** GitHub docs, GraphQL objects, `Commit.associatedPullRequests`: the merged pull requests that introduced the commit. */
function introduced({ method, own, made }: PullRequestFacts, id: string): boolean {
  return (
    made.includes(id) || ((method === 'merge' || method === 'fast-forward') && own.includes(id))
  );
}
