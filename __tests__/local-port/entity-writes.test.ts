import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, open, type Session } from './support/session.ts';

afterEach(closeAll);

const all = entityPath('deployment');

async function withModel(): Promise<Session> {
  const session = await open();
  await session.define(blueprint('service'));
  await session.define(
    blueprint(
      'deployment',
      {
        status: { type: 'string' },
        hours: { type: 'number' },
        extra: { type: 'object' },
        tags: { type: 'array', items: { type: 'string' } },
      },
      { relations: { service: { target: 'service', required: false, many: false } } },
    ),
  );
  await session.upsert('service', { identifier: 'shop', title: 'Shop' });
  return session;
}

const full = {
  identifier: 'acme/shop/1',
  title: 'shop 1',
  icon: 'Rocket',
  team: ['a', 'b'],
  properties: { status: 'ok', hours: 1.5, extra: { a: 1, b: { c: 2 } }, tags: ['x'] },
  relations: { service: 'shop' },
};

describe('creating', () => {
  test('answers 201 with the whole entity', async () => {
    const session = await withModel();
    await session.setClock({ now: '2026-03-01T10:00:00Z' });
    const { status, body } = await session.call('POST', all, full);
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        ok: true,
        entity: {
          ...full,
          blueprint: 'deployment',
          createdAt: '2026-03-01T10:00:00.000Z',
          createdBy: session.port.clientId,
          updatedAt: '2026-03-01T10:00:00.000Z',
          updatedBy: session.port.clientId,
        },
      },
    });
  });

  test('needs nothing at all: the server makes up an identifier', async () => {
    const session = await withModel();
    const first = (await session.call('POST', all, {})).body.entity;
    const second = (await session.call('POST', all, {})).body.entity;
    expect(first).toMatchObject({
      identifier: expect.stringMatching(/^e_/),
      title: null,
      icon: null,
      team: [],
      properties: {},
      relations: { service: null },
    });
    expect(second.identifier).not.toBe(first.identifier);
  });

  test('takes further top-level keys, and one text as team', async () => {
    const session = await withModel();
    const body = { identifier: 'a', blueprint: 'other', team: 'backend', note: 1 };
    const { status, body: reply } = await session.call('POST', all, body);
    expect(status).toBe(201);
    expect(reply.entity).toMatchObject({ blueprint: 'deployment', team: ['backend'] });
    expect(reply.entity).not.toHaveProperty('note');
  });

  test('of one that is there is 409, and nothing changes', async () => {
    const session = await withModel();
    await session.call('POST', all, full);
    const again = { ...full, title: 'other' };
    for (const query of ['', '?merge=true', '?upsert=false', '?upsert=false&merge=true']) {
      expect(await session.call('POST', all + query, again)).toMatchObject({
        status: 409,
        body: { ok: false, error: 'identifier_taken' },
      });
    }
    const got = await session.call('GET', entityPath('deployment', full.identifier));
    expect(got.body.entity.title).toBe('shop 1');
  });

  test('in a blueprint that is not there is 404', async () => {
    const session = await open();
    expect(await session.call('POST', all, full)).toMatchObject({
      status: 404,
      body: {
        error: 'not_found',
        message: 'Blueprint with identifier "deployment" was not found',
      },
    });
  });

  test.each([
    ['an identifier with a space', { identifier: 'a b' }],
    ['an identifier with #', { identifier: 'a#1' }],
    ['an identifier with a quote', { identifier: 'a"b' }],
    ['an identifier with a line break', { identifier: 'a\n' }],
    ['a dot', { identifier: '.' }],
    ['two dots', { identifier: '..' }],
    ['an empty identifier', { identifier: '' }],
    ['an identifier of 1001 characters', { identifier: 'a'.repeat(1001) }],
    ['a number as identifier', { identifier: 7 }],
    ['null as identifier', { identifier: null }],
    ['null as title', { title: null }],
    ['null as icon', { icon: null }],
    ['null as team', { team: null }],
    ['a number as title', { title: 1 }],
    ['a list of numbers as team', { team: [1] }],
    ['a list as properties', { properties: [] }],
    ['null as properties', { properties: null }],
    ['a text as relations', { relations: 'shop' }],
    ['a relation with a space', { relations: { service: 'a b' } }],
    ['a number as relation', { relations: { service: 1 } }],
    ['true as relation', { relations: { service: true } }],
  ])('is refused with 422 invalid_request: %s', async (_name, change) => {
    const session = await withModel();
    expect(await session.call('POST', all, { ...full, ...change })).toMatchObject({
      status: 422,
      body: { ok: false, error: 'invalid_request' },
    });
    expect(await session.find('deployment')).toEqual([]);
  });

  test.each([
    'a=b',
    'a\\b',
    'A/b:c@d.e+f_g-h',
    '...',
    'Ünïcödé',
    '服务',
    'a'.repeat(1000),
    '𝒜'.repeat(1000),
  ])('takes the identifier %s', async (identifier) => {
    const session = await withModel();
    expect((await session.call('POST', all, { identifier })).status).toBe(201);
    const got = await session.call('GET', entityPath('deployment', identifier));
    expect(got.body.entity.identifier).toBe(identifier);
  });

  test('identifiers differ by case', async () => {
    const session = await withModel();
    await session.call('POST', all, { identifier: 'A' });
    expect((await session.call('POST', all, { identifier: 'a' })).status).toBe(201);
  });
});

describe('upserting an entity that is there', () => {
  const change = { identifier: full.identifier, properties: { status: 'late' } };

  test('with merge changes only what is sent', async () => {
    const session = await withModel();
    await session.setClock({ now: '2026-03-01T10:00:00Z' });
    await session.call('POST', all, full);
    await session.setClock({ advanceMs: 5000 });
    const { status, body } = await session.call('POST', `${all}?upsert=true&merge=true`, change);
    expect(status).toBe(201);
    expect(body.entity).toMatchObject({
      ...full,
      properties: { ...full.properties, status: 'late' },
      createdAt: '2026-03-01T10:00:00.000Z',
      updatedAt: '2026-03-01T10:00:05.000Z',
    });
  });

  test('without merge overrides everything but its creation', async () => {
    const session = await withModel();
    await session.setClock({ now: '2026-03-01T10:00:00Z' });
    await session.call('POST', all, full);
    await session.setClock({ advanceMs: 5000 });
    const { body } = await session.call('POST', `${all}?upsert=true`, change);
    expect(body.entity).toMatchObject({
      title: null,
      icon: null,
      team: [],
      properties: { status: 'late' },
      relations: { service: null },
      createdAt: '2026-03-01T10:00:00.000Z',
      updatedAt: '2026-03-01T10:00:05.000Z',
    });
    expect(Object.keys(body.entity.properties)).toEqual(['status']);
  });

  test('answers 201, or 200 when switched; a creation is 201 in both', async () => {
    const session = await withModel();
    const path = `${all}?upsert=true&merge=true`;
    expect((await session.call('POST', path, full)).status).toBe(201);
    expect((await session.call('POST', path, full)).status).toBe(201);
    await session.behave({ upsertUpdateStatus: '200' });
    expect((await session.call('POST', path, full)).status).toBe(200);
    expect((await session.call('POST', path, { identifier: 'new' })).status).toBe(201);
  });

  test('null clears a property and a relation, and an empty list is a value', async () => {
    const session = await withModel();
    await session.call('POST', all, full);
    const { body } = await session.call('POST', `${all}?upsert=true&merge=true`, {
      identifier: full.identifier,
      properties: { status: null, tags: [] },
      relations: { service: null },
    });
    expect(body.entity.properties).toEqual({ hours: 1.5, extra: full.properties.extra, tags: [] });
    expect(body.entity.relations).toEqual({ service: null });
  });

  test('object properties are replaced, or merged deeply when switched', async () => {
    const session = await withModel();
    await session.call('POST', all, full);
    const patch = {
      identifier: full.identifier,
      properties: { extra: { b: { d: 3 } }, tags: ['y'] },
    };
    const path = `${all}?upsert=true&merge=true`;
    await session.behave({ mergeObjectProperties: 'deep' });
    expect((await session.call('POST', path, patch)).body.entity.properties).toMatchObject({
      extra: { a: 1, b: { c: 2, d: 3 } },
      tags: ['y'],
    });
    await session.behave({ mergeObjectProperties: 'replaced' });
    expect((await session.call('POST', path, patch)).body.entity.properties.extra).toEqual({
      b: { d: 3 },
    });
  });

  test('a hundred at once leave one entity with every key', async () => {
    const session = await open();
    const keys = Array.from({ length: 100 }, (_, index) => `p${index}`);
    const properties = Object.fromEntries(keys.map((key) => [key, { type: 'string' }]));
    await session.define(blueprint('deployment', properties));
    const replies = await Promise.all(
      keys.map((key) =>
        session.call('POST', `${all}?upsert=true&merge=true`, {
          identifier: 'one',
          properties: { [key]: key },
        }),
      ),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    const { body } = await session.call('GET', all);
    expect(body.entities).toHaveLength(1);
    expect(body.entities[0]?.properties).toEqual(Object.fromEntries(keys.map((key) => [key, key])));
  });

  test('of creations at the same time only one wins without upsert', async () => {
    const session = await withModel();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => session.call('POST', all, { identifier: 'one' })),
    );
    const statuses = replies.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  });
});

describe('validation_only', () => {
  const path = `${all}?upsert=true&merge=true&validation_only=true`;

  test('writes nothing and answers 200 without an entity', async () => {
    const session = await withModel();
    const { status, body } = await session.call('POST', path, full);
    expect({ status, body }).toEqual({ status: 200, body: { ok: true } });
    expect(await session.find('deployment')).toEqual([]);
  });

  test('answers 201 with the entity that would be, when switched', async () => {
    const session = await withModel();
    await session.behave({ validationOnlyAnswer: 'entity' });
    expect(await session.call('POST', path, full)).toMatchObject({
      status: 201,
      body: { ok: true, entity: full },
    });
    expect(await session.find('deployment')).toEqual([]);
  });

  test('creates no missing targets either', async () => {
    const session = await withModel();
    const missing = { ...full, relations: { service: 'new' } };
    const query = '&create_missing_related_entities=true';
    expect((await session.call('POST', path + query, missing)).status).toBe(200);
    expect(await session.find('service')).toEqual(['shop']);
  });

  test.each([
    [{ properties: { status: 1 } }, 422, 'blueprint_schema_mismatch'],
    [{ properties: { none: 1 } }, 422, 'blueprint_schema_mismatch'],
    [{ relations: { none: 'a' } }, 404, 'not_found'],
    [{ relations: { service: 'none' } }, 404, 'not_found'],
    [{ identifier: 'a b' }, 422, 'invalid_request'],
  ])('tells what is wrong: %j', async (change, status, error) => {
    const session = await withModel();
    const reply = await session.call('POST', path, { ...full, ...change });
    expect(reply).toMatchObject({ status, body: { error } });
  });

  test('tells that an identifier is taken', async () => {
    const session = await withModel();
    await session.call('POST', all, full);
    expect((await session.call('POST', `${all}?validation_only=true`, full)).status).toBe(409);
  });
});
