import type { History } from '../../scm/history.ts';
import { azureStandIn } from '../../scm/hosts/azure-stand-in.ts';
import type { StandIn, StandInAnswer } from '../../scm/hosts/stand-in.ts';
import {
  type LiveStep,
  type LiveVersion,
  livePullRequests,
  liveSteps,
  liveVersions,
} from './live-steps.ts';

export const azureWebUrl = 'https://dev.azure.com/acme/Web%20Shop/_git/shop';
const apis = '/acme/Web Shop/_apis';

const repositoryBody = {
  ...{ id: '5febef5a-833d-4e14-b9c0-14cb638f91e6', name: 'shop', webUrl: azureWebUrl },
  ...{ defaultBranch: 'refs/heads/main', isDisabled: false, isFork: false },
  project: { id: '79f5c12e-3337-4151-be41-a268d2c73344', name: 'Web Shop' },
};

const later = (time: string, minutes: number): string =>
  new Date(Date.parse(time) + minutes * 60_000).toISOString();

/** When the stage that reports runs. */
export const reportedAt = ({ ended }: LiveStep): string => later(ended, 1);

/** Azure DevOps' API over a real history: runs as they stood `until` then. */
export function liveAzure(history: History, until: () => string): StandIn {
  const source = azureStandIn(history, livePullRequests);
  return async (request) => {
    const { url, method } = request;
    const path = decodeURIComponent(url.pathname);
    if (path.endsWith('/pullrequestquery')) return withEnds(await source(request), history);
    const body = method === 'GET' ? bodyAt(path.replace(apis, ''), history, until()) : undefined;
    return body === undefined ? source(request) : { status: 200, body };
  };
}

function bodyAt(path: string, history: History, until: string): object | undefined {
  const [, build, part] = /^\/build\/builds\/(\d+)(\/timeline)?$/.exec(path) ?? [];
  if (build) return part ? timelineOf(Number(build), until) : buildOf(Number(build), history);
  const lists: Readonly<Record<string, () => readonly object[]>> = {
    '/git/repositories': () => [repositoryBody],
    '/build/builds': () =>
      [...new Set(liveSteps.map(({ run }) => run))].map((run) => buildOf(run, history)),
    '/git/repositories/shop/pullrequests': () =>
      liveVersions.map((version) => pullRequestOf(version, history)),
    '/git/repositories/shop/refs': () => liveVersions.map((version) => refOf(version, history)),
  };
  if (path === '/git/repositories/shop') return repositoryBody;
  const value = lists[path]?.();
  return value && { count: value.length, value: [...value].reverse() };
}

const triesOf = (run: number, until = '2100'): readonly LiveStep[] =>
  liveSteps.filter((one) => one.run === run && one.began < until);

/** Source: Microsoft Learn, "Builds - List". */
function buildOf(run: number, history: History): object {
  const tries = triesOf(run);
  const [first, last] = [tries[0] as LiveStep, tries.at(-1) as LiveStep];
  return {
    ...{ id: run, status: 'completed', result: last.isFailed ? 'failed' : 'succeeded' },
    ...{ sourceBranch: 'refs/heads/main', sourceVersion: history.sha(last.commit) },
    ...{ queueTime: first.began, startTime: first.began, finishTime: later(last.ended, 2) },
    ...{ definition: { name: 'Deploy' }, requestedFor: { displayName: first.actor } },
    repository: { id: repositoryBody.id, type: 'TfsGit' },
    _links: {
      web: {
        href: `https://dev.azure.com/acme/${repositoryBody.project.id}/_build/results?buildId=${run}`,
      },
    },
  };
}

/** The records of the last attempts. Source: Microsoft Learn, "Timeline - Get". */
function timelineOf(run: number, until: string): object {
  const tries = triesOf(run, until);
  const [first, last] = [tries[0] as LiveStep, tries.at(-1) as LiveStep];
  const stage = (name: string, attempt: number, began: string, ended: string, result: string) => ({
    ...{ type: 'Stage', identifier: name, name, attempt, startTime: began },
    ...(ended <= until
      ? { state: 'completed', result, finishTime: ended }
      : { state: 'inProgress', result: null, finishTime: null }),
  });
  const result = last.isFailed ? 'failed' : 'succeeded';
  return {
    records: [
      stage('Build', 1, first.began, first.began, 'succeeded'),
      stage('Production', last.attempt, last.began, last.ended, result),
      stage('Report', last.attempt, reportedAt(last), later(last.ended, 2), 'succeeded'),
    ],
  };
}

/** Source: Microsoft Learn, "Pull Requests - Get Pull Requests". */
const pullRequestOf = (version: LiveVersion, history: History) => ({
  ...{ pullRequestId: version.number, status: 'completed', targetRefName: 'refs/heads/main' },
  ...{ closedDate: version.mergedAt, ...endOf(version, history) },
});

const endOf = ({ commit, actor }: LiveVersion, history: History) => ({
  ...{ lastMergeCommit: { commitId: history.sha(commit) }, closedBy: { displayName: actor } },
});

/** The answer of a query with who completed the pull requests, and by which commit. */
function withEnds(answer: StandInAnswer | undefined, history: History): StandInAnswer | undefined {
  const { results } = (answer?.body ?? {}) as {
    results?: readonly Record<string, readonly { pullRequestId: number }[]>[];
  };
  const mended = results?.map((bySha) =>
    Object.fromEntries(
      Object.entries(bySha).map(([sha, pulls]) => [
        sha,
        pulls.map((pull) => {
          const version = liveVersions.find(({ number }) => number === pull.pullRequestId);
          return { ...pull, ...(version && endOf(version, history)) };
        }),
      ]),
    ),
  );
  return answer && { ...answer, body: { results: mended } };
}

/** Annotated tags name an object of their own. Source: Microsoft Learn, "Refs - List", `peelTags`. */
const refOf = ({ number, tag, commit }: LiveVersion, history: History) => ({
  name: `refs/tags/${tag}`,
  ...(number === 2
    ? { objectId: '7'.repeat(40), peeledObjectId: history.sha(commit) }
    : { objectId: history.sha(commit) }),
});
