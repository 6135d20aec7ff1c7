import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, open, type Session } from './support/session.ts';

// Many requests each, on machines that do other work too.
jest.setTimeout(30_000);
afterEach(closeAll);

const time = { type: 'string', format: 'date-time' };

/** Three deployments of two services on 2026-03-09 (a Monday), and one on the 12th. */
async function withDeployments(): Promise<Session> {
  const session = await open();
  await session.setClock({ now: '2026-03-15T12:00:00Z' });
  await session.define(blueprint('service'));
  const properties = {
    at: time,
    hours: { type: 'number' },
    status: { type: 'string' },
    tags: { type: 'array' },
  };
  const relations = { service: { target: 'service', required: false, many: false } };
  const calculationProperties = {
    double: { type: 'number', calculation: '.properties.hours * 2' },
  };
  await session.define(blueprint('deployment', properties, { relations, calculationProperties }));
  for (const identifier of ['a', 'b']) await session.upsert('service', { identifier });
  const deploy = (identifier: string, more: object, service: string | null) =>
    session.upsert('deployment', { identifier, properties: more, relations: { service } });
  await deploy('1', { at: '2026-03-09T01:00:00Z', hours: 2, status: 'ok', tags: ['x', 'y'] }, 'a');
  await deploy('2', { at: '2026-03-09T02:00:00Z', hours: 4, status: 'ok', tags: ['x'] }, 'b');
  await deploy('3', { at: '2026-03-09T03:20:00Z', hours: 9, status: 'failed' }, 'a');
  await deploy('4', { at: '2026-03-12T00:00:00Z' }, null);
  return session;
}

const rules = (...more: object[]) => ({
  combinator: 'and',
  rules: [{ property: '$blueprint', operator: '=', value: 'deployment' }, ...more],
});

const resultOf = (reply: { body: unknown }) => (reply.body as { result: unknown }).result;

describe('POST /v1/entities/aggregate', () => {
  const path = '/v1/entities/aggregate';
  const ask = async (session: Session, body: object) =>
    resultOf(await session.call('POST', path, { query: rules(), ...body }));

  test('counts, sums and averages what the query finds', async () => {
    const session = await withDeployments();
    expect(await session.call('POST', path, { func: 'count', query: rules() })).toMatchObject({
      status: 200,
      body: { ok: true, result: 4, matchingBlueprints: ['deployment'] },
    });
    const property = 'hours';
    expect(await ask(session, { func: 'sum', property })).toBe(15);
    expect(await ask(session, { func: 'min', property })).toBe(2);
    expect(await ask(session, { func: 'max', property })).toBe(9);
    expect(await ask(session, { func: 'median', property })).toBe(4);
    expect(await ask(session, { func: 'average', property, averageOf: 'total' })).toBe(5);
    expect(await ask(session, { func: 'average', property })).toBe(5);
    const overDays = { averageOf: 'day', measureTimeBy: 'at' };
    expect(await ask(session, { func: 'average', ...overDays })).toBe(4 / 3);
    expect(await ask(session, { func: 'average', property, ...overDays })).toBe(15);
  });

  test('filters by any rule of a search', async () => {
    const session = await withDeployments();
    const query = rules({ property: 'status', operator: '=', value: 'ok' });
    expect(await ask(session, { func: 'count', query })).toBe(2);
    const none = rules({ property: 'status', operator: '=', value: 'nope' });
    expect(await ask(session, { func: 'median', property: 'hours', query: none })).toBeNull();
    expect(await ask(session, { func: 'median', property: 'double' })).toBe(8);
  });

  test('counts values of a property, a relation, a scorecard or one of its rules', async () => {
    const session = await withDeployments();
    const query = {
      combinator: 'and',
      conditions: [{ property: 'hours', operator: '>', value: 3 }],
    };
    await session.call('POST', '/v1/blueprints/deployment/scorecards', {
      ...{ identifier: 'slow', title: 'Slow' },
      rules: [{ identifier: 'r', title: 'r', level: 'Gold', query }],
    });
    const count = (by: object) => ask(session, { func: 'countValues', ...by });
    expect(await count({ property: 'status' })).toEqual({ ok: 2, failed: 1, null: 1 });
    expect(await count({ property: 'tags' })).toEqual({ x: 2, y: 1, null: 2 });
    expect(await count({ relation: 'service' })).toEqual({ a: 2, b: 1, null: 1 });
    expect(await count({ scorecard: 'slow' })).toEqual({ Basic: 2, Gold: 2 });
    expect(await count({ scorecard: 'slow', rule: 'r' })).toEqual({ SUCCESS: 2, FAILURE: 2 });
  });

  test('refuses what the route does not take', async () => {
    const session = await withDeployments();
    const bad = [
      { func: 'count' },
      { func: 'sum', query: rules() },
      { func: 'count', query: rules(), blueprint: 'deployment' },
      { func: 'average', query: rules(), averageOf: 'year' },
      { func: 'countValues', query: rules() },
      { func: 'last', property: 'hours', query: rules() },
      undefined,
    ];
    for (const body of bad) {
      expect([body, (await session.call('POST', path, body)).status]).toEqual([body, 422]);
    }
    expect((await session.anonymous('POST', path, { func: 'count', query: rules() })).status).toBe(
      401,
    );
  });
});

describe('POST /v1/entities/aggregate-over-time', () => {
  const path = '/v1/entities/aggregate-over-time';
  const common = {
    ...{ blueprint: 'deployment', measureTimeBy: 'at', query: rules(), timeInterval: 'day' },
    timeRange: { preset: 'lastWeek' },
  };
  const count = { ...common, aggregationType: 'countEntities', func: 'count' };
  const values = { ...common, aggregationType: 'aggregatePropertiesValues', properties: ['hours'] };
  const ask = async (session: Session, body: object) =>
    resultOf(await session.call('POST', path, body)) as {
      minDate: number;
      maxDate: number;
      data: Record<string, number>[];
    };
  const day = (date: number) => Date.UTC(2026, 2, date);

  test('counts entities by the time that they have, day by day', async () => {
    const session = await withDeployments();
    const { minDate, maxDate, data } = await ask(session, count);
    expect([minDate, maxDate]).toEqual([
      Date.parse('2026-03-08T12:00:00Z'),
      Date.parse('2026-03-15T12:00:00Z'),
    ]);
    expect(data).toEqual(
      [0, 3, 0, 0, 1, 0, 0, 0].map((number, index) => ({ date: day(8 + index), count: number })),
    );
  });

  test('divides an average count by what its interval holds', async () => {
    const session = await withDeployments();
    const { data } = await ask(session, { ...count, func: 'average', timeInterval: 'isoWeek' });
    expect(data).toEqual([
      { date: day(2), count: 0 },
      { date: day(9), count: 4 / 7 },
    ]);
  });

  test('has one line for each value of the property that breaks it down', async () => {
    const session = await withDeployments();
    const { data } = await ask(session, {
      ...count,
      timeInterval: 'month',
      breakdownProperty: 'status',
    });
    expect(data).toEqual([{ date: day(1), ok: 2, failed: 1, null: 1 }]);
  });

  test('aggregates values of each bucket, and has no number where there are none', async () => {
    const session = await withDeployments();
    const one = async (func: string) =>
      (await ask(session, { ...values, func })).data.filter(({ hours }) => hours !== undefined);
    expect(await one('sum')).toEqual([{ date: day(9), hours: 15 }]);
    expect(await one('average')).toEqual([{ date: day(9), hours: 5 }]);
    expect(await one('median')).toEqual([{ date: day(9), hours: 4 }]);
    expect(await one('min')).toEqual([{ date: day(9), hours: 2 }]);
    expect(await one('max')).toEqual([{ date: day(9), hours: 9 }]);
    expect(await one('last')).toEqual([{ date: day(9), hours: 9 }]);
  });

  test('shows no calculation properties', async () => {
    const session = await withDeployments();
    const { data } = await ask(session, { ...values, func: 'sum', properties: ['double'] });
    expect(data.every((point) => Object.keys(point).join() === 'date')).toBe(true);
  });

  test('divides days as the time zone does', async () => {
    const session = await withDeployments();
    const timeRange = { preset: 'lastWeek', timeZone: 'America/New_York' };
    const { data } = await ask(session, { ...count, timeRange });
    // Clocks change on the 8th.
    expect(data.filter((point) => point.count !== 0)).toEqual([
      { date: day(8) + 5 * 3_600_000, count: 3 },
      { date: day(11) + 4 * 3_600_000, count: 1 },
    ]);
  });

  test('refuses other bodies, years in days and blueprints that are not there', async () => {
    const session = await withDeployments();
    const status = async (body: object) => (await session.call('POST', path, body)).status;
    expect(await status({ ...count, timeRange: { preset: 'last2Years' } })).toBe(422);
    const years = { ...count, timeRange: { preset: 'last2Years' }, timeInterval: 'quarter' };
    expect(await status(years)).toBe(200);
    expect(await status({ ...count, timeInterval: 'week' })).toBe(422);
    expect(
      await status({ ...count, timeRange: { preset: 'lastWeek', timeZone: 'Mars/Base' } }),
    ).toBe(422);
    expect(await status({ ...count, properties: ['hours'] })).toBe(422);
    expect(await status({ ...values, func: 'count' })).toBe(422);
    expect(await status({ ...count, blueprint: 'nope' })).toBe(404);
  });
});

describe('POST /v1/entities/properties-history', () => {
  const path = '/v1/entities/properties-history';
  const body = {
    ...{ entityIdentifier: 'a', blueprintIdentifier: 'service', propertyNames: ['count'] },
    ...{ timeInterval: 'hour', timeRange: { preset: 'lastDay', timeZone: 'UTC' } },
  };

  test('begins with the property and keeps what it was, at each recalculation', async () => {
    const session = await withDeployments();
    const pathFilter = [{ path: ['service'], fromBlueprint: 'deployment' }];
    const calculationSpec = { calculationBy: 'entities', func: 'count' };
    const count = { title: 'x', target: 'deployment', pathFilter, calculationSpec };
    await session.call('PATCH', '/v1/blueprints/service', { aggregationProperties: { count } });
    await session.setClock({ advanceMs: 3_600_000 });
    await session.call('GET', entityPath('service', 'a'));
    await session.call('DELETE', entityPath('deployment', '1'));
    await session.setClock({ advanceMs: 3_600_000 });
    const { data } = resultOf(await session.call('POST', path, body)) as {
      data: Record<string, number>[];
    };
    expect(data.filter(({ count }) => count !== undefined)).toEqual([
      { date: Date.parse('2026-03-15T13:00:00Z'), count: 2 },
      { date: Date.parse('2026-03-15T14:00:00Z'), count: 1 },
    ]);
  });

  test('needs an entity, its blueprint and a time zone', async () => {
    const session = await withDeployments();
    const status = async (more: object) =>
      (await session.call('POST', path, { ...body, ...more })).status;
    expect(await status({})).toBe(200);
    expect(await status({ entityIdentifier: 'x' })).toBe(404);
    expect(await status({ blueprintIdentifier: 'x' })).toBe(404);
    expect(await status({ timeRange: { preset: 'lastDay' } })).toBe(422);
    expect(await status({ propertyNames: 'count' })).toBe(422);
  });
});
