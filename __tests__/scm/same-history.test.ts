import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nodeClock } from '../../src/host/node-clock.ts';
import type { ChangeRange, ChangeSource, ReadChanges } from '../../src/scm/change-source.ts';
import { createGitSource } from '../../src/scm/git.ts';
import { buildHistory, type History, hour } from './history.ts';
import { azureStandIn } from './hosts/azure-stand-in.ts';
import { githubStandIn } from './hosts/github-stand-in.ts';
import { gitlabStandIn } from './hosts/gitlab-stand-in.ts';
import { azureAt, githubAt, gitlabAt, limits } from './hosts/sources.ts';
import { nodeFetch, type ServedStandIn, serve } from './hosts/stand-in.ts';
import { shopCommits, shopDeployments, shopPulls } from './shop-history.ts';

let history: History;
const servers: ServedStandIn[] = [];
let hosts: Record<'github' | 'gitlab' | 'azure' | 'azureWithParents', ChangeSource>;
let git: ChangeSource;

beforeAll(async () => {
  history = buildHistory(shopCommits);
  git = createGitSource({ git: history.git, clock: nodeClock, mayDeepen: false });
  const [github, gitlab, azure, withParents] = await Promise.all([
    serve(() => githubStandIn(history, shopPulls)),
    serve(() => gitlabStandIn(history, shopPulls)),
    serve(() => azureStandIn(history, shopPulls)),
    serve(() => azureStandIn(history, shopPulls, { parents: true, completionOptions: false })),
  ]);
  servers.push(github, gitlab, azure, withParents);
  hosts = {
    github: githubAt({ url: github.url, fetch: nodeFetch }),
    gitlab: gitlabAt({ url: gitlab.url, fetch: nodeFetch }),
    azure: azureAt({ url: azure.url, fetch: nodeFetch }),
    azureWithParents: azureAt({ url: withParents.url, fetch: nodeFetch }),
  };
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  history.remove();
});

const rangeOf = (deployment: (typeof shopDeployments)[number]): ChangeRange => ({
  head: history.sha(deployment.head),
  exclude: deployment.exclude.map(history.sha),
  paths: deployment.paths ?? null,
});

async function read(source: ChangeSource, range: ChangeRange): Promise<ReadChanges> {
  const reading = await source.changes(range, limits());
  if ('reason' in reading) throw new Error(reading.reason);
  return reading;
}

/** What must not depend on the source; links do. */
function comparable({ changes }: ReadChanges) {
  return changes.map(({ sha, pullRequest, ...facts }) => ({
    id: history.id(sha),
    ...facts,
    pullRequest: pullRequest && { ...pullRequest, url: null },
  }));
}

describe.each(shopDeployments)('$name', (deployment) => {
  test('the checkout shows what it released', async () => {
    const { changes } = await read(git, rangeOf(deployment));
    const ids = changes.map(({ sha }) => history.id(sha));
    expect(ids.sort()).toEqual([...deployment.changes].sort());
  });

  test('GitHub, GitLab and Azure Repos show the same, with the same dates', async () => {
    const range = rangeOf(deployment);
    const github = comparable(await read(hosts.github, range));
    expect(comparable(await read(hosts.gitlab, range))).toEqual(github);
    expect(comparable(await read(hosts.azure, range))).toEqual(github);
    expect(comparable(await read(hosts.azureWithParents, range))).toEqual(github);
  });

  test('GitHub, GitLab and Azure Repos tell the same titles and branches', async () => {
    const range = rangeOf(deployment);
    const github = (await read(hosts.github, range)).origins;
    expect((await read(hosts.gitlab, range)).origins).toEqual(github);
    expect((await read(hosts.azure, range)).origins).toEqual(github);
  });

  test('the checkout has the same commits and dates, but squash commits keep their own', async () => {
    const range = rangeOf(deployment);
    const own = (one: { id: string; authoredAt: string }) =>
      one.id === 's' ? { ...one, authoredAt: hour(15) } : one;
    const dated = (changes: ReturnType<typeof comparable>) =>
      changes
        .map(({ pullRequest: _, ...facts }) => own(facts))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    const [fromGit, fromGithub] = [await read(git, range), await read(hosts.github, range)];
    expect(dated(comparable(fromGit))).toEqual(dated(comparable(fromGithub)));
    if (fromGit.changes.length > 0) expect(fromGit.notes.join()).toContain('squash');
  });
});

test('a change has everything that a record needs', async () => {
  const range = { head: history.sha('s'), exclude: [history.sha('M')], paths: null };
  const { changes, truncated, source, notes } = await read(hosts.github, range);
  expect({ truncated, source, notes }).toEqual({ truncated: false, source: 'github', notes: [] });
  expect(changes).toEqual([
    {
      sha: history.sha('s'),
      authoredAt: hour(11),
      title: 'Cart (#2)',
      author: 'Jane',
      pullRequest: {
        number: 2,
        url: 'https://github.com/acme/shop/pull/2',
        createdAt: hour(11.5),
        mergedAt: hour(15),
        firstCommitAt: hour(11),
      },
    },
  ]);
});

test('the pull request of a commit is the one that was merged first, not the promotion', async () => {
  const range = { head: history.sha('P'), exclude: [history.sha('O')], paths: null };
  const numbers = (reading: ReadChanges) =>
    Object.fromEntries(
      reading.changes.map(({ sha, pullRequest }) => [history.id(sha), pullRequest?.number]),
    );
  const expected = { d1: 4, d2: 5 };
  expect(numbers(await read(hosts.github, range))).toEqual(expected);
  expect(numbers(await read(hosts.gitlab, range))).toEqual(expected);
  expect(numbers(await read(hosts.azure, range))).toEqual(expected);
  expect(numbers(await read(git, range))).toEqual(expected);
});

test('links lead to the pull request on its host', async () => {
  const range = { head: history.sha('s'), exclude: [history.sha('M')], paths: null };
  const link = async (source: ChangeSource) =>
    (await read(source, range)).changes[0]?.pullRequest?.url;
  expect(await link(hosts.gitlab)).toBe('https://gitlab.com/acme/team/shop/-/merge_requests/2');
  expect(await link(hosts.azure)).toMatch(/\/acme\/Web%20Shop\/_git\/shop\/pullrequest\/2$/);
  expect(await link(git)).toBeNull();
});

test('what rules for hotfixes look at comes along: from the pull request, else from the commit', async () => {
  const origins = async (source: ChangeSource, head: string, base: string) => {
    const range = { head: history.sha(head), exclude: [history.sha(base)], paths: null };
    const found = (await read(source, range)).origins;
    return Object.fromEntries([...found].map(([sha, origin]) => [history.id(sha), origin]));
  };
  expect(await origins(hosts.github, 's', 'M')).toEqual({
    s: { title: 'Cart', branch: 'branch-2', labels: [] },
  });
  expect(await origins(hosts.github, 'b', 'a')).toEqual({
    b: { title: 'fix: b', branch: null, labels: [] },
  });
  expect(await origins(git, 'M', 'b')).toEqual({
    f1: { title: 'f1', branch: 'f', labels: [] },
    f2: { title: 'f2', branch: 'f', labels: [] },
  });
  expect((await origins(hosts.github, 'v', "r1'")).v?.title).toContain('Revert');
  expect((await origins(hosts.github, 'v', 'M')).v?.title).toBeNull();
  expect((await origins(git, 'v', 'M')).v?.title).toBeNull();
});
