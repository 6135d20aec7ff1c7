import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { accounts } from './support/accounts.ts';
import type { SetupAccount, Snapshot } from './support/setup-account.ts';

jest.setTimeout(300_000); // sets up the same account some fifty times

const open: SetupAccount[] = [];

afterEach(async () => {
  for (const account of open.splice(0)) await account.close();
});

const asked = { strategy: ['pull-request'], levels: ['team'] as const };

async function start(): Promise<SetupAccount> {
  const account = await accounts["the guide's account"]?.();
  if (!account) throw new Error('there is no such account');
  open.push(account);
  return account;
}

/** From the n-th request on the server is gone, and then there again. */
async function withoutServer(
  account: SetupAccount,
  after: number,
  at: 'before' | 'unanswered',
  work: () => Promise<unknown>,
): Promise<void> {
  await account.fault({ kind: 'cut', at, path: '/v1/**', skip: after, times: null });
  await work().catch(() => undefined);
  await fetch(`${account.url}/_local/faults`, { method: 'DELETE' });
}

async function requestsOf(account: SetupAccount, work: () => Promise<unknown>): Promise<number> {
  const before = (await account.requests()).length;
  await work();
  return (await account.requests()).length - before;
}

describe('a setup that was interrupted', () => {
  test.each(['before', 'unanswered'] as const)(
    'at any request (cut %s) ends in the same account when it is run again',
    async (at) => {
      const reference = await start();
      const count = await requestsOf(reference, () => reference.apply({ asked }));
      const wanted: Snapshot = await reference.snapshot();
      expect(count).toBeGreaterThan(15);
      for (let after = 0; after < count; after += 1) {
        const account = await start();
        await withoutServer(account, after, at, () => account.apply({ asked }));
        const again = await account.apply({ asked });
        expect({ after, failed: again.failed?.error.message ?? null }).toEqual({
          after,
          failed: null,
        });
        expect({ after, ...(await account.snapshot()) }).toEqual({ after, ...wanted });
        expect((await account.plan()).isDone).toBe(true);
        await account.close();
        open.splice(open.indexOf(account), 1);
      }
    },
  );

  test.each(['before', 'unanswered'] as const)(
    'a removal at any request (cut %s) gives back the same account when it is run again',
    async (at) => {
      const reference = await start();
      const wanted: Snapshot = await reference.snapshot();
      await reference.apply({ asked });
      const count = await requestsOf(reference, () => reference.remove());
      for (let after = 0; after < count; after += 1) {
        const account = await start();
        await account.apply({ asked });
        await withoutServer(account, after, at, () => account.remove());
        const again = await account.remove();
        expect({ after, failed: again?.failed?.error.message ?? null }).toEqual({
          after,
          failed: null,
        });
        expect({ after, ...(await account.snapshot()) }).toEqual({ after, ...wanted });
        await account.close();
        open.splice(open.indexOf(account), 1);
      }
    },
  );
});
