import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../src/host/host.ts';
import type { ChangeReading, ChangeSource, ReadLimits } from '../../src/scm/change-source.ts';
import type { FetchLike } from '../../src/scm/fetch-like.ts';
import { createGitlabSource } from '../../src/scm/gitlab.ts';
import { buildHistory, type History, hour } from './history.ts';
import { azureStandIn } from './hosts/azure-stand-in.ts';
import { githubStandIn } from './hosts/github-stand-in.ts';
import { gitlabStandIn } from './hosts/gitlab-stand-in.ts';
import { azureAt, githubAt, gitlabAt, limits } from './hosts/sources.ts';
import { fetchFrom, nodeFetch, type StandIn, type StandInAnswer, serve } from './hosts/stand-in.ts';
import { shopCommits, shopPulls } from './shop-history.ts';

let history: History;

beforeAll(() => {
  history = buildHistory(shopCommits);
});

afterAll(() => history.remove());

type Make = (fetch: FetchLike, clock?: Clock) => ChangeSource;

const url = 'https://host.example';
const make: Record<string, Make> = {
  GitHub: (fetch, clock) => githubAt({ url, fetch, ...(clock ? { clock } : {}) }),
  GitLab: (fetch, clock) => gitlabAt({ url, fetch, ...(clock ? { clock } : {}) }),
  'Azure Repos': (fetch, clock) => azureAt({ url, fetch, ...(clock ? { clock } : {}) }),
};
const standIns: Record<string, () => StandIn> = {
  GitHub: () => githubStandIn(history, shopPulls),
  GitLab: () => gitlabStandIn(history, shopPulls),
  'Azure Repos': () => azureStandIn(history, shopPulls),
};
const names = Object.keys(make);

const range = (head = 'z', base = 'v') => ({
  head: history.sha(head),
  exclude: [base.length === 40 ? base : history.sha(base)],
  paths: null,
});

/** A clock whose sleeps end at once, and that says how long they were. */
function quickClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = Date.parse('2026-02-01T00:00:00Z');
  return {
    slept,
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
}

const within = (clock: Clock, ms: number): ReadLimits => limits({ deadline: clock.now() + ms });

/** Answers of its own for the first requests, then those of the host. */
function first(answers: readonly (StandInAnswer | Error)[], then: StandIn): FetchLike {
  const left = [...answers];
  const host = fetchFrom(then);
  return async (address, init) => {
    const answer = left.shift();
    if (answer instanceof Error) throw answer;
    return answer === undefined
      ? host(address, init)
      : fetchFrom(async () => answer)(address, init);
  };
}

const always = (answer: StandInAnswer): FetchLike => fetchFrom(async () => answer);

describe.each(names)('%s', (name) => {
  const ask = (fetch: FetchLike, clock = quickClock(), ms = 30_000): Promise<ChangeReading> =>
    (make[name] as Make)(fetch, clock).changes(range(), within(clock, ms));
  const works = () => (standIns[name] as () => StandIn)();

  test('that does not accept the token gives that as the reason', async () => {
    expect(await ask(always({ status: 401, body: {} }))).toEqual({
      reason: expect.stringContaining(`${name} does not accept the token (401): it needs `),
    });
  });

  test('that does not allow it gives the permission that is missing', async () => {
    expect(await ask(always({ status: 403, body: { message: 'Forbidden' } }))).toEqual({
      reason: expect.stringMatching(/does not allow it \(403\): the token needs .*(read|Read)/),
    });
  });

  test('whose repository is not there gives that as the reason', async () => {
    expect(await ask(always({ status: 404, body: {} }))).toEqual({
      reason: expect.stringContaining(`${name} does not find the repository (404)`),
    });
  });

  test('that lost a commit to a force push names it', async () => {
    const gone = 'f'.repeat(40);
    const source = (make[name] as Make)(fetchFrom(works()));
    expect(await source.changes(range('z', gone), limits())).toEqual({
      reason: `${name} does not have commit ${gone}: a force push took it away`,
    });
  });

  test('that limits requests is waited for once, when there is time', async () => {
    const clock = quickClock();
    const refused = { status: 429, headers: { 'retry-after': '7' }, body: {} };
    expect(await ask(first([refused], works()), clock)).toMatchObject({ truncated: false });
    expect(clock.slept).toEqual([7_000]);
  });

  test('that limits requests for longer than there is time is left alone', async () => {
    const clock = quickClock();
    const refused = { status: 429, headers: { 'retry-after': '600' }, body: {} };
    expect(await ask(always(refused), clock)).toEqual({
      reason: `${name} limits requests until 2026-02-01T00:10:00.000Z (429)`,
    });
    expect(clock.slept).toEqual([]);
  });

  test('that has a passing fault is asked once more', async () => {
    const clock = quickClock();
    const broken = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    expect(await ask(first([broken], works()), clock)).toMatchObject({ truncated: false });
    expect(await ask(first([{ status: 502, body: 'x' }], works()), clock)).toMatchObject({
      truncated: false,
    });
  });

  test('that is down gives that as the reason', async () => {
    const down = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const fetch = async () => {
      throw new TypeError('fetch failed', { cause: down });
    };
    const { host } = new URL(url);
    expect(await ask(fetch)).toEqual({
      reason: `${name} could not be reached at ${host} (ECONNREFUSED)`,
    });
    expect(await ask(always({ status: 503, body: '' }))).toEqual({
      reason: `${name} answered with 503`,
    });
  });

  test.each([
    ['a page of HTML', '<html>Sign in</html>'],
    ['nothing', ''],
  ])('that answers with %s gives that as the reason', async (_, body) => {
    expect(await ask(always({ status: 200, body }))).toEqual({
      reason: `${name} answered with something that is no JSON`,
    });
  });

  test.each<[unknown]>([
    [null],
    [[]],
    [{}],
    ['text'],
    [{ value: 'x', commits: 3, total_commits: 'y' }],
  ])('that answers with %j does not make the report fail', async (body) => {
    const reading = await ask(always({ status: 200, body: JSON.stringify(body) }));
    expect('reason' in reading ? reading.reason : reading.changes).toBeDefined();
  });

  test('that sends a page of a sign-in is not signed in to', async () => {
    const away = {
      status: 302,
      headers: { location: 'https://elsewhere.example/login' },
      body: '',
    };
    expect(await ask(always(away))).toEqual({
      reason: expect.stringContaining(`${name} does not accept the token (302)`),
    });
  });

  test('whose repository moved is followed on the same host, and not with the token elsewhere', async () => {
    const here = { status: 307, headers: { location: `${url}/elsewhere` }, body: '' };
    const asked: string[] = [];
    const follow: FetchLike = async (address, init) => {
      asked.push(address);
      return first(asked.length === 1 ? [here] : [], works())(address, init);
    };
    await ask(follow);
    expect(asked[1]).toBe(`${url}/elsewhere`);
    const away = { status: 301, headers: { location: 'https://evil.example/' }, body: '' };
    expect(await ask(always(away))).toEqual({ reason: `${name} answered with 301` });
  });

  test('that is slow is given up at the time limit', async () => {
    const slow = await serve(() => () => new Promise(() => {}));
    const source = (make[name] as Make)((address, init) =>
      nodeFetch(address.replace(url, slow.url), init),
    );
    const signal = AbortSignal.timeout(300);
    const reading = await source.changes(range(), limits({ signal, deadline: Date.now() + 300 }));
    expect(reading).toEqual({ reason: `${name} did not answer in time` });
    await slow.close();
  });

  test('whose commits have no readable time leaves these out and says so', async () => {
    const spoil = /"(date|authored_date)":"[^"]*"/g;
    const odd: FetchLike = async (address, init) => {
      const answer = await fetchFrom(works())(address, init);
      return { ...answer, text: async () => (await answer.text()).replace(spoil, '"$1":"soon"') };
    };
    const reading = await ask(odd);
    expect(reading).toMatchObject({ changes: [] });
    expect('notes' in reading && reading.notes.join()).toContain('no readable author time');
  });

  test('is not asked for what a token or a query could be smuggled in by', async () => {
    const asked: string[] = [];
    const fetch: FetchLike = async (address) => {
      asked.push(address);
      throw new Error('not reached');
    };
    const odd = { head: 'a"}) { x', exclude: ['../../user'], paths: null };
    expect(await (make[name] as Make)(fetch).changes(odd, limits())).toEqual({
      reason: '"a\\"}) { x" is no full commit hash',
    });
    expect(asked).toEqual([]);
  });

  test('without its pull requests still shows the changes, with their own dates, and says so', async () => {
    const refuse: FetchLike = async (address, init) => {
      const forbidden = {
        status: 403,
        body: { message: 'Resource not accessible by integration' },
      };
      return /graphql$|pullrequestquery/.test(address)
        ? always(forbidden)(address, init)
        : fetchFrom(works())(address, init);
    };
    const source = (make[name] as Make)(refuse);
    const reading = await source.changes(range('s', 'M'), limits());
    expect(reading).toMatchObject({ changes: [{ authoredAt: hour(15), pullRequest: null }] });
    expect('notes' in reading && reading.notes.join()).toMatch(
      /1 of 1 commits .* dated by their merge/,
    );
  });
});

describe('GitHub', () => {
  const ask = (fetch: FetchLike, clock = quickClock(), ms = 90_000) =>
    githubAt({ url, fetch, clock }).changes(range('s', 'M'), within(clock, ms));

  test('whose hourly limit is used up is waited for until it begins anew', async () => {
    const clock = quickClock();
    const reset = String(clock.now() / 1000 + 20);
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    const used = { status: 403, headers, body: { message: 'API rate limit exceeded' } };
    await ask(first([used], githubStandIn(history, shopPulls)), clock);
    expect(clock.slept).toEqual([20_000]);
    expect(await ask(always(used), quickClock(), 5_000)).toEqual({
      reason: 'GitHub limits requests until 2026-02-01T00:00:20.000Z (403)',
    });
  });

  test('whose secondary limit names no time is waited for a minute', async () => {
    const clock = quickClock();
    const body = { message: 'You have exceeded a secondary rate limit.' };
    await ask(first([{ status: 403, body }], githubStandIn(history, shopPulls)), clock);
    expect(clock.slept).toEqual([60_000]);
  });

  test('that leaves out some pull requests keeps the others and says which kind of permission is missing', async () => {
    const host = githubStandIn(history, shopPulls);
    const partial: StandIn = async (request) => {
      const answer = await host(request);
      if (!request.url.pathname.endsWith('/graphql') || answer === undefined) return answer;
      const body = JSON.parse(JSON.stringify(answer.body)) as {
        data: { repository: Record<string, unknown> };
      };
      body.data.repository.c0 = null;
      const message = 'Resource not accessible by integration';
      const errors = [{ type: 'FORBIDDEN', path: ['repository', 'c0'], message }];
      return { ...answer, body: { ...body, errors } };
    };
    const source = githubAt({ url, fetch: fetchFrom(partial) });
    const reading = await source.changes(range("r1'", 'M'), limits());
    if ('reason' in reading) throw new Error(reading.reason);
    const known = reading.changes.filter(({ pullRequest }) => pullRequest);
    expect([reading.changes.length, known.length]).toEqual([2, 1]);
    expect(reading.notes).toEqual([
      expect.stringMatching(
        /^the pull requests of 1 of 2 commits .*needs `pull-requests: read`\)$/,
      ),
    ]);
  });

  test('whose two commits have no common history says so', async () => {
    const two = buildHistory([
      { id: 'a', parents: [] },
      { id: 'b', parents: [] },
    ]);
    const source = githubAt({ url, fetch: fetchFrom(githubStandIn(two, [])) });
    const orphan = { head: two.sha('b'), exclude: [two.sha('a')], paths: null };
    expect(await source.changes(orphan, limits())).toEqual({
      reason: expect.stringContaining('GitHub finds no common history of'),
    });
    two.remove();
  });
});

test('GitLab is not asked with a job token, which may not list commits', async () => {
  const source = createGitlabSource({
    fetch: always({ status: 500, body: '' }),
    clock: quickClock(),
    token: 'job-token',
    isJobToken: true,
    apiUrl: `${url}/api/v4`,
    graphqlUrl: `${url}/api/graphql`,
    path: 'acme/shop',
  });
  expect(await source.changes(range(), limits())).toEqual({
    reason: 'CI_JOB_TOKEN cannot list commits: GitLab needs a project access token with read_api',
  });
});

test('Azure Repos that reads a comparison the other way round is asked the other way round', async () => {
  const host = azureStandIn(history, shopPulls);
  const turned: StandIn = (request) => {
    if (!request.url.pathname.endsWith('/commitsbatch')) return host(request);
    const criteria = JSON.parse(request.body) as Record<string, unknown>;
    const { itemVersion, compareVersion, ...others } = criteria;
    const body = JSON.stringify({
      ...others,
      itemVersion: compareVersion,
      compareVersion: itemVersion,
    });
    return host({ ...request, body });
  };
  const source = azureAt({ url, fetch: fetchFrom(turned) });
  expect(await source.changes(range('b', 'a'), limits())).toMatchObject({
    changes: [{ sha: history.sha('b') }],
  });
});
