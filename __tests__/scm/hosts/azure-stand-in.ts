import type { History } from '../history.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';
import {
  filesOf,
  type RawCommit,
  readCommits,
  revList,
  type StandIn,
  type StandInAnswer,
} from './stand-in.ts';

const repository = '/acme/Web%20Shop/_apis/git/repositories/shop';

interface Criteria {
  readonly itemVersion: { readonly version: string };
  readonly compareVersion?: { readonly version: string };
  readonly itemPath?: string;
  readonly fromDate?: string;
}

export interface AzureBehaviour {
  /** Whether lists of commits have their parents. The documented examples have none. */
  readonly parents?: boolean;
  /** Whether pull requests in queries say how they were completed. */
  readonly completionOptions?: boolean;
}

/** Azure Repos over a real repository, in the shapes of Microsoft Learn, "Azure DevOps Services REST API", Git. */
export function azureStandIn(
  history: History,
  pulls: readonly PullRequestFacts[],
  behaviour: AzureBehaviour = {},
): StandIn {
  const commits = readCommits(history);
  const shown = (sha: string) =>
    restCommit(commits.get(sha) as RawCommit, behaviour.parents ?? false);
  return async ({ method, url, body }) => {
    const path = url.pathname;
    if (method === 'POST' && path === `${repository}/commitsbatch`)
      return answerBatch(history, commits, JSON.parse(body) as Criteria, url, shown);
    if (method === 'POST' && path === `${repository}/pullrequestquery`)
      return answerPullRequestQuery(history, pulls, body, behaviour);
    if (path === repository) return { status: 200, body: { name: 'shop' } };
    const own = /\/pullRequests\/(\d+)\/commits$/.exec(path);
    if (own) {
      const pull = pulls.find(({ number }) => number === Number(own[1]));
      const shas = [...(pull?.own ?? [])].reverse().map(history.sha);
      return { status: 200, body: { count: shas.length, value: shas.map(shown) } };
    }
    const changed = /\/commits\/([^/]+)\/changes$/.exec(path);
    if (changed) {
      const paths = filesOf(history, changed[1] ?? '').map((file) => `/${file}`);
      const changes = paths.map((file) => ({ item: { path: file }, changeType: 'edit' }));
      return { status: 200, body: { changeCounts: { Edit: changes.length }, changes } };
    }
    const single = /\/commits\/([^/]+)$/.exec(path);
    const commit = commits.get(single?.[1] ?? '');
    return commit ? { status: 200, body: restCommit(commit, true) } : undefined;
  };
}

function answerBatch(
  history: History,
  commits: ReadonlyMap<string, RawCommit>,
  { itemVersion, compareVersion, itemPath, fromDate }: Criteria,
  url: URL,
  shown: (sha: string) => unknown,
): StandInAnswer {
  const versions = [itemVersion.version, compareVersion?.version ?? itemVersion.version];
  const unknown = versions.find((sha) => !commits.has(sha));
  if (unknown !== undefined) {
    return {
      status: 404,
      body: {
        typeKey: 'GitUnresolvableToCommitException',
        message: `TF401175:The version descriptor <Commit: ${unknown} > could not be resolved`,
      },
    };
  }
  const walk =
    compareVersion === undefined
      ? [itemVersion.version]
      : [compareVersion.version, `^${itemVersion.version}`];
  const limits = fromDate === undefined ? [] : [`--since=${fromDate}`];
  const paths = itemPath === undefined ? [] : [itemPath.slice(1)];
  const shas = revList(history, '--full-history', ...limits, ...walk, '--', ...paths) ?? [];
  const skip = Number(url.searchParams.get('$skip') ?? 0);
  const top = Number(url.searchParams.get('$top') ?? 100);
  const value = shas.slice(skip, skip + top).map(shown);
  return { status: 200, body: { count: value.length, value } };
}

function restCommit(commit: RawCommit, withParents: boolean) {
  const { sha, parents, authoredAt, committedAt, author, message } = commit;
  const time = (text: string) => new Date(text).toISOString().replace('.000', '');
  return {
    commitId: sha,
    author: { name: author, email: 'a@example.com', date: time(authoredAt) },
    committer: { name: 'Microsoft.VisualStudio', email: 'm@example.com', date: time(committedAt) },
    comment: message,
    changeCounts: { Add: 0, Edit: 1, Delete: 0 },
    ...(withParents ? { parents } : {}),
  };
}

function answerPullRequestQuery(
  history: History,
  pulls: readonly PullRequestFacts[],
  body: string,
  { completionOptions = true }: AzureBehaviour,
): StandInAnswer {
  const { queries } = JSON.parse(body) as {
    queries: { type: string; items: readonly string[] }[];
  };
  const results = queries.map(({ type, items }) =>
    Object.fromEntries(
      items.flatMap((sha) => {
        const id = history.id(sha);
        const found = pulls.filter(({ own, made, method }) =>
          type === 'lastMergeCommit'
            ? made.at(-1) === id
            : (method === 'merge' || method === 'fast-forward') && own.includes(id),
        );
        return found.length === 0
          ? []
          : [[sha, found.map((pull) => restPull(pull, completionOptions))]];
      }),
    ),
  );
  return { status: 200, body: { queries, results } };
}

function restPull(pull: PullRequestFacts, completionOptions: boolean) {
  const { number, title, createdAt, mergedAt, method, branch = `branch-${number}` } = pull;
  const strategy = {
    merge: 'noFastForward',
    squash: 'squash',
    rebase: 'rebase',
    'fast-forward': 'rebase',
  }[method];
  const time = (text: string) => text.replace('Z', '8900Z');
  return {
    pullRequestId: number,
    status: 'completed',
    title,
    sourceRefName: `refs/heads/${branch}`,
    targetRefName: 'refs/heads/main',
    ...(pull.labels
      ? { labels: pull.labels.map((name) => ({ id: name, name, active: true })) }
      : {}),
    creationDate: time(createdAt),
    closedDate: time(mergedAt),
    url: `https://dev.azure.com/acme/_apis/git/repositories/shop/pullRequests/${number}`,
    ...(completionOptions ? { completionOptions: { mergeStrategy: strategy } } : {}),
  };
}
