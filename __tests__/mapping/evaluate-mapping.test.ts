import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Jq, loadJq } from '../../src/jq/load-jq.ts';
import { evaluateMapping } from '../../src/mapping/evaluate-mapping.ts';
import type { MappingEngine, MappingResource } from '../../src/mapping/mapping.ts';
import { parseMapping } from '../../src/mapping/parse-mapping.ts';

let jq: Jq;
beforeAll(async () => {
  jq = await loadJq();
});

interface Parts {
  readonly query?: string;
  readonly identifier?: string;
  readonly blueprint?: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly relations?: unknown;
  readonly port?: object;
}

function resource({ query = 'true', identifier = '.id', blueprint = '"thing"', ...parts }: Parts) {
  const { port, ...rest } = parts;
  const mappings = { identifier, blueprint, ...rest };
  const one = { kind: 'thing', selector: { query }, port: { ...port, entity: { mappings } } };
  const [parsed] = parseMapping(JSON.stringify([one])).resources;
  return parsed as MappingResource;
}

const map = (parts: Parts, payload: unknown, engine: MappingEngine = 'ocean') =>
  evaluateMapping(jq, resource(parts), payload, { engine });

const properties = (filters: Readonly<Record<string, string>>, payload: unknown) => {
  const [outcome] = map({ properties: filters }, payload);
  if (outcome?.kind !== 'entity') throw new Error('no entity');
  const { entity, warnings } = outcome;
  return { values: entity.properties, warned: warnings.map(({ path }) => path.join('.')) };
};

describe('of each filter', () => {
  test('the first output counts', () => {
    expect(properties({ a: '.list[]', b: '3, 4' }, { id: 'x', list: [1, 2] }).values).toEqual({
      a: 1,
      b: 3,
    });
  });

  test('a failure and no output are null, with a warning', () => {
    const filters = { a: '.n | sub("x"; "y")', b: 'empty', c: '.missing', d: '.a &&' };
    expect(properties(filters, { id: 'x' })).toEqual({
      values: { a: null, b: null, c: null, d: null },
      warned: ['properties.a', 'properties.b', 'properties.d'],
    });
  });

  test('the environment is empty', () => {
    expect(properties({ a: 'env | length', b: '$ENV.PATH' }, { id: 'x' }).values).toEqual({
      a: 0,
      b: null,
    });
  });

  test('single quotes at the edges of words are double ones to Port, but not to an old integration', () => {
    const parts = { properties: { a: ".n + '-' + 'x'", b: ".n | split('/')" } };
    const [now] = map(parts, { id: 'x', n: 'n' });
    const [before] = map(parts, { id: 'x', n: 'n' }, 'legacy');
    // Those around the slash stand beside parentheses.
    expect(now).toMatchObject({ entity: { properties: { a: 'n-x', b: null } } });
    expect(before).toMatchObject({ entity: { properties: { a: null, b: null } } });
  });
});

describe('the selector', () => {
  test.each([
    ['false', 'selector-false'],
    ['.missing', 'selector-not-boolean'],
    ['.id', 'selector-not-boolean'],
    ['.name | test("x")', 'selector-failed'],
    ['empty', 'selector-failed'],
    ['.a ||', 'selector-failed'],
  ])('%s drops the item', (query, reason) => {
    expect(map({ query }, { id: 'x', name: null })).toMatchObject([{ kind: 'dropped', reason }]);
  });
});

describe('an item is no entity', () => {
  test.each(['null', '""', '.missing', 'false', '.a &&'])(
    'without an identifier: %s',
    (identifier) => {
      expect(map({ identifier }, {})).toMatchObject([{ reason: 'no-identifier' }]);
    },
  );

  test('without a blueprint', () => {
    expect(map({ blueprint: '.missing' }, { id: 'x' })).toMatchObject([{ reason: 'no-blueprint' }]);
  });
});

describe('an entity', () => {
  test('has a number as identifier as text, and a search as it is', () => {
    expect(map({}, { id: 12 })).toMatchObject([{ entity: { identifier: '12' } }]);
  });

  test('relates by a search whose values are filters', () => {
    const relations = {
      one: '.other',
      service: {
        combinator: '"and"',
        rules: [{ property: '"$title"', operator: '"="', value: '.repo.name' }],
      },
    };
    expect(map({ relations }, { id: 'x', other: 'o', repo: { name: 'shop' } })).toMatchObject([
      {
        entity: {
          relations: {
            one: 'o',
            service: {
              combinator: 'and',
              rules: [{ property: '$title', operator: '=', value: 'shop' }],
            },
          },
        },
      },
    ]);
  });

  test('knows nothing of what stands beside mappings', () => {
    const yaml = `- kind: thing
  selector: { query: 'true' }
  port:
    entity:
      mappings: { identifier: .id, blueprint: '"thing"' }
      relations: { service: .service }`;
    const [one] = parseMapping(yaml).resources;
    expect(evaluateMapping(jq, one as MappingResource, { id: 'x', service: 's' })).toMatchObject([
      { entity: { properties: {}, relations: {} } },
    ]);
  });
});

describe('items of a list', () => {
  const port = { itemsToParse: '.list' };

  test('are entities of their own, each with what stands around the list', () => {
    const parts = { port, identifier: '.id + "-" + .item.name', query: '.item.name != "no"' };
    const list = [{ name: 'a' }, { name: 'no' }, { name: 'b' }];
    expect(map(parts, { id: 'x', list })).toMatchObject([
      { entity: { identifier: 'x-a' } },
      { reason: 'selector-false' },
      { entity: { identifier: 'x-b' } },
    ]);
  });

  test('can be called otherwise', () => {
    const parts = { port: { ...port, itemsToParseName: 'row' }, identifier: '.row' };
    expect(map(parts, { list: ['a'] })).toMatchObject([{ entity: { identifier: 'a' } }]);
  });

  test('are none when there is no list', () => {
    expect(map({ port }, { id: 'x', list: {} })).toMatchObject([{ reason: 'items-not-a-list' }]);
    expect(map({ port: { itemsToParse: '.a &&' } }, {})).toMatchObject([
      { reason: 'items-not-a-list' },
    ]);
    expect(map({ port }, { list: [] })).toEqual([]);
  });
});

test('no mapping and no payload make it throw', () => {
  const filter = fc.constantFrom(
    ...[
      '.',
      '.a',
      '.a.b',
      '.[0]',
      '.[]',
      'keys',
      'error',
      'error(.)',
      'empty',
      'halt',
      'null',
      '"',
      '(',
      '',
      ' ',
      'input',
      'tojson',
      'def f: .; f',
      '.a | test("b")',
      "'a' + .b",
      '$x',
      '$__loc__',
    ],
  );
  const parts = fc.record({
    query: fc.oneof(fc.constant('true'), filter),
    identifier: filter,
    blueprint: fc.oneof(fc.constant('"b"'), filter),
    properties: fc.dictionary(fc.string({ maxLength: 5 }), filter, { maxKeys: 3 }),
    relations: fc.dictionary(fc.string({ maxLength: 5 }), filter, { maxKeys: 2 }),
    port: fc.oneof(fc.constant({}), fc.record({ itemsToParse: filter })),
  });
  fc.assert(
    fc.property(parts, fc.jsonValue(), (one, payload) => {
      for (const outcome of map(one, payload)) {
        if (outcome.kind === 'dropped') continue;
        expect(outcome.entity.identifier).not.toBe('');
        expect(outcome.entity.blueprint).not.toBe('');
      }
    }),
    { numRuns: 150 },
  );
});
