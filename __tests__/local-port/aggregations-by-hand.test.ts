import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { catalogWorld } from './support/catalog-world.ts';

// Random entities and random aggregation properties, against a plain re-computation that shares no code with the server.

const now = Date.parse('2026-03-15T12:00:00.000Z');
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const lengths = { hour: hourMs, day: dayMs, week: 7 * dayMs, month: 30 * dayMs };

interface Row {
  readonly blueprint: 'domain' | 'service' | 'deployment' | 'incident';
  readonly identifier: string;
  readonly createdAt: string;
  readonly properties: Readonly<Record<string, string | number>>;
  readonly relations: Readonly<Record<string, string | readonly string[]>>;
}

const time = fc
  .integer({ min: -400 * 24 * 60, max: 10 * 24 * 60 })
  .map((minutes) => new Date(now + minutes * 60_000).toISOString());

const id = (prefix: string, count: number) =>
  fc.integer({ min: 0, max: count - 1 }).map((index) => `${prefix}${index}`);

const row = (blueprint: Row['blueprint'], relations: fc.Arbitrary<Row['relations']>) =>
  fc.record({
    blueprint: fc.constant(blueprint),
    createdAt: time,
    properties: fc.record(
      {
        size: fc.oneof(fc.integer({ min: -5, max: 20 }), fc.constant(0.1)),
        status: fc.constantFrom('ok', 'failed', 'other'),
        at: time,
      },
      { requiredKeys: [] },
    ),
    relations,
  });

const tables = fc
  .record({
    domains: fc.array(row('domain', fc.constant({})), { minLength: 1, maxLength: 2 }),
    services: fc.array(
      row('service', fc.record({ domain: id('domain', 2) }, { requiredKeys: [] })),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    deployments: fc.array(
      row(
        'deployment',
        fc.record(
          { service: id('service', 4), others: fc.uniqueArray(id('service', 4), { maxLength: 3 }) },
          { requiredKeys: [] },
        ),
      ),
      { maxLength: 25 },
    ),
    incidents: fc.array(
      row('incident', fc.record({ deployment: id('deployment', 25) }, { requiredKeys: [] })),
      { maxLength: 8 },
    ),
  })
  .map(({ domains, services, deployments, incidents }) => {
    const all = [domains, services, deployments, incidents].flatMap((rows) =>
      rows.map((one, index): Row => ({ ...one, identifier: `${one.blueprint}${index}` })),
    );
    const known = new Set(all.map(({ identifier }) => identifier));
    return all.map((one) => ({ ...one, relations: onlyKnown(one.relations, known) }));
  });

/** Relations may only name what is there. */
function onlyKnown(relations: Row['relations'], known: ReadonlySet<string>): Row['relations'] {
  return Object.fromEntries(
    Object.entries(relations).flatMap(([key, value]): [string, string | string[]][] => {
      if (typeof value === 'string') return known.has(value) ? [[key, value]] : [];
      return [[key, value.filter((one) => known.has(one))]];
    }),
  );
}

type Test = (row: Row) => boolean;
interface Filter {
  readonly query: object;
  readonly passes: Test;
}

const isIn = (row: Row, from: number, to: number): boolean => {
  const at = Date.parse(String(row.properties.at ?? ''));
  return at >= from && at <= to;
};

const rule: fc.Arbitrary<Filter> = fc.oneof(
  fc.constantFrom('ok', 'failed').map((status) => ({
    query: { property: 'status', operator: '=', value: status },
    passes: (one: Row) => one.properties.status === status,
  })),
  fc.constantFrom('ok', 'failed').map((status) => ({
    query: { property: 'status', operator: '!=', value: status },
    passes: (one: Row) => one.properties.status !== status,
  })),
  fc.integer({ min: -2, max: 10 }).map((limit) => ({
    query: { property: 'size', operator: '>=', value: limit },
    passes: (one: Row) => Number(one.properties.size ?? Number.NaN) >= limit,
  })),
  fc.constantFrom('size', 'at', 'status').map((property) => ({
    query: { property, operator: 'isNotEmpty' },
    passes: (one: Row) => one.properties[property] !== undefined,
  })),
  fc
    .constantFrom(['lastWeek', 7], ['lastMonth', 30], ['last3Months', 90], ['last12Months', 365])
    .map(([preset, days]) => ({
      query: { property: 'at', operator: 'between', value: { preset } },
      passes: (one: Row) => isIn(one, now - Number(days) * dayMs, now),
    })),
  fc.constant({
    query: { property: 'at', operator: 'between', value: { preset: 'today' } },
    passes: (one: Row) => String(one.properties.at).startsWith('2026-03-15T'),
  }),
  fc.constant({
    query: { property: '$createdAt', operator: '<', value: '2026-01-01T00:00:00Z' },
    passes: (one: Row) => one.createdAt < '2026-01-01T00:00:00.000Z',
  }),
);

const filter: fc.Arbitrary<Filter | null> = fc.option(
  fc
    .tuple(fc.constantFrom('and', 'or'), fc.array(rule, { minLength: 1, maxLength: 3 }))
    .map(([combinator, rules]) => ({
      query: { combinator, rules: rules.map(({ query }) => query) },
      passes: (one: Row) =>
        combinator === 'and'
          ? rules.every(({ passes }) => passes(one))
          : rules.some(({ passes }) => passes(one)),
    })),
);

/** A way from an owner to what is aggregated, and the same way on foot. */
interface Way {
  readonly owner: Row['blueprint'];
  readonly definition: object;
  readonly walk: (owner: Row, rows: readonly Row[]) => readonly Row[];
}

const points = (from: Row, key: string, to: Row): boolean =>
  [from.relations[key] ?? []].flat().includes(to.identifier);
const ofKind = (rows: readonly Row[], blueprint: string) =>
  rows.filter((one) => one.blueprint === blueprint);

/** All that can be reached over relations in one direction only, however far. */
function reach(start: Row, rows: readonly Row[], upwards: boolean): Set<Row> {
  const found = new Set<Row>();
  let edge: readonly Row[] = [start];
  while (edge.length > 0) {
    edge = rows.filter(
      (one) =>
        !found.has(one) &&
        edge.some((at) => {
          const [from, to] = upwards ? [at, one] : [one, at];
          return Object.keys(from.relations).some((key) => points(from, key, to));
        }),
    );
    for (const one of edge) found.add(one);
  }
  return found;
}

const anyWay =
  (target: string): Way['walk'] =>
  (owner, rows) =>
    ofKind(
      rows.filter((one) => reach(owner, rows, true).has(one) || reach(owner, rows, false).has(one)),
      target,
    );

const ways: readonly Way[] = [
  {
    owner: 'service',
    definition: {
      target: 'deployment',
      pathFilter: [{ path: ['service'], fromBlueprint: 'deployment' }],
    },
    walk: (owner, rows) =>
      ofKind(rows, 'deployment').filter((one) => points(one, 'service', owner)),
  },
  {
    owner: 'service',
    definition: {
      target: 'deployment',
      pathFilter: [{ path: ['others'], fromBlueprint: 'deployment' }],
    },
    walk: (owner, rows) => ofKind(rows, 'deployment').filter((one) => points(one, 'others', owner)),
  },
  {
    owner: 'domain',
    definition: {
      target: 'deployment',
      pathFilter: [{ path: ['service', 'domain'], fromBlueprint: 'deployment' }],
    },
    walk: (owner, rows) =>
      ofKind(rows, 'deployment').filter((one) =>
        ofKind(rows, 'service').some(
          (at) => points(one, 'service', at) && points(at, 'domain', owner),
        ),
      ),
  },
  {
    owner: 'incident',
    definition: { target: 'service', pathFilter: [{ path: ['deployment', 'others'] }] },
    walk: (owner, rows) =>
      ofKind(rows, 'service').filter((one) =>
        ofKind(rows, 'deployment').some(
          (at) => points(owner, 'deployment', at) && points(at, 'others', one),
        ),
      ),
  },
  { owner: 'service', definition: { target: 'incident' }, walk: anyWay('incident') },
  {
    owner: 'service',
    definition: { target: 'deployment', pathFilter: [] },
    walk: anyWay('deployment'),
  },
  { owner: 'domain', definition: { target: 'incident' }, walk: anyWay('incident') },
  { owner: 'incident', definition: { target: 'domain' }, walk: anyWay('domain') },
  { owner: 'deployment', definition: { target: 'service' }, walk: anyWay('service') },
];

type Expect = (rows: readonly Row[]) => number | null;
interface Spec {
  readonly spec: object;
  readonly expected: Expect;
}

const sizes = (rows: readonly Row[]): number[] =>
  rows
    .map((one) => Number(one.properties.size ?? Number.NaN))
    .filter((size) => !Number.isNaN(size));
const total = (numbers: readonly number[]): number => {
  let sum = 0;
  for (const one of numbers) sum += one;
  return sum;
};

const whenAny =
  (rule: (numbers: number[]) => number): Expect =>
  (rows) =>
    sizes(rows).length === 0 ? null : rule(sizes(rows));

function perInterval(of: keyof typeof lengths, by: 'at' | '$createdAt', ofSize: boolean): Expect {
  return (rows) => {
    const dated = rows
      .filter((one) => !ofSize || one.properties.size !== undefined)
      .filter((one) => by === '$createdAt' || one.properties.at !== undefined);
    if (dated.length === 0) return null;
    const times = dated
      .map((one) => Date.parse(by === '$createdAt' ? one.createdAt : String(one.properties.at)))
      .sort((a, b) => a - b);
    const span = Number(times.at(-1)) - Number(times[0]);
    let intervals = 0;
    while (intervals * lengths[of] < span) intervals += 1;
    return (ofSize ? total(sizes(dated)) : dated.length) / Math.max(intervals, 1);
  };
}

const property = 'size';
const intervalSpec: fc.Arbitrary<Spec> = fc
  .record({
    of: fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const),
    by: fc.constantFrom('at' as const, '$createdAt' as const),
    isDefault: fc.boolean(),
    ofSize: fc.boolean(),
  })
  .map(({ of, by, isDefault, ofSize }) => ({
    spec: {
      ...(ofSize ? { calculationBy: 'property', property } : { calculationBy: 'entities' }),
      ...{ func: 'average', averageOf: of },
      ...(!(isDefault && by === '$createdAt') && { measureTimeBy: by }),
    },
    expected: perInterval(of, by, ofSize),
  }));

const spec: fc.Arbitrary<Spec> = fc.oneof(
  fc.constantFrom<Spec>(
    { spec: { calculationBy: 'entities', func: 'count' }, expected: (rows) => rows.length },
    {
      spec: { calculationBy: 'property', func: 'sum', property },
      expected: (rows) => total(sizes(rows)),
    },
    {
      spec: { calculationBy: 'property', func: 'min', property },
      expected: whenAny((numbers) => numbers.sort((a, b) => a - b)[0] as number),
    },
    {
      spec: { calculationBy: 'property', func: 'max', property },
      expected: whenAny((numbers) => numbers.sort((a, b) => b - a)[0] as number),
    },
    {
      spec: { calculationBy: 'property', func: 'median', property },
      expected: whenAny((numbers) => {
        const sorted = numbers.sort((a, b) => a - b);
        const [low, high] = [
          Math.floor((sorted.length - 1) / 2),
          Math.ceil((sorted.length - 1) / 2),
        ];
        return ((sorted[low] as number) + (sorted[high] as number)) / 2;
      }),
    },
    {
      spec: { calculationBy: 'property', func: 'average', averageOf: 'total', property },
      expected: whenAny((numbers) => total(numbers) / numbers.length),
    },
  ),
  intervalSpec,
);

const schema = {
  properties: {
    size: { type: 'number' },
    status: { type: 'string' },
    at: { type: 'string', format: 'date-time' },
  },
};
const relation = (target: string, many = false) => ({ target, required: false, many });
const blueprints: readonly { identifier: string; relations: object }[] = [
  { identifier: 'domain', relations: {} },
  { identifier: 'service', relations: { domain: relation('domain') } },
  {
    identifier: 'deployment',
    relations: { service: relation('service'), others: relation('service', true) },
  },
  { identifier: 'incident', relations: { deployment: relation('deployment') } },
];

const definition = fc.record({ way: fc.constantFrom(...ways), spec, filter });

describe('aggregation properties', () => {
  test('equal a plain re-computation, whatever is aggregated, filtered and on which way', async () => {
    const aggregations = fc.array(definition, { minLength: 1, maxLength: 6 });
    const world = await catalogWorld(now);
    const agree = fc.property(tables, aggregations, (rows, definitions) => {
      world.clear();
      for (const one of blueprints) world.define({ ...one, title: one.identifier, schema });
      for (const one of blueprints) {
        const own = definitions.flatMap(({ way, spec, filter }, index) =>
          way.owner === one.identifier
            ? [[`p${index}`, propertyOf(way, spec, filter)] as const]
            : [],
        );
        const aggregationProperties = Object.fromEntries(own);
        world.define({ ...one, title: one.identifier, schema, aggregationProperties });
      }
      for (const one of rows) world.put(one.blueprint, one);
      for (const owner of rows) {
        const shown = world.properties(owner.blueprint, owner.identifier);
        definitions.forEach(({ way, spec, filter }, index) => {
          if (way.owner !== owner.blueprint) return;
          const found = way.walk(owner, rows).filter((one) => filter?.passes(one) ?? true);
          expect([owner.identifier, index, shown[`p${index}`]]).toEqual([
            ...[owner.identifier, index],
            close(spec.expected(found)),
          ]);
        });
      }
    });
    fc.assert(agree, { numRuns: 150 });
  }, 60_000);
});

function propertyOf(way: Way, { spec }: Spec, filter: Filter | null): object {
  const query = filter && { query: filter.query };
  return { title: 'x', ...way.definition, ...query, calculationSpec: spec };
}

/** Sums in another order differ in the last digits. */
const close = (value: number | null): unknown =>
  value === null || Number.isInteger(value) ? value : expect.closeTo(value, 9);
