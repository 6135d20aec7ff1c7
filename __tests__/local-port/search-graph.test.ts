import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, open, type Session } from './support/session.ts';

let session: Session;
const to = (target: string, required = false, many = false) => ({ target, required, many });

/**
 * deployment -> service -> system, deployment -> environment (required), team -> team (parent).
 */
beforeAll(async () => {
  session = await open();
  await session.define(blueprint('system'));
  await session.define(blueprint('environment'));
  await session.define(blueprint('service', {}, { relations: { system: to('system') } }));
  await session.define(
    blueprint(
      'deployment',
      {},
      {
        relations: {
          service: to('service'),
          environment: to('environment', true),
          also: to('service', false, true),
        },
      },
    ),
  );
  await session.define(blueprint('team', {}, { relations: { parent: to('team') } }));
  for (const identifier of ['shop-system', 'idle-system']) {
    await session.upsert('system', { identifier });
  }
  for (const identifier of ['production', 'staging']) {
    await session.upsert('environment', { identifier });
  }
  await session.upsert('service', { identifier: 'shop', relations: { system: 'shop-system' } });
  await session.upsert('service', { identifier: 'till', relations: { system: 'shop-system' } });
  for (const [identifier, service, environment, also] of [
    ['d1', 'shop', 'production', ['till']],
    ['d2', 'shop', 'staging', []],
    ['d3', 'till', 'production', []],
  ] as const) {
    await session.upsert('deployment', { identifier, relations: { service, environment, also } });
  }
  for (const [identifier, parent] of [
    ['Group', null],
    ['Domain', 'Group'],
    ['Tribe', 'Domain'],
    ['Squad', 'Tribe'],
  ] as const) {
    await session.upsert('team', { identifier, relations: { parent } });
  }
});
afterAll(closeAll);

async function search(rule: object) {
  const query = { combinator: 'and', rules: [rule] };
  const { status, body } = await session.call('POST', '/v1/entities/search', query);
  expect(status).toBe(200);
  return { ids: body.entities.map(({ identifier }) => identifier), body };
}

describe('relatedTo', () => {
  const related = (blueprintOf: string, value: string | string[], rest: object = {}) =>
    search({ operator: 'relatedTo', blueprint: blueprintOf, value, ...rest });

  test('upstream finds what the source depends on, over any number of steps', async () => {
    const { ids, body } = await related('deployment', 'd2', { direction: 'upstream' });
    expect(ids).toEqual(['shop-system', 'staging', 'shop']);
    expect(body.matchingBlueprints).toEqual(['system', 'environment', 'service']);
  });

  test('downstream finds what depends on the source', async () => {
    expect((await related('environment', 'production', { direction: 'downstream' })).ids).toEqual([
      'd1',
      'd3',
    ]);
    expect((await related('system', 'shop-system', { direction: 'downstream' })).ids).toEqual([
      'shop',
      'till',
      'd1',
      'd2',
      'd3',
    ]);
  });

  test('without a direction finds both', async () => {
    expect((await related('service', 'shop')).ids).toEqual(['shop-system', 'd1', 'd2']);
  });

  test('follows only required relations, or only the others', async () => {
    const upstream = { direction: 'upstream' };
    expect((await related('deployment', 'd1', { ...upstream, required: true })).ids).toEqual([
      'production',
    ]);
    expect((await related('deployment', 'd1', { ...upstream, required: false })).ids).toEqual([
      'shop-system',
      'shop',
      'till',
    ]);
    expect((await related('service', 'shop', { required: true })).ids).toEqual([]);
  });

  test('takes several sources and leaves them out of the result', async () => {
    const { ids } = await related('deployment', ['d2', 'd3'], { direction: 'upstream' });
    expect(ids).toEqual(['shop-system', 'production', 'staging', 'shop', 'till']);
    expect((await related('team', ['Squad', 'Tribe'], { direction: 'upstream' })).ids).toEqual([
      'Group',
      'Domain',
    ]);
  });

  test('of something that is not there finds nothing', async () => {
    expect((await related('deployment', 'none')).ids).toEqual([]);
    expect((await related('none', 'd1')).ids).toEqual([]);
  });

  test('can be narrowed to one blueprint', async () => {
    const rule = { operator: 'relatedTo', blueprint: 'system', value: 'shop-system' };
    expect(await session.find('service', rule)).toEqual(['shop', 'till']);
  });
});

describe('matchAny along a path', () => {
  const along = async (
    name: string,
    path: readonly unknown[],
    value: unknown,
    fromBlueprint?: string,
  ) =>
    session.find(name, {
      operator: 'matchAny',
      property: { path, ...(fromBlueprint && { fromBlueprint }) },
      value,
    });

  test('finds the entities whose path ends at a value', async () => {
    expect(await along('deployment', ['service'], 'shop')).toEqual(['d1', 'd2']);
    expect(await along('deployment', ['service', 'system'], 'shop-system')).toEqual([
      'd1',
      'd2',
      'd3',
    ]);
    expect(await along('deployment', ['environment'], ['production', 'staging'])).toHaveLength(3);
    expect(await along('deployment', ['also'], 'till')).toEqual(['d1']);
    expect(await along('deployment', ['none'], 'shop')).toEqual([]);
  });

  test('from a blueprint finds where the path of a value ends', async () => {
    expect(await along('system', ['service', 'system'], 'd1', 'deployment')).toEqual([
      'shop-system',
    ]);
    expect(await along('service', ['also'], ['d1', 'd2'], 'deployment')).toEqual(['till']);
    expect(await along('service', ['service'], 'd1', 'none')).toEqual([]);
  });

  test.each([
    [['parent', 'parent'], ['Domain']],
    [[{ relation: 'parent', maxHops: 3 }], ['Group', 'Domain', 'Tribe']],
    [[{ relation: 'parent', maxHops: 1 }], ['Tribe']],
    [[{ relation: 'parent' }], ['Tribe']],
    [
      ['parent', 'parent', { relation: 'parent', maxHops: 3 }],
      ['Group', 'Domain'],
    ],
  ])('through a self-relation as documented: %j', async (path, expected) => {
    expect(await along('team', path, 'Squad', 'team')).toEqual(expected);
  });

  test('upstream through a self-relation finds everyone below', async () => {
    expect(await along('team', [{ relation: 'parent', maxHops: 15 }], 'Domain')).toEqual([
      'Tribe',
      'Squad',
    ]);
  });

  test('of a property is a list of values', async () => {
    const rule = { operator: 'matchAny', property: '$identifier', value: ['shop', 'x'] };
    expect(await session.find('service', rule)).toEqual(['shop']);
    const mine = {
      ...rule,
      property: { context: 'user', property: '$identifier' },
      value: [session.port.clientId],
    };
    expect(await session.find('service', mine)).toEqual(['shop', 'till']);
    const value = { context: 'user', property: '$identifier' };
    expect(await session.find('service', { ...rule, property: '$createdBy', value })).toEqual([
      'shop',
      'till',
    ]);
  });
});

describe('mirror properties', () => {
  test('show the end of their path, lists through many, and null where it ends early', async () => {
    await session.call('PATCH', '/v1/blueprints/deployment', {
      mirrorProperties: {
        system: { path: 'service.system.$identifier' },
        environmentTitle: { path: 'environment.$title' },
        allSystems: { path: 'also.system.$identifier' },
        team: { path: 'service.$team' },
      },
    });
    const { body } = await session.call('GET', entityPath('deployment'));
    expect(body.entities.map(({ properties }) => properties)).toEqual([
      { system: 'shop-system', environmentTitle: null, allSystems: ['shop-system'], team: [] },
      { system: 'shop-system', environmentTitle: null, allSystems: [], team: [] },
      { system: 'shop-system', environmentTitle: null, allSystems: [], team: [] },
    ]);
    await session.upsert('service', { identifier: 'shop', relations: { system: null } });
    const { entity } = (await session.call('GET', entityPath('deployment', 'd1'))).body;
    expect(entity.properties.system).toBeNull();
  });

  test('that mirror each other in a circle end', async () => {
    await session.define(
      blueprint(
        'ring',
        {},
        {
          relations: { next: to('ring') },
          mirrorProperties: { up: { path: 'next.$title' } },
        },
      ),
    );
    await session.call('PATCH', '/v1/blueprints/ring', {
      mirrorProperties: { up: { path: 'next.up' } },
    });
    await session.upsert('ring', { identifier: 'a' });
    await session.upsert('ring', { identifier: 'a', relations: { next: 'a' } });
    const { entity } = (await session.call('GET', entityPath('ring', 'a'))).body;
    expect(entity.properties).toEqual({ up: null });
  });
});
