import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Account } from '../account/start-account.ts';
import { killedAt } from './killed-at.ts';
import { createStory, forgetRuns, leftIn } from './story.ts';

const { PORT_DORA_KILL_EVERY: asked } = process.env;
/** Of so many requests one is tried; with 1 each of them is, which takes hours. */
const every = Math.max(1, Number(asked ?? 601));
jest.setTimeout(asked ? 86_400_000 : 180_000);

const story = createStory({ github: 300, gitlab: 80 });

type Left = Awaited<ReturnType<typeof leftIn>>;

let account: Account;
let undisturbed: Left;
const requests = { port: 0, host: 0 };
let again: { readonly outcomes: Awaited<ReturnType<typeof story.run>>; readonly left: Left };
let written: readonly [once: number, twice: number];
let refused: { readonly byPort: number; readonly byHosts: number };
beforeAll(async () => {
  account = await story.openAccount();
  await story.run(account, {
    around: (send, to) => {
      requests[to] += 1;
      return send();
    },
  });
  undisturbed = await leftIn(account);
  const byPort = (await account.requests()).filter(({ status }) => status === 429).length;
  refused = { byPort, byHosts: story.refused() };
  const once = await bulkRequests();
  again = { outcomes: await story.run(account), left: await leftIn(account) };
  written = [once, await bulkRequests()];
  await forgetRuns(account);
});
afterEach(() => forgetRuns(account));
afterAll(() => account.close());

/** Without those that Port refused because of its limit. */
async function bulkRequests(): Promise<number> {
  const path = '/v1/blueprints/deployment/entities/bulk';
  const all = await account.requests();
  return all.filter((one) => one.path === path && one.status !== 429).length;
}

/** Says how much was tried where more than usual is. */
function report(what: string, tried: number): void {
  if (asked)
    console.info(
      `${tried} times killed ${what}, ${undisturbed.entities.length} entities each time`,
    );
}

describe('300 repositories on GitHub and 80 on GitLab', () => {
  test('are written in requests of 20', () => {
    expect(undisturbed.places).toHaveLength(380);
    expect(undisturbed.entities).toHaveLength(story.deployments);
    expect(written[0]).toBe(Math.ceil(story.deployments / 20) + 1);
  });

  test('are read through the limits of Port and of the hosts', () => {
    expect(refused.byPort).toBe(4);
    expect(refused.byHosts).toBeGreaterThan(30);
  });

  test('are read again without writing anything', () => {
    expect(again.outcomes).toMatchObject(
      [300, 80].map((repositories) => ({
        ...{ ended: null, summary: { repositories, toWrite: 0, problems: [] }, unlinked: [] },
      })),
    );
    expect(written[1]).toBe(written[0]);
    expect(again.left).toEqual(undisturbed);
  });
});

describe('killed and started again, 380 repositories leave the same', () => {
  test.each([
    ['at a request', 'before', undefined],
    ['behind a request to Port', 'after', 'port'],
  ] as const)('%s', async (what, when, only) => {
    const last = only === undefined ? requests.port + requests.host : requests.port;
    let tried = 0;
    for (let request = Math.ceil(every / 2); request <= last; request += every) {
      const killed = killedAt(request, when, only);
      await story.run(account, killed).catch(() => undefined);
      await story.run(account);
      expect(await leftIn(account)).toEqual(undisturbed);
      await forgetRuns(account);
      tried += killed.isDead() ? 1 : 0;
    }
    report(what, tried);
    // Requests that are filled by several repositories are not always as many.
    expect(tried).toBeGreaterThanOrEqual(Math.floor((last * 0.95) / every));
  });

  test.each([
    ['at a later request each time', 'before', undefined],
    ['behind a later request to Port each time', 'after', 'port'],
  ] as const)('%s', async (what, when, only) => {
    const step = Math.ceil(every / 6);
    let tried = 0;
    for (let request = 1; ; request += step, tried += 1) {
      const killed = killedAt(request, when, only);
      await story.run(account, killed).catch(() => undefined);
      if (!killed.isDead()) break;
    }
    expect(await leftIn(account)).toEqual(undisturbed);
    report(what, tried);
    expect(tried).toBeGreaterThan(3);
  });
});

describe('sixteen shards at once', () => {
  const shards = Array.from({ length: 16 }, (_, index) => `${index + 1}/16`);
  const runShard = (shard: string, killed?: ReturnType<typeof killedAt>) =>
    story.run(account, { flags: { shard }, ...killed });

  test('leave what one run leaves: none twice, none missing', async () => {
    const outcomes = (await Promise.all(shards.map((shard) => runShard(shard)))).flat();
    expect(outcomes.every(({ ended }) => ended === null)).toBe(true);
    const created = outcomes.reduce((sum, { counts }) => sum + counts.created, 0);
    expect(created).toBe(story.deployments);
    expect(await leftIn(account)).toEqual(undisturbed);
  });

  test('of which every third is killed and started again leave the same', async () => {
    let tried = 0;
    await Promise.all(
      shards.map(async (shard, index) => {
        if (index % 3 === 0) {
          const when = index % 2 === 0 ? 'before' : 'after';
          const killed = killedAt(5 + index * 5, when);
          await runShard(shard, killed).catch(() => undefined);
          tried += killed.isDead() ? 1 : 0;
        }
        await runShard(shard);
      }),
    );
    expect(tried).toBe(6);
    expect(await leftIn(account)).toEqual(undisturbed);
  });
});
