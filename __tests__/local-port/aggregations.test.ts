import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, open, type Session } from './support/session.ts';

// Many requests each, on machines that do other work too.
jest.setTimeout(30_000);
afterEach(closeAll);

const count = { calculationBy: 'entities', func: 'count' };
const per = (averageOf: string, measureTimeBy?: string) => ({
  ...{ calculationBy: 'entities', func: 'average', averageOf },
  ...(measureTimeBy && { measureTimeBy }),
});
const of = (func: string, rest: object = {}) => ({
  ...{ calculationBy: 'property', func, property: 'hours' },
  ...rest,
});
const pathFilter = [{ path: ['service'], fromBlueprint: 'deployment' }];
const aggregation = (calculationSpec: object, rest: object = {}) => ({
  ...{ title: 'x', target: 'deployment', pathFilter, calculationSpec },
  ...rest,
});

const one = { target: 'service', required: false, many: false };
const time = { type: 'string', format: 'date-time' };

async function withServices(options: Parameters<typeof open>[0] = {}): Promise<Session> {
  const session = await open(options);
  await session.setClock({ now: '2026-03-15T12:00:00Z' });
  await session.define(blueprint('service'));
  const properties = { hours: { type: 'number' }, at: time, status: { type: 'string' } };
  await session.define(blueprint('deployment', properties, { relations: { service: one } }));
  await session.upsert('service', { identifier: 'a' });
  await session.upsert('service', { identifier: 'b' });
  return session;
}

const aggregate = (session: Session, aggregationProperties: object) =>
  session.call('PATCH', '/v1/blueprints/service', { aggregationProperties });

const deploy = (session: Session, identifier: string, properties: object, service = 'a') =>
  session.upsert('deployment', { identifier, properties, relations: { service } });

const shown = async (session: Session, identifier = 'a') =>
  (await session.call('GET', entityPath('service', identifier))).body.entity.properties;

describe('an average over time', () => {
  test('divides by the intervals that the data span, a begun one counting whole', async () => {
    const session = await withServices();
    await aggregate(session, {
      ...{ hour: aggregation(per('hour', 'at')), day: aggregation(per('day', 'at')) },
      sum: aggregation(of('average', { averageOf: 'hour', measureTimeBy: 'at' })),
    });
    // The example of Port's page "Data widgets": 2 hours and 20 minutes are 3 hours.
    await deploy(session, '1', { at: '2026-03-01T00:00:00Z', hours: 10 });
    await deploy(session, '2', { at: '2026-03-01T01:00:00Z', hours: 20 });
    await deploy(session, '3', { at: '2026-03-01T02:20:00Z', hours: 60 });
    expect(await shown(session)).toEqual({ hour: 1, day: 3, sum: 30 });
  });

  test('goes to now when the switch says so', async () => {
    const session = await withServices();
    await aggregate(session, { day: aggregation(per('day', 'at')) });
    await deploy(session, '1', { at: '2026-03-14T12:00:00Z' });
    await deploy(session, '2', { at: '2026-03-12T13:00:00Z' });
    expect(await shown(session)).toEqual({ day: 1 });
    await session.behave({ averageSpan: 'first-to-now' });
    expect((await shown(session)).day).toBeCloseTo(2 / 3, 12);
  });

  test('is measured by the time of creation when no time is named', async () => {
    const session = await withServices();
    await aggregate(session, { day: aggregation(per('day')) });
    await deploy(session, '1', {});
    await session.setClock({ advanceMs: 48 * 3_600_000 });
    await deploy(session, '2', {});
    expect(await shown(session)).toEqual({ day: 1 });
  });

  test('leaves out what has no time or no value, or counts it', async () => {
    const session = await withServices();
    await aggregate(session, {
      week: aggregation(per('week', 'at')),
      mean: aggregation(of('average', { averageOf: 'total' })),
    });
    await deploy(session, '1', { at: '2026-03-01T00:00:00Z', hours: 3 });
    await deploy(session, '2', {});
    expect(await shown(session)).toEqual({ week: 1, mean: 3 });
    await session.behave({ averageMissing: 'counted' });
    expect(await shown(session)).toEqual({ week: 2, mean: 1.5 });
  });
});

describe('an aggregation over nothing', () => {
  const all = {
    ...{ count: aggregation(count), sum: aggregation(of('sum')), min: aggregation(of('min')) },
    mean: aggregation(of('average', { averageOf: 'total' })),
    frequency: aggregation(per('week')),
  };

  test('is 0 for counts and sums, and null for the rest', async () => {
    const session = await withServices();
    await aggregate(session, all);
    expect(await shown(session)).toEqual({
      ...{ count: 0, sum: 0 },
      ...{ min: null, mean: null, frequency: null },
    });
  });

  test('is 0 or null for all when the switch says so', async () => {
    const session = await withServices();
    await aggregate(session, all);
    await session.behave({ aggregationOfNothing: '0' });
    expect(new Set(Object.values(await shown(session)))).toEqual(new Set([0]));
    await session.behave({ aggregationOfNothing: 'null' });
    expect(new Set(Object.values(await shown(session)))).toEqual(new Set([null]));
  });
});

describe('which entities are aggregated', () => {
  test('follows a change of a relation, a deletion and a new query', async () => {
    const session = await withServices();
    await aggregate(session, { count: aggregation(count) });
    await deploy(session, '1', { status: 'ok' });
    await deploy(session, '2', { status: 'failed' });
    expect([await shown(session), await shown(session, 'b')]).toEqual([{ count: 2 }, { count: 0 }]);
    await deploy(session, '2', {}, 'b');
    expect([await shown(session), await shown(session, 'b')]).toEqual([{ count: 1 }, { count: 1 }]);
    const query = {
      combinator: 'and',
      rules: [{ property: 'status', operator: '=', value: 'failed' }],
    };
    await aggregate(session, { count: aggregation(count, { query }) });
    expect([await shown(session), await shown(session, 'b')]).toEqual([{ count: 0 }, { count: 1 }]);
    await session.call('DELETE', entityPath('deployment', '2'));
    expect(await shown(session, 'b')).toEqual({ count: 0 });
  });

  test('moves with the clock when the query has a window that ends now', async () => {
    const session = await withServices();
    const rules = [{ property: 'at', operator: 'between', value: { preset: 'lastWeek' } }];
    await aggregate(session, {
      count: aggregation(count, { query: { combinator: 'and', rules } }),
    });
    await deploy(session, '1', { at: '2026-03-10T00:00:00Z' });
    expect(await shown(session)).toEqual({ count: 1 });
    await session.setClock({ now: '2026-03-18T00:00:00Z' });
    expect(await shown(session)).toEqual({ count: 0 });
  });

  test('without a path is all that is related, or nothing where several paths lead there', async () => {
    const session = await withServices();
    const relations = {
      service: one,
      previous: { target: 'deployment', required: false, many: false },
    };
    await session.call('PATCH', '/v1/blueprints/deployment', {
      relations: { ...relations, rollbackOf: one },
    });
    await session.upsert('deployment', { identifier: '1', relations: { service: 'a' } });
    await session.upsert('deployment', { identifier: '2', relations: { rollbackOf: 'a' } });
    await aggregate(session, {
      all: aggregation(count, { pathFilter: undefined }),
      one: aggregation(count),
    });
    expect(await shown(session)).toEqual({ all: 2, one: 1 });
    await session.behave({ aggregationWithoutPath: 'null-when-several' });
    expect(await shown(session)).toEqual({ all: null, one: 1 });
  });

  test('may be reached upwards, and never holds the entity itself', async () => {
    const session = await open();
    const relations = { parent: { target: 'node', required: false, many: false } };
    const aggregationProperties = {
      all: { title: 'x', target: 'node', calculationSpec: count },
      up: {
        title: 'x',
        target: 'node',
        pathFilter: [{ path: ['parent'] }],
        calculationSpec: count,
      },
    };
    await session.define(blueprint('node', {}, { relations }));
    await session.call('PATCH', '/v1/blueprints/node', { aggregationProperties });
    await session.upsert('node', { identifier: 'a' });
    await session.upsert('node', { identifier: 'b', relations: { parent: 'a' } });
    await session.upsert('node', { identifier: 'c', relations: { parent: 'b' } });
    await session.upsert('node', { identifier: 'a', relations: { parent: 'c' } });
    const { body } = await session.call('GET', entityPath('node', 'b'));
    expect(body.entity.properties).toEqual({ all: 2, up: 1 });
  });
});

describe('aggregations among other properties', () => {
  test('are read by calculations and mirrors, and can be searched', async () => {
    const session = await withServices();
    await aggregate(session, { count: aggregation(count) });
    const calculation = 'if .properties.count > 0 then 100 / .properties.count else null end';
    await session.call('PATCH', '/v1/blueprints/service', {
      calculationProperties: { share: { type: 'number', calculation } },
    });
    await session.call('PATCH', '/v1/blueprints/deployment', {
      mirrorProperties: { siblings: { path: 'service.count' } },
    });
    await deploy(session, '1', {});
    const second = await deploy(session, '2', {});
    expect(second.properties).toEqual({ siblings: 2 });
    expect(await shown(session)).toEqual({ count: 2, share: 50 });
    expect(await shown(session, 'b')).toEqual({ count: 0, share: null });
    expect(await session.find('service', { property: 'count', operator: '>', value: 1 })).toEqual([
      'a',
    ]);
  });

  test('aggregate aggregations, and are null where they aggregate themselves', async () => {
    const session = await withServices();
    await session.call('PATCH', '/v1/blueprints/deployment', {
      mirrorProperties: {},
      aggregationProperties: {
        services: { title: 'x', target: 'service', calculationSpec: count },
      },
    });
    const spec = { calculationBy: 'property', func: 'sum', property: 'services' };
    await aggregate(session, { sum: aggregation(spec), count: aggregation(count) });
    await deploy(session, '1', {});
    expect(await shown(session)).toEqual({ sum: 1, count: 1 });
    await session.call('PATCH', '/v1/blueprints/deployment', {
      aggregationProperties: {
        circle: {
          ...{ title: 'x', target: 'service' },
          calculationSpec: { calculationBy: 'property', func: 'sum', property: 'sum' },
        },
      },
    });
    await aggregate(session, { sum: aggregation({ ...spec, property: 'circle' }) });
    expect(await shown(session)).toMatchObject({ sum: 0 });
  });
});

describe('Port works them out every 15 minutes', () => {
  test('so that values stand still in between when the switch says so', async () => {
    const session = await withServices({ behaviour: { aggregationFreshness: 'every-15-minutes' } });
    await deploy(session, '1', {});
    await aggregate(session, { count: aggregation(count) });
    expect(await shown(session)).toEqual({ count: null });
    await session.setClock({ now: '2026-03-15T12:15:00Z' });
    expect(await shown(session)).toEqual({ count: 1 });
    await deploy(session, '2', {});
    await session.setClock({ advanceMs: 14 * 60_000 });
    expect(await shown(session)).toEqual({ count: 1 });
    await session.setClock({ advanceMs: 60_000 });
    expect(await shown(session)).toEqual({ count: 2 });
    await session.behave({ aggregationFreshness: 'on-read' });
    await deploy(session, '3', {});
    expect(await shown(session)).toEqual({ count: 3 });
  });
});

test('a renamed property is aggregated under its new name', async () => {
  const session = await withServices();
  await aggregate(session, {
    sum: aggregation(of('sum')),
    day: aggregation(of('average', { averageOf: 'day', measureTimeBy: 'at' })),
  });
  await deploy(session, '1', { hours: 5, at: '2026-03-01T00:00:00Z' });
  const rename = (from: string, newPropertyName: string) =>
    session.call('PATCH', `/v1/blueprints/deployment/properties/${from}/rename`, {
      newPropertyName,
    });
  await rename('hours', 'leadTime');
  await rename('at', 'finishedAt');
  expect(await shown(session)).toEqual({ sum: 5, day: 5 });
});

describe('a definition', () => {
  const refused = async (session: Session, spec: object, rest: object = {}) => {
    const reply = await aggregate(session, { x: aggregation(spec, rest) });
    expect(reply).toMatchObject({ status: 422, body: { error: 'invalid_request' } });
    return reply.body.message;
  };

  test('is refused when its property is missing or no number', async () => {
    const session = await withServices();
    await session.call('PATCH', '/v1/blueprints/deployment', {
      mirrorProperties: { owner: { path: 'service.$title' } },
    });
    for (const property of ['status', '$title', 'owner', 'at']) {
      expect(await refused(session, of('sum', { property }))).toContain('is not of type number');
    }
    expect(await refused(session, of('sum', { property: 'nope' }))).toBe(
      'The "deployment" Blueprint does not have property with name "nope"',
    );
  });

  test('is refused when its time is missing or no date', async () => {
    const session = await withServices();
    expect(await refused(session, per('week', 'status'))).toContain('is not of format date-time');
    expect(await refused(session, per('week', 'finishedAt'))).toContain('"finishedAt"');
    expect((await aggregate(session, { x: aggregation(per('week', '$updatedAt')) })).status).toBe(
      200,
    );
  });

  test('is refused when its target does not exist', async () => {
    const session = await withServices();
    expect(await refused(session, count, { target: 'nope' })).toContain('"nope"');
  });
});

test('20,000 entities aggregated for 50 services are listed in about a second', async () => {
  const session = await withServices();
  const rules = [{ property: 'at', operator: 'between', value: { preset: 'last3Months' } }];
  const query = { combinator: 'and', rules };
  await aggregate(session, {
    ...{ count: aggregation(count, { query }), median: aggregation(of('median')) },
    frequency: aggregation(per('week', 'at'), { query }),
  });
  for (let index = 0; index < 48; index += 1)
    await session.upsert('service', { identifier: `s${index}` });
  for (let page = 0; page < 1_000; page += 1) {
    const entities = Array.from({ length: 20 }, (_, index) => ({
      identifier: `d${page}-${index}`,
      properties: {
        at: new Date(Date.UTC(2026, 1, 1) + page * 60_000).toISOString(),
        hours: index,
      },
      relations: { service: `s${(page * 20 + index) % 48}` },
    }));
    await session.call('POST', `${entityPath('deployment')}/bulk?upsert=true`, { entities });
  }
  const began = performance.now();
  const { body } = await session.call('GET', entityPath('service'));
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(body.entities.reduce((sum, one) => sum + Number(one.properties.count), 0)).toBe(20_000);
}, 60_000);
