import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type {
  ChangeRange,
  ChangeSource,
  ReadChanges,
  ReadLimits,
} from '../../src/scm/change-source.ts';
import { buildHistory, type History, type HistoryCommit, hour } from './history.ts';
import { azureStandIn } from './hosts/azure-stand-in.ts';
import { githubStandIn } from './hosts/github-stand-in.ts';
import { gitlabStandIn } from './hosts/gitlab-stand-in.ts';
import type { PullRequestFacts } from './hosts/pull-request-facts.ts';
import { azureAt, githubAt, gitlabAt, limits } from './hosts/sources.ts';
import { fetchFrom, type StandInRequest } from './hosts/stand-in.ts';

/** 1,200 commits in a line, c1 and up; every fourth belongs to the service `pay`, the others to `shop`. */
const commits = Array.from({ length: 1_201 }, (_, index): HistoryCommit => {
  const files = { [`${index % 4 === 0 ? 'pay' : 'shop'}/x.txt`]: `${index}` };
  const parents = index === 0 ? [] : [`c${index - 1}`];
  return { id: `c${index}`, parents, files, authoredAt: hour(index) };
});

/** Every tenth commit is a squash of a branch with two commits. */
const squashes = Array.from({ length: 120 }, (_, index) => (index + 1) * 10);

const branches = squashes.flatMap((number): HistoryCommit[] => [
  { id: `s${number}a`, parents: [`c${number - 9}`], authoredAt: hour(number - 8) },
  { id: `s${number}b`, parents: [`s${number}a`], authoredAt: hour(number - 7) },
]);

const pulls = squashes.map(
  (number): PullRequestFacts => ({
    number,
    title: `c${number}`,
    createdAt: hour(number - 7),
    mergedAt: hour(number),
    method: 'squash',
    own: [`s${number}a`, `s${number}b`],
    made: [`c${number}`],
  }),
);

let history: History;

beforeAll(() => {
  history = buildHistory([...commits, ...branches]);
});

afterAll(() => history.remove());

const url = 'https://host.example';

const hosts: Record<string, (requests: StandInRequest[]) => ChangeSource> = {
  GitHub: (requests) =>
    githubAt({ url, fetch: fetchFrom(githubStandIn(history, pulls), requests) }),
  GitLab: (requests) =>
    gitlabAt({ url, fetch: fetchFrom(gitlabStandIn(history, pulls), requests) }),
  'Azure Repos': (requests) =>
    azureAt({ url, fetch: fetchFrom(azureStandIn(history, pulls), requests) }),
};

async function read(
  host: string,
  range: { base: string; head: string; also?: string[]; paths?: string[] },
  edit: Partial<ReadLimits> = {},
): Promise<ReadChanges & { readonly requests: readonly StandInRequest[] }> {
  const requests: StandInRequest[] = [];
  const asked: ChangeRange = {
    head: history.sha(range.head),
    exclude: [range.base, ...(range.also ?? [])].map(history.sha),
    paths: range.paths ?? null,
  };
  const reading = await hosts[host]?.(requests).changes(asked, limits(edit));
  if (reading === undefined || 'reason' in reading) throw new Error(JSON.stringify(reading));
  return { ...reading, requests };
}

describe.each(['GitHub', 'GitLab'])('%s is asked', (host) => {
  test.each([
    [1, 2],
    [99, 2],
    [100, 2],
    [250, 6],
    [1_200, 24],
  ])('for %i commits by at most %i requests', async (count, most) => {
    const { changes, requests } = await read(host, { base: 'c0', head: `c${count}` });
    expect(changes).toHaveLength(count);
    // A full page from GitLab does not say that it is the last one.
    const extra = host === 'GitLab' && count % 100 === 0 ? 1 : 0;
    expect(requests.length).toBeLessThanOrEqual(most + extra);
  });

  test('once more per path of a service', async () => {
    const one = await read(host, { base: 'c0', head: 'c90', paths: ['pay/**'] });
    expect(one.changes).toHaveLength(22);
    expect(one.requests).toHaveLength(3);
    const two = await read(host, { base: 'c0', head: 'c90', paths: ['pay', 'docs'] });
    expect(two.requests).toHaveLength(4);
  });

  test('not at all for the commit that runs already', async () => {
    const { changes, requests } = await read(host, { base: 'c5', head: 'c5' });
    expect([changes, requests]).toEqual([[], []]);
  });

  test('no more after a rollback, when the later deployments lie between', async () => {
    const { changes, requests } = await read(host, {
      base: 'c10',
      head: 'c50',
      also: ['c20', 'c30'],
    });
    expect(changes).toHaveLength(20);
    expect(requests).toHaveLength(2);
  });

  test('dates every squash commit by the first of its own commits', async () => {
    const { changes } = await read(host, { base: 'c0', head: 'c300' });
    const dated = new Map(changes.map(({ sha, authoredAt }) => [history.id(sha), authoredAt]));
    expect(dated.get('c300')).toBe(hour(292));
    expect(dated.get('c299')).toBe(hour(299));
  });
});

describe('Azure Repos is asked', () => {
  test('by two requests for up to 100 commits, and once more per squashed pull request', async () => {
    const { changes, requests } = await read('Azure Repos', { base: 'c0', head: 'c95' });
    expect(changes).toHaveLength(95);
    expect(requests).toHaveLength(2 + 9);
  });

  test('at most a hundred times for the dates of squash commits, and says what is missing', async () => {
    const { changes, requests, notes } = await read('Azure Repos', { base: 'c0', head: 'c1200' });
    expect(changes).toHaveLength(1_200);
    expect(requests).toHaveLength(2 + 12 + 100);
    expect(notes.join()).toContain('the own commits of 20 pull requests');
  });
});

describe.each(Object.keys(hosts))('for globs that are no plain folders %s', (host) => {
  test('is asked for the files of each commit that is left', async () => {
    const range = { base: 'c0', head: 'c90', paths: ['pay/*.txt', '!**/*.md'] };
    const { changes, requests } = await read(host, range);
    expect(changes).toHaveLength(22);
    const dates = requests.filter(({ url }) => /pullRequests\/\d+\/commits/.test(url.pathname));
    expect(requests.length - dates.length).toBe(3 + 22);
  });

  test('is not asked for the files of more than 200 commits', async () => {
    const paths = ['**/*.txt'];
    await expect(read(host, { base: 'c0', head: 'c250', paths })).rejects.toThrow(
      /the files of 250 commits would have to be read one by one to match/,
    );
  });
});

describe.each(Object.keys(hosts))('beyond the limit %s', (host) => {
  test('shows the newest commits, and says that there are more', async () => {
    const { changes, truncated } = await read(
      host,
      { base: 'c0', head: 'c1200' },
      { commits: 150 },
    );
    expect(truncated).toBe(true);
    expect(changes).toHaveLength(150);
    const ids = changes.map(({ sha }) => Number(history.id(sha).slice(1)));
    expect(Math.min(...ids)).toBe(1_051);
  });

  test('a range of just as many commits is complete', async () => {
    const { changes, truncated } = await read(host, { base: 'c0', head: 'c150' }, { commits: 150 });
    expect([changes.length, truncated]).toEqual([150, false]);
  });
});
