import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { accounts } from './support/accounts.ts';
import type { SetupAccount } from './support/setup-account.ts';

jest.setTimeout(60_000); // many real requests on a machine that may be busy

let account: SetupAccount;

afterEach(() => account.close());

const asked = { strategy: ['pull-request'] };

describe.each(Object.entries(accounts))('%s', (_name, start) => {
  test('is set up once, stays as it is, and is given back as it was', async () => {
    account = await start();
    const before = await account.snapshot();
    const first = await account.plan({ asked });
    expect(first.plan.changes.length).toBeGreaterThan(0);
    expect(await account.snapshot()).toEqual(before);
    expect(await account.apply({ asked })).toMatchObject({ failed: null, forbidden: [] });
    const second = await account.plan();
    expect(second.plan.changes).toEqual([]);
    expect(second.isDone).toBe(true);
    expect(await account.remove()).toMatchObject({ failed: null });
    expect(await account.snapshot()).toEqual(before);
  });

  test('shows what was changed by hand, and repairs only that', async () => {
    account = await start();
    await account.apply({ asked });
    const applied = await account.snapshot();
    const { names } = (await account.plan()).plan.choices;
    const service = names.blueprints.service;
    const path = `/v1/blueprints/${service}`;
    const { blueprint } = (await account.call('GET', path)) as { blueprint: Blueprint };
    const { aggregationProperties } = blueprint;
    const id = Object.keys(aggregationProperties).find((one) => one.startsWith('failed')) ?? '';
    const edited = { ...aggregationProperties[id], title: 'Mine' };
    await account.call('PATCH', path, {
      aggregationProperties: { ...aggregationProperties, [id]: edited },
    });
    const { plan } = await account.plan();
    expect(plan.changes.map(({ action, at }) => [action, at.id])).toEqual([['update', id]]);
    await account.apply();
    expect(await account.snapshot()).toEqual(applied);
  });
});

interface Blueprint {
  readonly aggregationProperties: Readonly<Record<string, object>>;
}
