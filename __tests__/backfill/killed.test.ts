import { describe, expect, jest, test } from '@jest/globals';
import { type Account, type ShownEntity, startAccount } from '../account/start-account.ts';
import { fetchFrom } from '../scm/hosts/stand-in.ts';
import { githubOrganization, organization } from './hosts/github-organization.ts';
import { runOnStandIn, type StandInRun } from './run-on-stand-in.ts';

jest.setTimeout(120_000);

const now = Date.parse('2026-02-10T00:00:00Z');
const repositories = organization(8, 5);
const fetch = fetchFrom(githubOrganization('acme', repositories, 'https://github.test'));
const services = repositories.map(({ name }) => name);

const run = (account: Account, more: Partial<StandInRun> = {}) =>
  runOnStandIn({ account, fetch, now, flags: { incremental: 'true' }, ...more });

/** Everything in Port that a run leaves, in an order of its own. */
async function leftIn(account: Account): Promise<unknown> {
  const answer = await account.call('GET', '/v1/blueprints/port_dora_backfill/entities');
  const { entities: places } = answer as { entities: readonly ShownEntity[] };
  return {
    entities: (await account.deployments()).map(content).sort(byIdentifier),
    places: places.map(content).sort(byIdentifier),
  };
}

const content = ({ identifier, title, properties, relations }: ShownEntity) => ({
  ...{ identifier, title, properties, relations },
});

const byIdentifier = (a: { identifier: string }, b: { identifier: string }): number =>
  a.identifier < b.identifier ? -1 : 1;

/** A process that ends: neither this request nor any later one is sent, or the answer of this one never comes. */
function endAt(request: number, when: 'before' | 'after', only?: 'port') {
  let count = 0;
  const died = new Error('killed');
  const around: NonNullable<StandInRun['around']> = async (send, to) => {
    if (only === undefined || only === to || count >= request) count += 1;
    if (count < request) return send();
    if (count === request && when === 'after') await send();
    throw died;
  };
  return { around, isOver: () => count < request };
}

async function inAccount<Result>(use: (account: Account) => Promise<Result>): Promise<Result> {
  const account = await startAccount({ services });
  try {
    return await use(account);
  } finally {
    await account.close();
  }
}

const undisturbed = (): Promise<unknown> =>
  inAccount(async (account) => {
    await run(account);
    return leftIn(account);
  });

describe('a run that is killed and started again leaves the same as one that is not', () => {
  test.each([
    ['at each request', 'before', undefined],
    ['behind each request to Port', 'after', 'port'],
  ] as const)('%s in turn', async (_, when, only) => {
    const expected = await undisturbed();
    expect(expected).toMatchObject({ places: { length: 8 }, entities: { length: 40 } });
    let tried = 0;
    // Requests to the host change nothing: of those every fifth is enough.
    for (let request = 1; ; request += only === undefined ? 5 : 1) {
      const end = endAt(request, when, only);
      const isOver = await inAccount(async (account) => {
        await run(account, end).catch(() => undefined);
        await run(account);
        expect(await leftIn(account)).toEqual(expected);
        return end.isOver();
      });
      if (isOver) break;
      tried += 1;
    }
    expect(tried).toBeGreaterThan(only === undefined ? 10 : 15);
  });

  test('at each repository, by the signal of an interrupt', async () => {
    const expected = await undisturbed();
    for (let after = 0; after <= 8; after += 2) {
      await inAccount(async (account) => {
        const controller = new AbortController();
        const stop = (done: number): void => {
          if (done >= after) controller.abort();
        };
        if (after === 0) controller.abort();
        const { signal } = controller;
        const { ended } = await run(account, { signal, onRepository: stop });
        if (after < 5) expect(ended).toBe('stopped');
        await run(account);
        expect(await leftIn(account)).toEqual(expected);
      });
    }
  });
});

describe('sixteen shards at once', () => {
  test('leave what one run would leave: none twice, none missing', async () => {
    const expected = await undisturbed();
    await inAccount(async (account) => {
      const shards = Array.from({ length: 16 }, (_, index) => `${index + 1}/16`);
      const outcomes = await Promise.all(
        shards.map((shard) => run(account, { flags: { incremental: 'true', shard } })),
      );
      expect(outcomes.reduce((sum, { counts }) => sum + counts.created, 0)).toBe(40);
      expect(outcomes.every(({ ended }) => ended === null)).toBe(true);
      expect(await leftIn(account)).toEqual(expected);
    });
  });
});
