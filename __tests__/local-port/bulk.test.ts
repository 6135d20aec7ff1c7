import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, merge, open, type Session } from './support/session.ts';

afterEach(closeAll);

const bulk = `${entityPath('deployment')}/bulk`;
const removal = '/v1/blueprints/deployment/bulk/entities/delete';

async function withModel(): Promise<Session> {
  const session = await open();
  await session.define(
    blueprint(
      'deployment',
      { status: { type: 'string', enum: ['ok', 'bad'] } },
      { relations: { before: { target: 'deployment', required: false, many: false } } },
    ),
  );
  return session;
}

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ identifier: `d${index}` }));

describe('upserting several entities', () => {
  test('answers 200 with what was created and what was updated', async () => {
    const session = await withModel();
    await session.upsert('deployment', { identifier: 'b' });
    const entities = [{ identifier: 'a' }, { identifier: 'b', title: 'B' }];
    const { status, body } = await session.call('POST', bulk + merge, { entities });
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        ok: true,
        entities: [
          { created: true, identifier: 'a', index: 0, additionalData: {} },
          { created: false, identifier: 'b', index: 1, additionalData: {} },
        ],
        errors: [],
      },
    });
  });

  test('answers 207 when some fail, and keeps the others', async () => {
    const session = await withModel();
    const { status, body } = await session.call('POST', bulk + merge, {
      entities: [
        { identifier: 'a', properties: { status: 'ok' } },
        { identifier: 'b', properties: { status: 'none' } },
        { identifier: 'c', relations: { before: 'nobody' } },
        { identifier: 'd', relations: { before: 'a' } },
      ],
    });
    expect(status).toBe(207);
    expect(body).toMatchObject({
      ok: true,
      entities: [
        { identifier: 'a', index: 0 },
        { identifier: 'd', index: 3 },
      ],
      errors: [
        {
          identifier: 'b',
          index: 1,
          statusCode: 422,
          error: 'blueprint_schema_mismatch',
          message: expect.any(String),
        },
        { identifier: 'c', index: 2, statusCode: 404, error: 'not_found' },
      ],
    });
    expect(await session.find('deployment')).toEqual(['a', 'd']);
  });

  test.each([
    ['207', 207],
    ['422', 422],
  ] as const)('answers %s when all fail, by the switch', async (bulkAllFailed, status) => {
    const session = await withModel();
    await session.behave({ bulkAllFailed });
    const entities = [{ identifier: 'a', properties: { status: 'none' } }];
    expect(await session.call('POST', bulk + merge, { entities })).toMatchObject({
      status,
      body: { ok: true, entities: [], errors: [{ identifier: 'a', index: 0 }] },
    });
  });

  test('of the same identifier twice the second updates the first', async () => {
    const session = await withModel();
    const entities = [
      { identifier: 'a', title: 'A', properties: { status: 'ok' } },
      { identifier: 'a', properties: { status: 'bad' } },
    ];
    const { body } = await session.call('POST', bulk + merge, { entities });
    expect(body.entities).toMatchObject([{ created: true }, { created: false }]);
    const { entity } = (await session.call('GET', entityPath('deployment', 'a'))).body;
    expect(entity).toMatchObject({ title: 'A', properties: { status: 'bad' } });
  });

  test('of the same identifier twice without upsert the second is a 409 item', async () => {
    const session = await withModel();
    const entities = [{ identifier: 'a' }, { identifier: 'a' }];
    expect(await session.call('POST', bulk, { entities })).toMatchObject({
      status: 207,
      body: {
        entities: [{ identifier: 'a', index: 0, created: true }],
        errors: [{ identifier: 'a', index: 1, statusCode: 409, error: 'identifier_taken' }],
      },
    });
  });

  test('without merge overrides, and with create_missing creates targets', async () => {
    const session = await withModel();
    await session.upsert('deployment', { identifier: 'a', title: 'A' });
    const query = '?upsert=true&create_missing_related_entities=true';
    const entities = [{ identifier: 'a', relations: { before: 'first' } }];
    expect((await session.call('POST', bulk + query, { entities })).status).toBe(200);
    const { entity } = (await session.call('GET', entityPath('deployment', 'a'))).body;
    expect(entity).toMatchObject({ title: null, relations: { before: 'first' } });
  });

  test('with validation_only writes nothing', async () => {
    const session = await withModel();
    const entities = [{ identifier: 'a' }, { identifier: 'b', properties: { status: 'none' } }];
    const reply = await session.call('POST', `${bulk}${merge}&validation_only=true`, { entities });
    expect(reply).toMatchObject({ status: 207, body: { errors: [{ identifier: 'b' }] } });
    expect(await session.find('deployment')).toEqual([]);
  });

  test.each([
    ['no entities', { entities: [] }, 422],
    ['21 entities', { entities: numbered(21) }, 422],
    ['20 entities', { entities: numbered(20) }, 200],
    [
      'one bad identifier among good ones',
      { entities: [...numbered(3), { identifier: 'a b' }] },
      422,
    ],
    ['another key beside entities', { entities: numbered(1), upsert: true }, 422],
    ['a list', numbered(1), 422],
    ['an item that is no object', { entities: ['a'] }, 422],
  ])('%s is answered as a whole', async (_name, body, status) => {
    const session = await withModel();
    const reply = await session.call('POST', bulk + merge, body);
    expect(reply.status).toBe(status);
    const expected = status === 200 ? 20 : 0;
    expect(await session.find('deployment')).toHaveLength(expected);
  });

  test('into a blueprint that is not there is 404', async () => {
    const session = await withModel();
    const path = `${entityPath('none')}/bulk`;
    expect((await session.call('POST', path, { entities: numbered(1) })).status).toBe(404);
  });
});

describe('deleting several entities', () => {
  test('answers with those that were there', async () => {
    const session = await withModel();
    await session.call('POST', bulk, { entities: numbered(3) });
    const { status, body } = await session.call('POST', removal, {
      entities: ['d0', 'x', 'd2', 'd0'],
    });
    expect({ status, body }).toEqual({
      status: 200,
      body: { ok: true, deletedEntities: ['d0', 'd2'] },
    });
    expect(await session.find('deployment')).toEqual(['d1']);
  });

  test('is all or nothing when something else needs one of them', async () => {
    const session = await withModel();
    await session.call('POST', bulk, { entities: numbered(2) });
    const of = { target: 'deployment', required: true, many: false };
    await session.define(blueprint('check', {}, { relations: { of } }));
    await session.upsert('check', { identifier: 'c', relations: { of: 'd1' } });
    const body = { entities: ['d0', 'd1'] };
    expect(await session.call('POST', removal, body)).toMatchObject({
      status: 403,
      body: { error: 'has_dependents' },
    });
    expect(await session.find('deployment')).toEqual(['d0', 'd1']);
    const reply = await session.call('POST', `${removal}?delete_dependents=true`, body);
    expect(reply.body.deletedEntities).toEqual(['d0', 'd1']);
    expect(await session.find('check')).toEqual([]);
  });

  test('does not stumble over entities of the list that need each other', async () => {
    const session = await open();
    await session.define(blueprint('deployment'));
    const before = { target: 'deployment', required: true, many: false };
    await session.upsert('deployment', { identifier: 'a' });
    await session.call('PATCH', '/v1/blueprints/deployment', { relations: { before } });
    await session.upsert('deployment', { identifier: 'b', relations: { before: 'a' } });
    expect((await session.call('POST', removal, { entities: ['a'] })).status).toBe(403);
    expect((await session.call('POST', removal, { entities: ['a', 'b'] })).status).toBe(200);
  });

  test('is delayed for searches when switched', async () => {
    const session = await withModel();
    await session.behave({ deletes: 'delayed' });
    await session.call('POST', bulk, { entities: numbered(2) });
    await session.call('POST', removal, { entities: ['d0'] });
    expect(await session.find('deployment')).toEqual(['d0', 'd1']);
  });

  test.each([
    ['none', { entities: [] }],
    ['101', { entities: numbered(101).map(({ identifier }) => identifier) }],
    ['a number', { entities: [1] }],
    ['another key', { entities: ['a'], all: true }],
  ])('takes 1 to 100 identifiers: %s is 422', async (_name, body) => {
    const session = await withModel();
    expect((await session.call('POST', removal, body)).status).toBe(422);
  });
});
