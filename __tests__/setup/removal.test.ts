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

  test.each([
    [
      'aggregation all_deployments',
      'aggregationProperties',
      { type: 'number', target: 'deployment' },
    ],
    ['calculation twice', 'calculationProperties', { type: 'number', calculation: '2' }],
  ])('a blueprint of ours to which somebody added %s is kept', async (name, map, definition) => {
    account = await startSetupAccount([]);
    await account.apply();
    const path = '/v1/blueprints/service';
    const { blueprint } = (await account.call('GET', path)) as {
      blueprint: Record<string, object>;
    };
    const [, id = ''] = name.split(' ');
    const calculationSpec = { calculationBy: 'entities', func: 'count' };
    const added = { title: 'Mine', ...definition, ...(map[0] === 'a' ? { calculationSpec } : {}) };
    await account.call('PATCH', path, { [map]: { ...blueprint[map], [id]: added } });
    expect((await account.planRemoval())?.notices.join('\n')).toContain(name);
    expect(await account.remove()).toMatchObject({ failed: null, pending: [] });
    const { blueprint: left } = (await account.call('GET', path)) as {
      blueprint: Record<string, object>;
    };
    expect(Object.keys(left[map] ?? {})).toEqual([id]);
    await account.call('PUT', path, { ...bare(left), [map]: {} });
    expect(await account.remove()).toMatchObject({ failed: null, pending: [] });
    expect(await blueprints()).toEqual(['_team', '_user']);
  });

  test('a blueprint of ours on which somebody has a scorecard is kept', async () => {
    account = await startSetupAccount([]);
    await account.apply();
    await account.call('POST', '/v1/blueprints/service/scorecards', {
      ...{ identifier: 'mine', title: 'Mine' },
      rules: [
        {
          ...{ identifier: 'one', title: 'One', level: 'Gold' },
          query: {
            combinator: 'and',
            conditions: [{ property: '$title', operator: 'isNotEmpty' }],
          },
        },
      ],
    });
    expect(await account.remove()).toMatchObject({ failed: null, pending: [] });
    expect(await account.call('GET', '/v1/blueprints/service/scorecards')).toMatchObject({
      scorecards: [{ identifier: 'mine' }],
    });
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

/** A blueprint as it can be sent. */
function bare(blueprint: Readonly<Record<string, unknown>>): object {
  const answered = ['createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'id'];
  return Object.fromEntries(Object.entries(blueprint).filter(([key]) => !answered.includes(key)));
}

async function blueprints(): Promise<string[]> {
  const answer = (await account.call('GET', '/v1/blueprints')) as {
    blueprints: readonly { identifier: string }[];
  };
  return answer.blueprints.map(({ identifier }) => identifier).sort();
}
