import type { StandIn, StandInAnswer } from '../../scm/hosts/stand-in.ts';
import { hourMs, iso } from './times.ts';

/** A repository of the stand-in, with so many completed pull requests, runs, deployment jobs and tags each. */
export interface StandInAzureRepository {
  readonly name: string;
  readonly isDisabled?: boolean;
  readonly isFork?: boolean;
  readonly things: number;
}

interface AzureRun {
  readonly id: number;
  readonly index: number;
  readonly repository: StandInAzureRepository;
  readonly start: number;
  readonly end: number;
  readonly result: string;
}

const from = Date.parse('2026-01-05T00:00:00Z');
/** No two repositories have a commit in common. */
const commitsEach = 10_000;

/** A page of the list of deployment records, smaller than what is asked for. */
const recordsAtOnce = 100;

/**
 * Azure DevOps' API for one project: repositories, completed pull requests, builds behind continuation tokens, timelines,
 * refs, and two environments, of which one recorded a deployment job of every run.
 */
export function azureProject(
  project: string,
  repositories: readonly StandInAzureRepository[],
): StandIn {
  const web = (name: string): string => `https://dev.azure.com/fabrikam/${project}/_git/${name}`;
  const body = ({ name, isDisabled = false, isFork = false }: StandInAzureRepository) => ({
    ...{ id: `id-of-${name}`, name, webUrl: web(name), defaultBranch: 'refs/heads/main' },
    ...{ isDisabled, isFork },
  });
  const base = `/fabrikam/${project}/_apis`;
  const shaOf = (repository: StandInAzureRepository, index: number): string =>
    (repositories.indexOf(repository) * commitsEach + index).toString(16).padStart(40, '0');
  const newest = (count: number): number[] =>
    Array.from({ length: count }, (_, index) => count - 1 - index);

  const runsOf = (repository: StandInAzureRepository): readonly AzureRun[] =>
    newest(repository.things).map((index) => ({
      ...{ id: repositories.indexOf(repository) * commitsEach + 100 + index, index, repository },
      ...{ start: from + index * hourMs, end: from + (index + 0.25) * hourMs },
      result: index % 5 === 4 ? 'failed' : 'succeeded',
    }));

  const build = ({ id, index, repository, start, end, result }: AzureRun) => ({
    ...{ id, status: 'completed', result, startTime: iso(start), finishTime: iso(end) },
    ...{ sourceVersion: shaOf(repository, index), sourceBranch: 'refs/heads/main' },
    ...{ definition: { name: `${repository.name}-deploy` }, requestedFor: { displayName: 'Jane' } },
    repository: { id: `id-of-${repository.name}`, type: 'TfsGit' },
    _links: {
      web: { href: `https://dev.azure.com/fabrikam/${project}/_build/results?buildId=${id}` },
    },
  });

  /** The deployment job begins after the run, and ends with it. */
  const record = ({ id, repository, start, end, result }: AzureRun) => ({
    ...{ id, environmentId: 1, planType: 'Build', stageName: 'Production', jobName: 'Deploy' },
    ...{ stageAttempt: 1, jobAttempt: 1, result, owner: { id, name: `2026.${id}` } },
    definition: { id: repositories.indexOf(repository) + 1, name: `${repository.name}-deploy` },
    ...{ queueTime: iso(start), startTime: iso(start + 60_000), finishTime: iso(end) },
  });

  const allRuns = repositories.flatMap(runsOf).sort((a, b) => b.start - a.start);

  function page(url: URL, items: readonly unknown[], size: number): StandInAnswer {
    const start = Number(url.searchParams.get('continuationToken') ?? 0);
    const headers: Record<string, string> =
      start + size < items.length ? { 'x-ms-continuationtoken': String(start + size) } : {};
    return { status: 200, headers, body: { value: items.slice(start, start + size) } };
  }

  function builds(url: URL): StandInAnswer | undefined {
    const ids = url.searchParams.get('buildIds')?.split(',');
    if (ids)
      return page(url, allRuns.filter(({ id }) => ids.includes(String(id))).map(build), ids.length);
    const repository = byId.get(url.searchParams.get('repositoryId') ?? '');
    const size = Number(url.searchParams.get('$top') ?? 1000);
    return repository && page(url, runsOf(repository).map(build), size);
  }

  function environments(url: URL, rest: string): StandInAnswer | undefined {
    const value = [
      { id: 1, name: 'production-eu' },
      { id: 2, name: 'staging' },
    ];
    if (rest === '') return { status: 200, body: { value } };
    const [, id] = /^\/(\d+)\/environmentdeploymentrecords$/.exec(rest) ?? [];
    const size = Math.min(Number(url.searchParams.get('top') ?? 25), recordsAtOnce);
    return id === undefined ? undefined : page(url, id === '1' ? allRuns.map(record) : [], size);
  }

  function definitions(url: URL): StandInAnswer {
    const asked = byId.get(url.searchParams.get('repositoryId') ?? '');
    const value = asked ? [{ id: repositories.indexOf(asked) + 1 }] : [];
    return { status: 200, body: { value } };
  }

  function pullRequests(url: URL, repository: StandInAzureRepository): StandInAnswer {
    const [skip, top] = ['$skip', '$top'].map((name) =>
      Number(url.searchParams.get(name) ?? 0),
    ) as [number, number];
    const value = newest(repository.things).map((index) => ({
      ...{ pullRequestId: index + 1, status: 'completed', targetRefName: 'refs/heads/main' },
      closedDate: iso(from + index * hourMs),
      lastMergeCommit: { commitId: shaOf(repository, index) },
    }));
    return { status: 200, body: { value: value.slice(skip, skip + top) } };
  }

  const byName = new Map(repositories.map((one) => [one.name, one]));
  const byId = new Map(repositories.map((one) => [`id-of-${one.name}`, one]));
  return async ({ url }) => {
    const path = decodeURIComponent(url.pathname);
    if (path === `${base}/git/repositories`)
      return { status: 200, body: { value: repositories.map(body) } };
    if (path === `${base}/build/builds`) return builds(url);
    if (path === `${base}/build/definitions`) return definitions(url);
    const recorded = `${base}/distributedtask/environments`;
    if (path.startsWith(recorded)) return environments(url, path.slice(recorded.length));
    if (/\/builds\/\d+\/timeline$/.test(path))
      return {
        status: 200,
        body: { records: [{ type: 'Stage', attempt: 1, state: 'completed' }] },
      };
    const [, name = '', rest = ''] = /\/git\/repositories\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    const repository = byName.get(name);
    if (repository === undefined) return undefined;
    if (rest === '') return { status: 200, body: body(repository) };
    if (rest === '/pullrequests') return pullRequests(url, repository);
    if (rest === '/refs') {
      const value = newest(repository.things).map((index) => ({
        ...{ name: `refs/tags/v1.${index}.0`, objectId: shaOf(repository, index) },
      }));
      return { status: 200, body: { value } };
    }
    const [, sha] = /^\/commits\/(\w+)$/.exec(rest) ?? [];
    return sha === undefined
      ? undefined
      : {
          status: 200,
          body: {
            committer: { date: iso(from + (Number.parseInt(sha, 16) % commitsEach) * hourMs) },
          },
        };
  };
}
