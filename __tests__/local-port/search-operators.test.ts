import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, open, type Session } from './support/session.ts';

let session: Session;

beforeAll(async () => {
  session = await open({ clientId: 'the-client' });
  await session.setClock({ now: '2026-03-10T12:00:00Z' });
  await session.define(
    blueprint(
      'thing',
      {
        text: { type: 'string' },
        number: { type: 'number' },
        flag: { type: 'boolean' },
        list: { type: 'array', items: { type: 'string' } },
        at: { type: 'string', format: 'date-time' },
        until: { type: 'string', format: 'timer' },
        link: { type: 'string', format: 'url' },
      },
      {
        relations: {
          parent: { target: 'thing', required: false, many: false },
          friends: { target: 'thing', required: false, many: true },
        },
        mirrorProperties: { parentText: { path: 'parent.text' } },
      },
    ),
  );
  await session.upsert('thing', { identifier: 'empty' });
  await session.upsert('thing', {
    identifier: 'a',
    title: 'Alpha',
    icon: 'Star',
    team: ['red', 'blue'],
    properties: {
      text: 'prod-eu',
      number: 1,
      flag: true,
      list: ['x', 'y'],
      at: '2026-03-10T12:00:00Z',
      until: '2026-03-10T11:59:59Z',
      link: 'https://a.example',
    },
  });
  await session.upsert('thing', {
    identifier: 'b',
    title: 'Beta',
    team: ['red'],
    properties: {
      text: 'prod-us',
      number: 2,
      flag: false,
      list: [],
      at: '2026-03-01T00:00:00+01:00',
      until: '2026-03-10T12:00:01Z',
      link: 'prod://eu',
    },
    relations: { parent: 'a', friends: ['a', 'empty'] },
  });
  await session.upsert('thing', {
    identifier: 'c',
    title: 'Gamma',
    properties: { text: '', number: -1.5, list: ['y', 'z'] },
    relations: { parent: 'empty' },
  });
});
afterAll(closeAll);

const rule = (property: unknown, operator: string, value?: unknown) => ({
  property,
  operator,
  ...(value !== undefined && { value }),
});

describe('comparison operators', () => {
  test.each([
    // Equality is exact and knows types; null equals what is not there.
    ['text', '=', 'prod-eu', ['a']],
    ['text', '=', 'PROD-EU', []],
    ['text', '=', '', ['c']],
    ['text', '=', null, ['empty']],
    ['number', '=', 1, ['a']],
    ['number', '=', '1', []],
    ['flag', '=', false, ['b']],
    ['flag', '=', null, ['empty', 'c']],
    ['list', '=', ['x', 'y'], ['a']],
    ['list', '=', ['y', 'x'], []],
    ['list', '=', 'x', []],
    ['at', '=', '2026-03-10T13:00:00+01:00', ['a']],
    ['none', '=', null, ['empty', 'a', 'b', 'c']],
    ['text', '!=', 'prod-eu', ['empty', 'b', 'c']],
    ['flag', '!=', true, ['empty', 'b', 'c']],
    ['text', '!=', null, ['a', 'b', 'c']],
    // Numbers and dates in order.
    ['number', '>', 1, ['b']],
    ['number', '>=', 1, ['a', 'b']],
    ['number', '<', 1, ['c']],
    ['number', '<=', 1, ['a', 'c']],
    ['text', '>', 0, []],
    ['number', '>', '2026-01-01T00:00:00Z', []],
    ['at', '>', '2026-03-01T00:00:00Z', ['a']],
    ['at', '>=', '2026-02-28T23:00:00Z', ['a', 'b']],
    ['at', '<', '2026-03-10T12:00:00Z', ['b']],
    ['at', '<=', '2026-03-10T12:00:00Z', ['a', 'b']],
    // Parts of texts and members of lists, in Port's spelling.
    ['text', 'contains', 'od-', ['a', 'b']],
    ['text', 'contains', 'OD', []],
    ['text', 'contains', '', ['a', 'b', 'c']],
    ['list', 'contains', 'y', ['a', 'c']],
    ['list', 'contains', ['x', 'y'], ['a']],
    ['list', 'contains', [], []],
    ['text', 'doesNotContains', 'eu', ['empty', 'b', 'c']],
    ['list', 'doesNotContains', 'x', ['empty', 'b', 'c']],
    ['list', 'containsAny', ['x', 'z'], ['a', 'c']],
    ['list', 'containsAny', [], []],
    ['text', 'containsAny', ['eu', 'us'], ['a', 'b']],
    ['text', 'beginsWith', 'prod', ['a', 'b']],
    ['text', 'doesNotBeginsWith', 'prod', ['empty', 'c']],
    ['text', 'endsWith', '-eu', ['a']],
    ['text', 'doesNotEndsWith', '-eu', ['empty', 'b', 'c']],
    ['number', 'beginsWith', '1', []],
    ['text', 'in', ['prod-eu', ''], ['a', 'c']],
    ['text', 'in', [], []],
    ['text', 'notIn', ['prod-eu', ''], ['empty', 'b']],
    // Meta-properties.
    ['$identifier', '=', 'a', ['a']],
    ['$identifier', 'in', ['a', 'c'], ['a', 'c']],
    ['$title', '=', 'Beta', ['b']],
    ['$title', '=', 'beta', []],
    ['$title', '=', null, ['empty']],
    ['$icon', '=', 'Star', ['a']],
    ['$team', 'containsAny', ['blue', 'green'], ['a']],
    ['$team', 'in', ['red'], ['a', 'b']],
    ['$team', 'in', ['My Teams'], []],
    ['$blueprint', '=', 'thing', ['empty', 'a', 'b', 'c']],
    ['$blueprint', '=', 'other', []],
    ['$createdBy', '=', 'the-client', ['empty', 'a', 'b', 'c']],
    ['$updatedBy', '!=', 'the-client', []],
    ['$createdAt', '=', '2026-03-10T12:00:00Z', ['empty', 'a', 'b', 'c']],
    ['$updatedAt', '>', '2026-03-10T12:00:00Z', []],
    ['$datasource', 'contains', 'node', ['empty', 'a', 'b', 'c']],
    ['$nothing', '=', null, ['empty', 'a', 'b', 'c']],
    // Mirrors.
    ['parentText', '=', 'prod-eu', ['b']],
    ['parentText', '=', null, ['empty', 'a', 'c']],
  ])('%s %s %j', async (property, operator, value, expected) => {
    expect(await session.find('thing', rule(property, operator, value))).toEqual(expected);
  });

  test.each([
    ['text', 'isEmpty', ['empty']],
    ['text', 'isNotEmpty', ['a', 'b', 'c']],
    ['list', 'isEmpty', ['empty']],
    ['flag', 'isEmpty', ['empty', 'c']],
    ['$title', 'isEmpty', ['empty']],
    ['parentText', 'isEmpty', ['empty', 'a', 'c']],
    ['none', 'isNotEmpty', []],
    ['until', 'isExpired', ['a']],
    ['until', 'isNotExpired', ['b']],
  ])('%s %s', async (property, operator, expected) => {
    expect(await session.find('thing', rule(property, operator))).toEqual(expected);
  });
});

describe('rules on relations, scorecards and types', () => {
  test.each([
    [{ relation: 'parent', operator: '=', value: 'a' }, ['b']],
    [{ relation: 'parent', operator: '=', value: null }, ['empty', 'a']],
    [{ relation: 'parent', targetProperty: '$title', operator: '=', value: 'Alpha' }, ['b']],
    [
      { relation: 'parent', targetProperty: '$title', operator: '=', value: null },
      ['empty', 'a', 'c'],
    ],
    [{ relation: 'parent', operator: '!=', value: 'a' }, ['empty', 'a', 'c']],
    [{ relation: 'friends', operator: '=', value: 'empty' }, ['b']],
    [{ relation: 'friends', operator: 'notIn', value: ['empty'] }, ['empty', 'a', 'c']],
    [{ relation: 'friends', targetProperty: '$title', operator: 'beginsWith', value: 'Al' }, ['b']],
    [{ relation: 'friends', operator: 'isEmpty' }, ['empty', 'a', 'c']],
    [{ relation: 'parent', operator: 'isNotEmpty' }, ['b', 'c']],
    [{ relation: 'constructor', operator: 'isEmpty' }, ['empty', 'a', 'b', 'c']],
    [{ scorecard: 'dora', operator: 'isEmpty' }, ['empty', 'a', 'b', 'c']],
    [{ scorecard: 'dora', operator: 'isNotEmpty' }, []],
    [{ scorecard: 'dora', scorecardRule: 'r', operator: '=', value: 'Gold' }, []],
    [{ scorecard: 'dora', operator: '!=', value: 'Gold' }, ['empty', 'a', 'b', 'c']],
    [{ propertySchema: { type: 'string' }, operator: 'contains', value: 'eu' }, ['a', 'b']],
    [
      { propertySchema: { type: 'string', format: 'url' }, operator: 'contains', value: 'eu' },
      ['b'],
    ],
    [{ propertySchema: { type: 'number' }, operator: '=', value: 2 }, ['b']],
    [
      {
        propertySchema: { type: 'array', items: { type: 'string' } },
        operator: 'contains',
        value: 'z',
      },
      ['c'],
    ],
    [
      {
        propertySchema: { type: 'array', items: { type: 'number' } },
        operator: 'contains',
        value: 'z',
      },
      [],
    ],
    [{ propertySchema: { type: 'boolean' }, operator: '=' }, ['empty', 'c']],
  ])('%j', async (one, expected) => {
    expect(await session.find('thing', one)).toEqual(expected);
  });
});

describe('rules about the caller', () => {
  const me = { context: 'user', property: '$identifier' };
  test.each([
    [rule('$createdBy', '=', me), ['empty', 'a', 'b', 'c']],
    [rule(me, '=', 'the-client'), ['empty', 'a', 'b', 'c']],
    [rule(me, '=', 'another'), []],
    [rule('text', '=', { context: 'user', property: 'department' }), []],
    [rule('$team', 'containsAny', { context: 'userTeams', property: '$identifier' }), []],
    [rule({ context: 'userTeams', property: '$identifier' }, 'containsAny', ['red']), []],
  ])('%j', async (one, expected) => {
    expect(await session.find('thing', one)).toEqual(expected);
  });
});

describe('combining rules', () => {
  const eu = rule('text', '=', 'prod-eu');
  const us = rule('text', '=', 'prod-us');

  test.each([
    [{ combinator: 'and', rules: [] }, ['empty', 'a', 'b', 'c']],
    [{ combinator: 'and', rules: [eu, us] }, []],
    [{ combinator: 'or', rules: [eu, us] }, ['a', 'b']],
    [{ combinator: 'or', rules: [us] }, ['b']],
    [{ combinator: 'and', rules: [eu, rule('text', '=', 'prod-eu')] }, ['a']],
    [{ combinator: 'and', rules: [rule('$identifier', '=', 'a'), us] }, []],
    [
      {
        combinator: 'and',
        rules: [{ combinator: 'or', rules: [eu, us] }, rule('flag', '=', false)],
      },
      ['b'],
    ],
    [
      { combinator: 'or', rules: [eu, { combinator: 'and', rules: [us, rule('number', '>', 5)] }] },
      ['a'],
    ],
  ])('%j', async (query, expected) => {
    const { body } = await session.call('POST', `${entityPath('thing')}/search`, { query });
    expect(body.entities.map(({ identifier }) => identifier)).toEqual(expected);
  });
});

describe('lists of numbers and of truth values', () => {
  test.each([
    ['number', 'in', [1, 2], ['a', 'b']],
    ['number', 'notIn', [1, -1.5], ['empty', 'b']],
    ['flag', 'in', [true, false], ['a', 'b']],
  ])(
    '%s %s %j, in the search over all blueprints only',
    async (property, operator, value, expected) => {
      const query = { combinator: 'and', rules: [rule(property, operator, value)] };
      const { body } = await session.call('POST', '/v1/entities/search', query);
      expect(body.entities.map(({ identifier }) => identifier)).toEqual(expected);
      const inOne = await session.call('POST', `${entityPath('thing')}/search`, { query });
      expect(inOne.status).toBe(422);
    },
  );
});

describe('a query that Port does not take is 422 invalid_request', () => {
  test.each([
    ['an unknown operator', rule('text', 'like', 'x')],
    ['the operator in correct English', rule('text', 'doesNotContain', 'x')],
    ['no value', rule('text', '=')],
    ['a further key', { ...rule('text', '=', 'x'), not: true }],
    ['an object as value', rule('text', '=', { a: 1 })],
    ['a mixed list', rule('text', 'in', ['a', 1])],
    ['a text that is no date to compare', rule('text', '>', 'x')],
    ['a value for isEmpty', rule('text', 'isEmpty', 'x')],
    ['a number as property', rule(1, '=', 'x')],
    ['an unknown preset', rule('at', 'between', { preset: 'lastDecade' })],
    ['half a range', rule('at', 'between', { from: '2026-01-01T00:00:00Z' })],
    ['a range of days', rule('at', 'between', { from: '2026-01-01', to: '2026-01-02' })],
    [
      'an unknown direction',
      { operator: 'relatedTo', blueprint: 'thing', value: 'a', direction: 'up' },
    ],
    ['relatedTo without a blueprint', { operator: 'relatedTo', value: 'a' }],
    [
      '16 hops',
      {
        operator: 'matchAny',
        property: { path: [{ relation: 'parent', maxHops: 16 }] },
        value: 'a',
      },
    ],
    [
      '0 hops',
      {
        operator: 'matchAny',
        property: { path: [{ relation: 'parent', maxHops: 0 }] },
        value: 'a',
      },
    ],
    [
      'a target property beyond the two',
      { relation: 'parent', targetProperty: 'text', operator: '=', value: 'a' },
    ],
    ['an unknown combinator', { combinator: 'not', rules: [] }],
    ['a nested query without rules', { combinator: 'and' }],
  ])('%s', async (_name, one) => {
    const query = { combinator: 'and', rules: [one] };
    expect(await session.call('POST', `${entityPath('thing')}/search`, { query })).toMatchObject({
      status: 422,
      body: { ok: false, error: 'invalid_request' },
    });
  });

  test.each([
    ['relation rules', { relation: 'parent', operator: '=', value: 'a' }],
    ['scorecard rules', { scorecard: 'dora', operator: '=', value: 'Gold' }],
  ])('%s only in the search of one blueprint', async (_name, one) => {
    const query = { combinator: 'and', rules: [one] };
    expect((await session.call('POST', '/v1/entities/search', query)).status).toBe(422);
    const inOne = await session.call('POST', `${entityPath('thing')}/search`, { query });
    expect(inOne.status).toBe(200);
  });
});
