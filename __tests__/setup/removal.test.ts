import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { type SetupAccount, startSetupAccount } from './support/setup-account.ts';

jest.setTimeout(60_000); // many real requests on a machine that may be busy

let account: SetupAccount;

afterEach(() => account.close());

describe('what setup made and somebody uses', () => {
  test('services are kept, and the deployments that nobody has go', async () => {
    account = await startSetupAccount([]);
    await account.apply();
    await account.call('POST', '/v1/blueprints/service/entities?upsert=true', {
      identifier: 'shop',
    });
    expect(await account.remove()).toMatchObject({ failed: null, pending: [] });
    expect(await blueprints()).toEqual(['_team', '_user', 'port_dora_manifest', 'service']);
    await account.call('DELETE', '/v1/blueprints/service/entities/shop?delete_dependents=false');
    expect(await account.remove()).toMatchObject({ failed: null, pending: [] });
    expect(await blueprints()).toEqual(['_team', '_user']);
  });

  test('deployments are kept, and the services with them, because their relation leads there', async () => {
    account = await startSetupAccount([]);
    await account.apply();
    await account.call('POST', '/v1/blueprints/deployment/entities?upsert=true', {
      identifier: 'one',
    });
    expect(await account.remove()).toMatchObject({ failed: null, pending: [] });
    expect(await blueprints()).toContain('service');
    const found = await account.call('GET', '/v1/blueprints/deployment/entities/one');
    expect(found).toMatchObject({ entity: { identifier: 'one' } });
    await account.apply();
    expect((await account.plan()).plan.changes).toEqual([]);
  });

  test('a blueprint that one of the account points at is kept', async () => {
    account = await startSetupAccount([]);
    await account.apply();
    await account.call('POST', '/v1/blueprints', {
      identifier: 'canary',
      title: 'Canary',
      schema: { properties: {}, required: [] },
      relations: { of: { title: 'Of', target: 'deployment', many: false, required: false } },
    });
    expect(await account.remove()).toMatchObject({ failed: null, pending: [] });
    expect(await blueprints()).toEqual(expect.arrayContaining(['canary', 'deployment', 'service']));
    await account.call('DELETE', '/v1/blueprints/canary');
    expect(await account.remove()).toMatchObject({ failed: null, pending: [] });
    expect(await blueprints()).toEqual(['_team', '_user']);
  });
});

async function blueprints(): Promise<string[]> {
  const answer = (await account.call('GET', '/v1/blueprints')) as {
    blueprints: readonly { identifier: string }[];
  };
  return answer.blueprints.map(({ identifier }) => identifier).sort();
}
