import type { StandIn, StandInAnswer } from '../../scm/hosts/stand-in.ts';

/** A repository of the stand-in, with so many completed pull requests, runs and tags each. */
export interface StandInAzureRepository {
  readonly name: string;
  readonly isDisabled?: boolean;
  readonly isFork?: boolean;
  readonly things: number;
}

const hourMs = 3_600_000;
const from = Date.parse('2026-01-05T00:00:00Z');
const iso = (ms: number): string => new Date(ms).toISOString();
const shaOf = (index: number): string => index.toString(16).padStart(40, '0');

/** Azure DevOps' API for one project: repositories, completed pull requests, builds behind continuation tokens, timelines, refs. */
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
  const newest = (count: number): number[] =>
    Array.from({ length: count }, (_, index) => count - 1 - index);

  function builds(url: URL, { name, things }: StandInAzureRepository): StandInAnswer {
    const start = Number(url.searchParams.get('continuationToken') ?? 0);
    const size = Number(url.searchParams.get('$top') ?? 1000);
    const more = start + size < things;
    const value = newest(things)
      .slice(start, start + size)
      .map((index) => ({
        ...{
          id: 100 + index,
          status: 'completed',
          result: index % 5 === 4 ? 'failed' : 'succeeded',
        },
        ...{ sourceVersion: shaOf(index), sourceBranch: 'refs/heads/main' },
        ...{
          startTime: iso(from + index * hourMs),
          finishTime: iso(from + (index + 0.25) * hourMs),
        },
        ...{ definition: { name: `${name}-deploy` }, requestedFor: { displayName: 'Jane' } },
        _links: {
          web: {
            href: `https://dev.azure.com/fabrikam/${project}/_build/results?buildId=${100 + index}`,
          },
        },
      }));
    const headers: Record<string, string> = more
      ? { 'x-ms-continuationtoken': String(start + size) }
      : {};
    return { status: 200, headers, body: { value } };
  }

  function pullRequests(url: URL, { things }: StandInAzureRepository): StandInAnswer {
    const [skip, top] = ['$skip', '$top'].map((name) =>
      Number(url.searchParams.get(name) ?? 0),
    ) as [number, number];
    const value = newest(things).map((index) => ({
      ...{ pullRequestId: index + 1, status: 'completed', targetRefName: 'refs/heads/main' },
      ...{ closedDate: iso(from + index * hourMs), lastMergeCommit: { commitId: shaOf(index) } },
    }));
    return { status: 200, body: { value: value.slice(skip, skip + top) } };
  }

  const byName = new Map(repositories.map((one) => [one.name, one]));
  const byId = new Map(repositories.map((one) => [`id-of-${one.name}`, one]));
  return async ({ url }) => {
    const path = decodeURIComponent(url.pathname);
    if (path === `${base}/git/repositories`)
      return { status: 200, body: { value: repositories.map(body) } };
    if (path === `${base}/build/builds`) {
      const repository = byId.get(url.searchParams.get('repositoryId') ?? '');
      return repository && builds(url, repository);
    }
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
        ...{ name: `refs/tags/v1.${index}.0`, objectId: shaOf(index) },
      }));
      return { status: 200, body: { value } };
    }
    const [, sha] = /^\/commits\/(\w+)$/.exec(rest) ?? [];
    return sha === undefined
      ? undefined
      : {
          status: 200,
          body: { committer: { date: iso(from + Number.parseInt(sha, 16) * hourMs) } },
        };
  };
}
