import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blueprint, closeAll, entityPath, open, type Session } from './support/session.ts';

let session: Session;
let run = 0;

beforeAll(async () => {
  session = await open();
});
afterAll(closeAll);

/** A blueprint of its own for each run, so that runs do not meet. */
async function freshBlueprint(): Promise<string> {
  run += 1;
  const name = `thing${run}`;
  await session.define(
    blueprint(
      name,
      {
        text: { type: 'string' },
        number: { type: 'number' },
        flag: { type: 'boolean' },
        list: { type: 'array', items: { type: 'string' } },
      },
      {
        relations: {
          one: { target: name, required: false, many: false },
          many: { target: name, required: false, many: true },
        },
      },
    ),
  );
  return name;
}

const identifiers = ['a', 'b', 'c', 'd'] as const;
const identifier = fc.constantFrom(...identifiers);
const text = fc.constantFrom('', 'x', 'xy', 'yx', 'z');
const maybeNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 4 });
const properties = fc.record(
  {
    text: maybeNull(text),
    number: maybeNull(fc.constantFrom(-1, 0, 0.5, 2)),
    flag: maybeNull(fc.boolean()),
    list: maybeNull(fc.array(text, { maxLength: 3 })),
  },
  { requiredKeys: [] },
);
const relations = fc.record(
  { one: maybeNull(identifier), many: fc.uniqueArray(identifier, { maxLength: 3 }) },
  { requiredKeys: [] },
);
const body = fc.record(
  { title: text, team: fc.uniqueArray(text, { maxLength: 2 }), properties, relations },
  { requiredKeys: [] },
);

interface Modelled {
  title: string | null;
  team: readonly string[];
  properties: Record<string, unknown>;
  relations: { one: string | null; many: readonly string[] };
}
type Model = Map<string, Modelled>;
type Body = typeof body extends fc.Arbitrary<infer T> ? T : never;

const empty = (): Modelled => ({
  title: null,
  team: [],
  properties: {},
  relations: { one: null, many: [] },
});

function write(model: Model, id: string, sent: Body, keep: boolean): void {
  const before = keep ? (model.get(id) ?? empty()) : empty();
  const merged: Record<string, unknown> = { ...before.properties, ...sent.properties };
  for (const [key, value] of Object.entries(merged)) if (value === null) delete merged[key];
  model.set(id, {
    title: sent.title ?? before.title,
    team: sent.team ?? before.team,
    properties: merged,
    relations: {
      one: sent.relations?.one === undefined ? before.relations.one : sent.relations.one,
      many: sent.relations?.many ?? before.relations.many,
    },
  });
}

const targets = (sent: Body): string[] => [
  ...(sent.relations?.one ? [sent.relations.one] : []),
  ...(sent.relations?.many ?? []),
];

function remove(model: Model, id: string): void {
  model.delete(id);
  for (const entity of model.values()) {
    if (entity.relations.one === id) entity.relations.one = null;
    entity.relations.many = entity.relations.many.filter((one) => one !== id);
  }
}

type Step = {
  kind: 'merge' | 'override' | 'create' | 'put' | 'patch' | 'delete';
  id: string;
  sent: Body;
};
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('merge', 'merge', 'override', 'create', 'put', 'patch', 'delete'),
  id: identifier,
  sent: body,
});

/** What Port documents to answer, worked out on the model alone, which then changes accordingly. */
function expectedStatus(model: Model, { kind, id, sent }: Step): number {
  const exists = model.has(id);
  if (kind === 'delete') {
    if (exists) remove(model, id);
    return exists ? 200 : 404;
  }
  if ((kind === 'put' || kind === 'patch') && !exists) return 404;
  if (kind === 'create' && exists) return 409;
  if (!targets(sent).every((target) => model.has(target))) return 404;
  write(model, id, sent, kind === 'merge' || kind === 'patch');
  return kind === 'put' || kind === 'patch' ? 200 : 201;
}

async function perform(name: string, { kind, id, sent }: Step): Promise<number> {
  const one = entityPath(name, id);
  if (kind === 'delete') return (await session.call('DELETE', one)).status;
  if (kind === 'put') return (await session.call('PUT', one, sent)).status;
  if (kind === 'patch') return (await session.call('PATCH', one, sent)).status;
  const query = { merge: '?upsert=true&merge=true', override: '?upsert=true', create: '' }[kind];
  return (await session.call('POST', entityPath(name) + query, { identifier: id, ...sent })).status;
}

async function shown(name: string): Promise<Model> {
  const { entities } = (await session.call('GET', entityPath(name))).body;
  return new Map(
    entities.map(({ identifier: id, title, team, properties: own, relations: related }) => [
      id,
      { title, team, properties: own, relations: related } as Modelled,
    ]),
  );
}

const sorted = (model: Model) => [...model].sort(([a], [b]) => (a < b ? -1 : 1));

describe('against a plain model in memory', () => {
  test('any sequence of writes and deletions leaves the same entities and answers the same statuses', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        const name = await freshBlueprint();
        const model: Model = new Map();
        for (const one of steps) expect(await perform(name, one)).toBe(expectedStatus(model, one));
        expect(sorted(await shown(name))).toEqual(sorted(model));
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

const operator = fc.constantFrom(
  '=',
  '!=',
  'contains',
  'doesNotContains',
  'beginsWith',
  'doesNotBeginsWith',
  'endsWith',
  'doesNotEndsWith',
);
const rule = fc.oneof(
  fc.record({ property: fc.constantFrom('text', '$title', 'list', 'none'), operator, value: text }),
  fc.record({
    property: fc.constant('text'),
    operator: fc.constantFrom('in', 'notIn'),
    value: fc.array(text, { maxLength: 3 }),
  }),
  fc.record({
    property: fc.constant('number'),
    operator: fc.constantFrom('>', '>=', '<', '<='),
    value: fc.constantFrom(-1, 0, 1),
  }),
  fc.record({
    property: fc.constantFrom('number', 'flag', 'text'),
    operator: fc.constantFrom('=', '!='),
    value: fc.constantFrom(0, 0.5, true, false, null, 'x'),
  }),
  fc.record({
    property: fc.constantFrom('text', 'flag', 'list', '$title'),
    operator: fc.constantFrom('isEmpty', 'isNotEmpty'),
  }),
  fc.record({
    property: fc.constant('$identifier'),
    operator: fc.constant('='),
    value: identifier,
  }),
);
type Query = { combinator: 'and' | 'or'; rules: readonly unknown[] };
const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.record({
    combinator: fc.constantFrom('and', 'or'),
    rules: fc.array(fc.oneof({ maxDepth: 2 }, rule, tie('query')), { minLength: 1, maxLength: 3 }),
  }),
}));

/** The query language once more, as plainly as it can be said. */
function found(entity: Modelled & { id: string }, one: unknown): boolean {
  const {
    combinator,
    rules,
    property,
    operator: by,
    value,
  } = one as Query & { property: string; operator: string; value: never };
  if (combinator === 'and') return rules.every((each) => found(entity, each));
  if (combinator === 'or') return rules.some((each) => found(entity, each));
  const meta: Record<string, unknown> = { $title: entity.title, $identifier: entity.id };
  const actual = (property in meta ? meta[property] : entity.properties[property]) ?? null;
  const isText = typeof actual === 'string';
  switch (by) {
    case '=':
      return actual === value;
    case '!=':
      return actual !== value;
    case 'contains':
      return Array.isArray(actual) ? actual.includes(value) : isText && actual.includes(value);
    case 'doesNotContains':
      return !(Array.isArray(actual) ? actual.includes(value) : isText && actual.includes(value));
    case 'beginsWith':
      return isText && actual.startsWith(value);
    case 'doesNotBeginsWith':
      return !(isText && actual.startsWith(value));
    case 'endsWith':
      return isText && actual.endsWith(value);
    case 'doesNotEndsWith':
      return !(isText && actual.endsWith(value));
    case 'in':
      return (value as unknown[]).includes(actual);
    case 'notIn':
      return !(value as unknown[]).includes(actual);
    case '>':
      return typeof actual === 'number' && actual > value;
    case '>=':
      return typeof actual === 'number' && actual >= value;
    case '<':
      return typeof actual === 'number' && actual < value;
    case '<=':
      return typeof actual === 'number' && actual <= value;
    case 'isEmpty':
      return actual === null;
    case 'isNotEmpty':
      return actual !== null;
    default:
      throw new Error(by);
  }
}

describe('against a plain filter', () => {
  test('any query finds the same entities, also while they change', async () => {
    const change = fc.record({
      id: identifier,
      sent: body.map(({ relations: _, ...rest }) => rest),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(change, query), { minLength: 3, maxLength: 12 }),
        async (rounds) => {
          const name = await freshBlueprint();
          const model: Model = new Map();
          for (const [{ id, sent }, asked] of rounds) {
            await session.upsert(name, { identifier: id, ...sent });
            write(model, id, sent, true);
            const expected = [...model].filter(([key, entity]) =>
              found({ ...entity, id: key }, asked),
            );
            const { body: reply } = await session.call('POST', `${entityPath(name)}/search`, {
              query: asked,
            });
            expect(reply.entities.map((entity) => entity.identifier)).toEqual(
              expected.map(([key]) => key),
            );
          }
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);
});
