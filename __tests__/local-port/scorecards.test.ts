import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import {
  blueprint,
  closeAll,
  entityPath,
  open,
  type Reply,
  type Session,
} from './support/session.ts';

// Many requests each, on machines that do other work too.
jest.setTimeout(30_000);
afterEach(closeAll);

const all = '/v1/blueprints/service/scorecards';
const at = (property: string, operator: string, value: unknown) => ({
  combinator: 'and',
  conditions: [{ property, operator, value }],
});
const rule = (identifier: string, level: string, query: object) => ({
  ...{ identifier, title: identifier, level },
  query,
});
const bronze = rule('b', 'Bronze', at('frequency', '>=', 1));
const silver = rule('s', 'Silver', at('frequency', '>=', 7));
const gold = rule('g', 'Gold', at('lead', '<', 24));
const scorecard = (rules: readonly object[], rest: object = {}) => ({
  ...{ identifier: 'dora', title: 'DORA', rules },
  ...rest,
});

async function withService(): Promise<Session> {
  const session = await open();
  const properties = {
    ...{ frequency: { type: 'number' }, lead: { type: 'number' }, on_call: { type: 'string' } },
    ...{ tags: { type: 'array' }, at: { type: 'string', format: 'date-time' } },
  };
  const relations = { team: { target: 'service', required: false, many: true } };
  await session.define(blueprint('service', properties, { relations }));
  return session;
}

const scorecardsOf = (reply: Reply) => reply.body as unknown as Record<string, unknown>;

async function judged(session: Session, properties: object, rest: object = {}) {
  await session.upsert('service', { identifier: 'a', properties, ...rest });
  const { body } = await session.call('GET', entityPath('service', 'a'));
  return (
    body.entity as unknown as { scorecards: Record<string, { level: string; rules: object[] }> }
  ).scorecards;
}

describe('the level of an entity', () => {
  test('is the highest whose rules and those below all pass', async () => {
    const session = await withService();
    await session.call('POST', all, scorecard([bronze, silver, gold]));
    const level = async (properties: object) => (await judged(session, properties)).dora?.level;
    expect(await level({ frequency: 0, lead: 1 })).toBe('Basic');
    expect(await level({ frequency: 1, lead: 1 })).toBe('Bronze');
    expect(await level({ frequency: 7, lead: 30 })).toBe('Silver');
    expect(await level({ frequency: 7, lead: 1 })).toBe('Gold');
    expect(await level({ frequency: 1, lead: 30 })).toBe('Bronze');
  });

  test('comes with the result of each rule', async () => {
    const session = await withService();
    await session.call('POST', all, scorecard([bronze, silver]));
    expect(await judged(session, { frequency: 2 })).toEqual({
      dora: {
        rules: [
          { identifier: 'b', status: 'SUCCESS', level: 'Bronze' },
          { identifier: 's', status: 'FAILURE', level: 'Silver' },
        ],
        level: 'Bronze',
      },
    });
  });

  test('is not one that no rule names', async () => {
    const session = await withService();
    await session.call('POST', all, scorecard([silver]));
    expect((await judged(session, { frequency: 0 })).dora?.level).toBe('Basic');
    expect((await judged(session, { frequency: 9 })).dora?.level).toBe('Silver');
  });

  test('is the first one of its own levels without rules', async () => {
    const session = await withService();
    const levels = [
      { title: 'Low', color: 'red' },
      { title: 'High', color: 'green' },
    ];
    await session.call('POST', all, scorecard([], { levels }));
    expect((await judged(session, {})).dora).toEqual({ rules: [], level: 'Low' });
  });

  test('is not there for entities that the filter leaves out', async () => {
    const session = await withService();
    await session.call('POST', all, scorecard([bronze], { filter: at('on_call', '=', 'yes') }));
    expect(await judged(session, { on_call: 'no' })).toEqual({});
    expect(await judged(session, { on_call: 'yes' })).toHaveProperty('dora');
  });

  test('is judged by computed properties too', async () => {
    const session = await withService();
    const calculationProperties = {
      perWeek: { type: 'number', calculation: '.properties.frequency * 7' },
    };
    await session.call('PATCH', '/v1/blueprints/service', { calculationProperties });
    await session.call('POST', all, scorecard([rule('c', 'Bronze', at('perWeek', '>=', 7))]));
    expect((await judged(session, { frequency: 1 })).dora?.level).toBe('Bronze');
  });

  test('and of a rule can be searched', async () => {
    const session = await withService();
    await session.call('POST', all, scorecard([bronze, silver]));
    await session.upsert('service', { identifier: 'a', properties: { frequency: 1 } });
    await session.upsert('service', { identifier: 'b', properties: { frequency: 8 } });
    const find = (more: object) => session.find('service', { scorecard: 'dora', ...more });
    expect(await find({ operator: '=', value: 'Silver' })).toEqual(['b']);
    expect(await find({ operator: '!=', value: 'Silver' })).toEqual(['a']);
    expect(await find({ scorecardRule: 's', operator: '=', value: 'FAILURE' })).toEqual(['a']);
    expect(await find({ operator: 'isNotEmpty' })).toEqual(['a', 'b']);
    expect(await session.find('service', { scorecard: 'x', operator: 'isEmpty' })).toEqual([
      'a',
      'b',
    ]);
  });
});

describe('conditions', () => {
  const cases: readonly [string, object, object, boolean][] = [
    ['a text that is empty', { property: 'on_call', operator: 'isEmpty' }, { on_call: '' }, true],
    ['a list that is empty', { property: 'tags', operator: 'isEmpty' }, { tags: [] }, true],
    ['no value', { property: 'on_call', operator: 'isNotEmpty' }, {}, false],
    [
      'not empty by `not`',
      { property: 'on_call', operator: 'isEmpty', not: true },
      { on_call: 'x' },
      true,
    ],
    ['no relation', { relation: 'team', operator: 'isEmpty' }, {}, true],
    [
      'a text within',
      { property: 'on_call', operator: 'contains', value: 'b' },
      { on_call: 'abc' },
      true,
    ],
    [
      'one of several',
      { property: 'tags', operator: 'containsAny', value: ['x', 'a'] },
      { tags: ['a'] },
      true,
    ],
    [
      'one in a list',
      { property: 'on_call', operator: 'in', value: ['x'] },
      { on_call: 'x' },
      true,
    ],
    [
      '0 where 0 is asked for',
      { property: 'frequency', operator: '=', value: 0 },
      { frequency: 0 },
      true,
    ],
    ['null in an order', { property: 'frequency', operator: '<', value: 5 }, {}, false],
    [
      'a date in a window',
      { property: 'at', operator: 'between', value: { preset: 'lastWeek' } },
      { at: '2026-03-10T00:00:00Z' },
      true,
    ],
  ];

  test.each(cases)('of %s', async (_, condition, properties, passes) => {
    const session = await withService();
    await session.setClock({ now: '2026-03-15T00:00:00Z' });
    const query = { combinator: 'or', conditions: [condition] };
    expect((await session.call('POST', all, scorecard([rule('x', 'Gold', query)]))).status).toBe(
      201,
    );
    expect((await judged(session, properties)).dora?.level).toBe(passes ? 'Gold' : 'Basic');
  });

  test('are joined by `and` or by `or`', async () => {
    const session = await withService();
    const conditions = [
      { property: 'frequency', operator: '>', value: 1 },
      { property: 'lead', operator: '>', value: 1 },
    ];
    await session.call(
      'POST',
      all,
      scorecard([
        rule('both', 'Bronze', { combinator: 'and', conditions }),
        rule('one', 'Silver', { combinator: 'or', conditions }),
      ]),
    );
    const results = (await judged(session, { frequency: 5 })).dora?.rules;
    expect(results).toMatchObject([{ status: 'FAILURE' }, { status: 'SUCCESS' }]);
  });
});

describe('a scorecard', () => {
  test('is created, listed, got, replaced and deleted', async () => {
    const session = await withService();
    const reply = await session.call('POST', all, scorecard([bronze]));
    expect(reply).toMatchObject({
      status: 201,
      body: {
        ok: true,
        scorecard: {
          ...{ identifier: 'dora', blueprint: 'service', rules: [bronze], id: expect.any(String) },
          levels: [{ title: 'Basic' }, { title: 'Bronze' }, { title: 'Silver' }, { title: 'Gold' }],
        },
      },
    });
    expect(scorecardsOf(await session.call('GET', all)).scorecards).toHaveLength(1);
    expect(scorecardsOf(await session.call('GET', '/v1/scorecards')).scorecards).toHaveLength(1);
    const changed = await session.call('PUT', `${all}/dora`, scorecard([bronze, silver]));
    expect(changed).toMatchObject({
      status: 200,
      body: { scorecard: { rules: [bronze, silver] } },
    });
    expect(scorecardsOf(changed).scorecard).toHaveProperty(
      'id',
      (scorecardsOf(reply).scorecard as { id: string }).id,
    );
    expect((await session.call('DELETE', `${all}/dora`)).body).toEqual({ ok: true });
    expect((await session.call('GET', `${all}/dora`)).status).toBe(404);
    const { body } = await session.call('GET', entityPath('service'));
    expect(body.entities.every((entity) => !('scorecards' in entity))).toBe(true);
  });

  test('of a blueprint that is not there is 404, and so is one that is not there', async () => {
    const session = await withService();
    expect((await session.call('GET', '/v1/blueprints/x/scorecards')).status).toBe(404);
    expect((await session.call('POST', '/v1/blueprints/x/scorecards', scorecard([]))).status).toBe(
      404,
    );
    expect((await session.call('PUT', `${all}/dora`, scorecard([]))).body.error).toBe('not_found');
    expect((await session.call('DELETE', `${all}/dora`)).body.error).toBe('not_found');
  });

  test('cannot be created twice', async () => {
    const session = await withService();
    await session.call('POST', all, scorecard([]));
    expect(await session.call('POST', all, scorecard([]))).toMatchObject({
      status: 409,
      body: { error: 'identifier_taken' },
    });
  });

  test('list takes the place of all that were there', async () => {
    const session = await withService();
    await session.call('POST', all, scorecard([bronze]));
    await session.call('POST', all, { ...scorecard([]), identifier: 'other' });
    const reply = await session.call('PUT', all, [
      scorecard([silver]),
      { ...scorecard([]), identifier: 'third', id: 'x' },
    ]);
    expect(reply.status).toBe(200);
    const listed = scorecardsOf(await session.call('GET', all)).scorecards as {
      identifier: string;
    }[];
    expect(listed.map(({ identifier }) => identifier)).toEqual(['dora', 'third']);
    const twice = await session.call('PUT', all, [scorecard([]), scorecard([])]);
    expect(twice.status).toBe(422);
    expect(scorecardsOf(await session.call('GET', all)).scorecards).toHaveLength(2);
  });

  test('goes with its blueprint', async () => {
    const session = await withService();
    await session.call('POST', all, scorecard([bronze]));
    await session.call('DELETE', '/v1/blueprints/service');
    expect(scorecardsOf(await session.call('GET', '/v1/scorecards')).scorecards).toEqual([]);
  });

  test('survives a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'scorecards-'));
    try {
      const dataFile = join(folder, 'port.db');
      const first = await open({ dataFile });
      await first.define(blueprint('service'));
      await first.call('POST', all, scorecard([bronze]));
      await first.port.close();
      const second = await open({ dataFile });
      expect(await second.call('GET', `${all}/dora`)).toMatchObject({
        status: 200,
        body: { scorecard: { rules: [bronze] } },
      });
      await second.port.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const wrong: readonly [string, object][] = [
    ['a level that is not there', scorecard([rule('x', 'Platinum', at('lead', '<', 1))])],
    ['a rule on the base level', scorecard([rule('x', 'Basic', at('lead', '<', 1))])],
    ['a rule without a level', scorecard([{ ...bronze, level: undefined }])],
    [
      'a rule without conditions',
      scorecard([rule('x', 'Gold', { combinator: 'and', conditions: [] })]),
    ],
    [
      'rules in place of conditions',
      scorecard([rule('x', 'Gold', { combinator: 'and', rules: [] })]),
    ],
    ['an operator that is not one', scorecard([rule('x', 'Gold', at('lead', 'isExpired', 1))])],
    [
      'a preset of searches only',
      scorecard([rule('x', 'Gold', at('at', 'between', { preset: 'lastDay' }))]),
    ],
    ['two rules of one name', scorecard([bronze, bronze])],
    ['a colour that is not one', scorecard([], { levels: [{ title: 'A', color: 'black' }] })],
    [
      'two levels of one name',
      scorecard([], {
        levels: [
          { title: 'A', color: 'red' },
          { title: 'A', color: 'gold' },
        ],
      }),
    ],
    ['a key that does not belong there', scorecard([], { blueprint: 'service' })],
    ['a wrong identifier', { ...scorecard([]), identifier: 'a b' }],
    ['an identifier that is too long', { ...scorecard([]), identifier: 'a'.repeat(101) }],
    ['no title', { identifier: 'x', rules: [] }],
  ];

  test.each(wrong)('with %s is refused', async (_, body) => {
    const session = await withService();
    const reply = await session.call('POST', all, body);
    expect(reply).toMatchObject({ status: 422, body: { ok: false, error: 'invalid_request' } });
    expect(scorecardsOf(await session.call('GET', all)).scorecards).toEqual([]);
  });
});
