import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, open, type Session } from './support/session.ts';

afterEach(closeAll);

async function withProperty(property: object, required: readonly string[] = []): Promise<Session> {
  const session = await open();
  await session.define({
    identifier: 'thing',
    title: 'Thing',
    schema: { properties: { value: property }, required },
  });
  return session;
}

const write = (session: Session, value: unknown) =>
  session.call('POST', `${entityPath('thing')}?upsert=true&merge=true`, {
    identifier: 'a',
    properties: { value },
  });

const time = '2026-01-02T03:04:05Z';

describe('a value that its property does not take is 422 blueprint_schema_mismatch', () => {
  test.each([
    [{ type: 'string' }, 'x', [1, true, ['x'], { a: 1 }]],
    [{ type: 'number' }, 1.5, ['1', true, [1]]],
    [{ type: 'boolean' }, false, ['false', 0]],
    [{ type: 'object' }, { a: [1] }, ['{}', [], 1]],
    [{ type: 'array' }, [1, 'a', null], ['a', { 0: 'a' }]],
    [{ type: 'string', enum: ['a', 'b'] }, 'b', ['c', 'A', '']],
    [{ type: 'number', enum: [1, 2] }, 2, [3]],
    [{ type: 'string', minLength: 2, maxLength: 3 }, 'abc', ['a', 'abcd']],
    [{ type: 'string', pattern: '^v\\d+$' }, 'v12', ['12', 'v']],
    [{ type: 'number', minimum: 0, maximum: 10 }, 10, [-0.1, 10.1]],
    [{ type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5, [0, 1]],
    [{ type: 'array', items: { type: 'string' } }, ['a'], [[1], ['a', null]]],
    [
      { type: 'array', minItems: 1, maxItems: 2, uniqueItems: true },
      [1, 2],
      [[], [1, 2, 3], [1, 1]],
    ],
    [{ type: 'array', items: { type: 'string', format: 'url' } }, ['https://a.b'], [['no']]],
    [
      { type: 'object', properties: { a: { type: 'number' } }, additionalProperties: false },
      { a: 1 },
      [{ a: 'x' }, { b: 1 }],
    ],
    [{ type: 'string', format: 'url' }, 'https://a.b/c?d=e', ['no url', '', '//a']],
    [{ type: 'string', format: 'email' }, 'a@b.co', ['a', 'a@']],
    [{ type: 'string', format: 'idn-email' }, 'jürgen@müller.de', ['a', 'a b@c']],
    [{ type: 'string', format: 'ipv4' }, '10.0.0.1', ['10.0.0', '300.1.1.1', '::1']],
    [{ type: 'string', format: 'ipv6' }, '::1', ['10.0.0.1', 'x']],
    [{ type: 'string', format: 'timer' }, time, ['soon']],
    [{ type: 'string', format: 'markdown' }, '# any', [1]],
    [{ type: 'string', format: 'yaml' }, ': :', [1]],
    [{ type: 'string', format: 'user' }, 'anybody', [1]],
    [{ type: 'string', format: 'team' }, 'any team', [1]],
    [{ type: 'string', format: 'proto' }, 'syntax = "proto3";', [{}]],
    [{ type: 'array', format: 'blueprints', items: { type: 'string' } }, ['a'], ['a']],
    [
      { type: 'object', format: 'labeled-url' },
      { url: 'https://a.b', displayText: 'here' },
      [{ displayText: 'here' }, { url: 'no' }, { url: 'https://a.b', displayText: 1 }],
    ],
  ])('%j', async (property, good, bad) => {
    const session = await withProperty(property);
    const taken = await write(session, good);
    expect(taken).toMatchObject({ status: 201, body: { entity: { properties: { value: good } } } });
    for (const value of bad) {
      expect(await write(session, value)).toMatchObject({
        status: 422,
        body: { ok: false, error: 'blueprint_schema_mismatch' },
      });
    }
    const { entity } = (await session.call('GET', entityPath('thing', 'a'))).body;
    expect(entity.properties).toEqual({ value: good });
  });
});

describe('date-time', () => {
  const property = { type: 'string', format: 'date-time' };
  const rfc3339 = [
    time,
    '2026-01-02T03:04:05.123456Z',
    '2026-01-02T03:04:05+02:00',
    '2024-02-29T00:00:00-11:30',
  ];
  const others = [
    '2024-09-01 12:00:00',
    '2026-01-02',
    '2026-01-02T03:04Z',
    'Fri, 02 Jan 2026 03:04:05 GMT',
  ];
  const wrong = ['', 'yesterday', '2026-13-01T00:00:00Z', '2026-01-02T25:00:00Z'];

  test('has to be RFC 3339', async () => {
    const session = await withProperty(property);
    for (const value of rfc3339) expect((await write(session, value)).status).toBe(201);
    for (const value of [...others, ...wrong])
      expect((await write(session, value)).status).toBe(422);
  });

  test('may be anything that a date parser takes, when switched', async () => {
    const session = await withProperty(property);
    await session.behave({ dateTimeFormat: 'anything' });
    for (const value of [...rfc3339, ...others]) {
      expect((await write(session, value)).status).toBe(201);
    }
    for (const value of wrong) expect((await write(session, value)).status).toBe(422);
  });
});

describe('required properties', () => {
  test('have to be there on creation', async () => {
    const session = await withProperty({ type: 'string' }, ['value']);
    const create = (body: object) => session.call('POST', entityPath('thing'), body);
    for (const properties of [undefined, {}, { value: null }]) {
      expect(await create({ identifier: 'a', properties })).toMatchObject({
        status: 422,
        body: { error: 'blueprint_schema_mismatch', message: expect.stringContaining('value') },
      });
    }
    expect((await create({ identifier: 'a', properties: { value: '' } })).status).toBe(201);
  });

  test('may be left out of a merge, but neither cleared nor lost by overriding', async () => {
    const session = await withProperty({ type: 'string' }, ['value']);
    await write(session, 'x');
    const send = (query: string, properties: object) =>
      session.call('POST', entityPath('thing') + query, { identifier: 'a', properties });
    expect((await send('?upsert=true&merge=true', {})).status).toBe(201);
    expect((await send('?upsert=true&merge=true', { value: null })).status).toBe(422);
    expect((await send('?upsert=true', {})).status).toBe(422);
    expect(await session.find('thing', { property: 'value', operator: '=', value: 'x' })).toEqual([
      'a',
    ]);
  });
});

describe('a property that the blueprint does not have', () => {
  test('is 422, also when it is cleared or mirrored', async () => {
    const session = await withProperty({ type: 'string' });
    await session.call('PATCH', '/v1/blueprints/thing', {
      relations: { next: { target: 'thing', required: false, many: false } },
      mirrorProperties: { seen: { path: 'next.value' } },
    });
    for (const properties of [{ other: 1 }, { other: null }, { seen: 'x' }, { $title: 'x' }]) {
      const reply = await session.call('POST', entityPath('thing'), {
        identifier: 'b',
        properties,
      });
      expect(reply).toMatchObject({ status: 422, body: { error: 'blueprint_schema_mismatch' } });
    }
  });

  test('is dropped when switched', async () => {
    const session = await withProperty({ type: 'string' });
    await session.behave({ unknownProperty: 'dropped' });
    const { status, body } = await session.call('POST', entityPath('thing'), {
      identifier: 'a',
      properties: { other: 1, value: 'x' },
    });
    expect({ status, properties: body.entity.properties }).toEqual({
      status: 201,
      properties: { value: 'x' },
    });
  });
});

describe('defaults', () => {
  const property = { type: 'string', default: 'new' };

  test('are applied on creation to what is not sent', async () => {
    const session = await withProperty(property, ['value']);
    expect((await session.upsert('thing', { identifier: 'a' })).properties).toEqual({
      value: 'new',
    });
    const sent = { identifier: 'b', properties: { value: 'old' } };
    expect((await session.upsert('thing', sent)).properties).toEqual({ value: 'old' });
  });

  test('are not applied to what is cleared, nor by a merge', async () => {
    const session = await withProperty(property);
    const cleared = { identifier: 'a', properties: { value: null } };
    expect((await session.upsert('thing', cleared)).properties).toEqual({});
    expect((await session.upsert('thing', { identifier: 'a' })).properties).toEqual({});
  });

  test('are applied by an override only when switched', async () => {
    const session = await withProperty(property);
    const override = () =>
      session.call('POST', `${entityPath('thing')}?upsert=true`, { identifier: 'a' });
    await write(session, 'old');
    expect((await override()).body.entity.properties).toEqual({});
    await session.behave({ defaultsOnOverride: 'applied' });
    expect((await override()).body.entity.properties).toEqual({ value: 'new' });
  });
});

describe('what an error tells', () => {
  test('the message names every property that does not fit', async () => {
    const session = await open();
    await session.define(blueprint('thing', { a: { type: 'string' }, b: { type: 'number' } }));
    const body = { identifier: 'x', properties: { a: 1, b: 'x' } };
    const reply = await session.call('POST', entityPath('thing'), body);
    expect(reply.body.message).toMatch(/\ba\b.*\bb\b/);
    expect(Object.keys(reply.body).sort()).toEqual(['error', 'message', 'ok']);
  });

  test('details list them when switched', async () => {
    const session = await open({ behaviour: { errorDetails: 'present' } });
    await session.define(blueprint('thing', { a: { type: 'string' } }));
    const send = (properties: object) =>
      session.call('POST', entityPath('thing'), { identifier: 'x', properties });
    expect((await send({ a: 1 })).body.details).toEqual({
      invalidProperties: [{ property: 'a', message: 'a must be string' }],
    });
    expect((await send({ z: 1 })).body.details).toMatchObject({
      invalidProperties: [{ property: 'z' }],
    });
  });
});
