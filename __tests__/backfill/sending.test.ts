import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { renderOutcome } from '../../src/backfill/render-backfill.ts';
import type { BackfillOutcome } from '../../src/backfill/run-backfill.ts';
import { addPullRequest, addPullRequests } from '../account/pull-requests.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { fetchFrom } from '../scm/hosts/stand-in.ts';
import { githubOrganization, organization } from './hosts/github-organization.ts';
import { runOnStandIn, type StandInRun } from './run-on-stand-in.ts';

jest.setTimeout(60_000);

const now = Date.parse('2026-07-01T00:00:00Z');
const since = '2026-01-01T00:00:00Z';
const [count, each] = [10, 6];
const repositories = organization(count, each).map((one) => ({ ...one, hasPullRequests: true }));
const fetch = fetchFrom(githubOrganization('acme', repositories, 'https://github.test'));
const all = count * each;
const bulk = '/v1/blueprints/deployment/entities/bulk';
const failures = join(tmpdir(), `port-dora-failures-${process.pid}.jsonl`);

let account: Account;
beforeEach(async () => {
  account = await startAccount({ services: repositories.map(({ name }) => name) });
});
afterEach(async () => {
  await account.close();
  for (const path of [failures, failures.replace('.jsonl', '-2.jsonl')])
    rmSync(path, { force: true });
});

const run = (
  flags: Readonly<Record<string, string>> = {},
  more: Partial<StandInRun> = {},
): Promise<BackfillOutcome> =>
  runOnStandIn({ account, fetch, now, flags: { since, failures, ...flags }, ...more });

const arrived = async (): Promise<number> => (await account.deployments()).length;

const shown = (outcome: BackfillOutcome): string =>
  renderOutcome(outcome, { dryRun: false, out: undefined }).join('\n');

describe('Port that is not well', () => {
  test.each([
    ['epoch', 'seconds'],
    ['delta', 'date'],
    ['epoch', 'absent'],
    ['delta', 'absent'],
  ] as const)(
    'limits requests, with a reset by %s and retry-after %s',
    async (reset, retryAfter) => {
      const limit = {
        kind: 'rate-limit',
        path: bulk,
        retryAfterSeconds: 30,
        reset,
        retryAfter,
      } as const;
      await account.fault({ ...limit, times: 9 });
      expect(await run()).toMatchObject({ ended: null, counts: { created: all, failed: 0 } });
      expect(await arrived()).toBe(all);
    },
  );

  test.each([500, 502, 503, 504])('answers %i for a while', async (status) => {
    const times = status === 500 ? 6 : 12;
    await account.fault({ kind: 'answer', path: '/v1/blueprints/**', status, times, body: '' });
    expect(await run()).toMatchObject({ ended: null, counts: { failed: 0 } });
    expect(await arrived()).toBe(all);
  });

  test.each(['before', 'unanswered', 'middle'] as const)('breaks connections, %s', async (at) => {
    await account.fault({ kind: 'cut', path: bulk, at, times: 8 });
    expect(await run()).toMatchObject({ ended: null, counts: { failed: 0 } });
    expect(await arrived()).toBe(all);
  });

  test('ends the token in the middle: a new one is fetched', async () => {
    const onRepository = (): void => {
      void account.control('PUT', '/_local/clock', { advanceMs: 4 * 3_600_000 });
    };
    const outcome = await run({}, { onRepository: (done) => done === 4 && onRepository() });
    expect(outcome).toMatchObject({ ended: null, counts: { created: all, failed: 0 } });
    const logins = (await account.requests()).filter(({ path }) => path.includes('access_token'));
    expect(logins.length).toBeGreaterThan(1);
  });

  test('stays away: what was not sent is counted, kept or said, and running it again completes it', async () => {
    const many = organization(100, 5);
    const more = { fetch: fetchFrom(githubOrganization('acme', many, 'https://github.test')) };
    const away = { kind: 'answer', path: bulk, status: 503, body: '' } as const;
    await account.fault({ ...away, skip: 1, times: null });
    const outcome = await run({}, more);
    const { created, failed, untried } = outcome.counts;
    expect(outcome.ended).toMatchObject({ code: 'API_SERVER' });
    expect(created).toBe(20);
    expect(untried).toBeGreaterThan(0);
    expect(created + failed + untried).toBe(outcome.summary.toWrite);
    const kept = readFileSync(failures, 'utf8').trim().split('\n');
    expect(kept).toHaveLength(failed);
    expect(shown(outcome)).toContain(`${untried} deployments not sent yet`);
    expect(shown(outcome)).toMatch(/ENDED EARLY: .*run the same command again/);
    await account.control('DELETE', '/_local/faults');
    expect(await run({}, more)).toMatchObject({ ended: null, counts: { created: 480, failed: 0 } });
    expect(await arrived()).toBe(500);
  });

  test('refuses the credentials: nothing is written, and it is said once', async () => {
    await account.fault({ kind: 'answer', path: bulk, status: 401, times: null, body: {} });
    const outcome = await run();
    expect(outcome.ended).toMatchObject({ code: 'API_CREDENTIALS' });
    expect(shown(outcome).match(/ENDED EARLY/g)).toHaveLength(1);
  });
});

describe('deployments that Port refuses', () => {
  const refusal = {
    ok: false,
    entities: Array.from({ length: 19 }, (_, index) => ({ index, created: true })),
    errors: [{ index: 19, statusCode: 422, error: 'invalid_request', message: 'no such value' }],
  };

  test('are listed with their reason and kept, and the others are written', async () => {
    await account.fault({ kind: 'answer', path: bulk, status: 207, body: refusal });
    const outcome = await run();
    expect(outcome).toMatchObject({ ended: null, counts: { failed: 1 }, failures });
    expect(shown(outcome)).toContain('no such value');
    expect(shown(outcome)).toContain(`port-dora replay ${failures}`);
    expect(JSON.parse(readFileSync(failures, 'utf8'))).toMatchObject({
      status: expect.any(String),
    });
  });

  test('do not push out what failed before: it is another file', async () => {
    for (const path of [failures, failures.replace('.jsonl', '-2.jsonl')]) {
      await account.fault({ kind: 'answer', path: bulk, status: 207, body: refusal });
      expect(await run({ 'lead-time': 'off' })).toMatchObject({ failures: path });
    }
  });
});

describe('pull requests that Port does not have', () => {
  beforeEach(() => addPullRequests(account, 'github'));

  test.each(['null', '404', '422'] as const)(
    'cost nothing but the relation where Port answers %s to a search without a result',
    async (searchRelationNoMatch) => {
      await account.behave({ searchRelationNoMatch });
      const first = repositories[0];
      const number = first?.commits.length ?? 0;
      const link = `https://github.com/acme/${first?.name}/pull/${number}`;
      await addPullRequest(account, 'github', link);
      expect(await run()).toMatchObject({ ended: null, counts: { failed: 0 } });
      const entities = await account.deployments();
      expect(entities).toHaveLength(all);
      const related = entities.flatMap(({ relations }) => relations.pullRequest ?? []);
      expect(related).toHaveLength(1);
      expect(entities.every(({ relations }) => relations.service)).toBe(true);
    },
  );

  test('are not written again and again', async () => {
    await run();
    expect((await run()).summary.toWrite).toBe(0);
  });

  test('are related by --recompute when they have come meanwhile', async () => {
    await run();
    const first = repositories[0];
    const link = `https://github.com/acme/${first?.name}/pull/${first?.commits.length}`;
    await addPullRequest(account, 'github', link);
    await run({ recompute: 'true' });
    const entities = await account.deployments();
    expect(entities.flatMap(({ relations }) => relations.pullRequest ?? [])).toHaveLength(1);
  });
});
