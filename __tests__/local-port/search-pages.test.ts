import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, merge, open, type Session } from './support/session.ts';

afterEach(closeAll);

const search = `${entityPath('thing')}/search`;

async function withThings(count: number): Promise<Session> {
  const session = await open();
  await session.define(
    blueprint(
      'thing',
      { n: { type: 'number' }, s: { type: 'string' } },
      {
        relations: { next: { target: 'thing', required: false, many: false } },
      },
    ),
  );
  const entities = Array.from({ length: count }, (_, n) => ({
    identifier: `t${n}`,
    properties: { n, s: n % 2 === 0 ? 'even' : 'odd' },
  }));
  for (let at = 0; at < count; at += 20) {
    await session.call('POST', `${entityPath('thing')}/bulk${merge}`, {
      entities: entities.slice(at, at + 20),
    });
  }
  return session;
}

async function pages(session: Session, body: object): Promise<string[][]> {
  const read: string[][] = [];
  let from: string | undefined;
  do {
    const reply = await session.call('POST', search, { ...body, ...(from && { from }) });
    expect(reply.status).toBe(200);
    read.push(reply.body.entities.map(({ identifier }) => identifier));
    from = reply.body.next;
  } while (from !== undefined);
  return read;
}

describe('pages of the search of one blueprint', () => {
  test.each([
    [10, 3, [3, 3, 3, 1]],
    [9, 3, [3, 3, 3]],
    [2, 3, [2]],
    [0, 3, [0]],
    [3, 1, [1, 1, 1]],
  ])('%i entities by %i', async (count, limit, sizes) => {
    const session = await withThings(count);
    const read = await pages(session, { limit });
    expect(read.map((page) => page.length)).toEqual(sizes);
    expect(read.flat()).toEqual(Array.from({ length: count }, (_, n) => `t${n}`));
  });

  test('hold 200 when no limit is given, and at most 1000', async () => {
    const session = await withThings(1001);
    expect((await pages(session, {})).map((page) => page.length)).toEqual([
      200, 200, 200, 200, 200, 1,
    ]);
    expect((await pages(session, { limit: 1000 })).map((page) => page.length)).toEqual([1000, 1]);
  });

  test('belong to the query', async () => {
    const session = await withThings(20);
    const query = { combinator: 'and', rules: [{ property: 's', operator: '=', value: 'odd' }] };
    const read = await pages(session, { query, limit: 4 });
    expect(read.map((page) => page.length)).toEqual([4, 4, 2]);
    expect(read.flat()).toEqual(Array.from({ length: 10 }, (_, n) => `t${2 * n + 1}`));
  });

  test('show nothing twice and skip nothing while entities come and go', async () => {
    const session = await withThings(6);
    const first = await session.call('POST', search, { limit: 2 });
    await session.upsert('thing', { identifier: 't0', properties: { n: 100 } });
    await session.call('DELETE', entityPath('thing', 't1'));
    await session.call('DELETE', entityPath('thing', 't3'));
    await session.upsert('thing', { identifier: 'new' });
    const rest = await session.call('POST', search, { limit: 9, from: first.body.next });
    expect(rest.body.entities.map(({ identifier }) => identifier)).toEqual([
      't2',
      't4',
      't5',
      'new',
    ]);
  });

  test('without a body hold everything', async () => {
    const session = await withThings(2);
    expect((await session.call('POST', search)).body.entities).toHaveLength(2);
  });

  test.each([
    [{ limit: 0 }],
    [{ limit: 1001 }],
    [{ limit: '10' }],
    [{ from: 'nonsense' }],
    [{ from: Buffer.from('{}').toString('base64url') }],
    [{ from: Buffer.from('{"after":"1"}').toString('base64url') }],
    [{ from: 7 }],
    [{ sort: 'n' }],
    [{ include: 'n' }],
    [{ query: [] }],
  ])('refuse %j with 422', async (body) => {
    const session = await withThings(1);
    expect(await session.call('POST', search, body)).toMatchObject({
      status: 422,
      body: { error: 'invalid_request' },
    });
  });

  test('of a blueprint that is not there are 404', async () => {
    const session = await open();
    expect((await session.call('POST', search, {})).status).toBe(404);
  });
});

describe('fields of found entities', () => {
  test.each([
    [{ include: ['$identifier', 'n'] }, { identifier: 't0', properties: { n: 0 } }],
    [
      { include: ['n', 's', 'next'] },
      { properties: { n: 0, s: 'even' }, relations: { next: null } },
    ],
    [{ include: ['$title', '$nothing', 'nothing'] }, { title: null }],
    [
      { include: ['$identifier', 'n', 's'], exclude: ['s'] },
      { identifier: 't0', properties: { n: 0 } },
    ],
  ])('named as in the search of one blueprint: %j', async (body, expected) => {
    const session = await withThings(1);
    expect((await session.call('POST', search, body)).body.entities).toEqual([expected]);
  });

  test('can be excluded by name', async () => {
    const session = await withThings(1);
    const { entities } = (await session.call('POST', search, { exclude: ['$title', 'n'] })).body;
    expect(entities[0]).not.toHaveProperty('title');
    expect(entities[0]?.properties).toEqual({ s: 'even' });
  });
});

describe('the search over all blueprints', () => {
  test('finds entities of every blueprint and names the blueprints', async () => {
    const session = await withThings(2);
    await session.define(blueprint('other', { n: { type: 'number' } }));
    await session.upsert('other', { identifier: 'o', properties: { n: 1 } });
    const query = { combinator: 'and', rules: [{ property: 'n', operator: '=', value: 1 }] };
    const { status, body } = await session.call('POST', '/v1/entities/search', query);
    expect(status).toBe(200);
    expect(body.matchingBlueprints).toEqual(['thing', 'other']);
    expect(body.entities).toMatchObject([
      { identifier: 't1', blueprint: 'thing' },
      { identifier: 'o', blueprint: 'other' },
    ]);
  });

  test('names fields by path, and attaches titles', async () => {
    const session = await withThings(1);
    await session.upsert('thing', { identifier: 't0', title: 'T', relations: { next: 't0' } });
    const query = {
      combinator: 'and',
      rules: [{ property: '$blueprint', operator: '=', value: 'thing' }],
    };
    const flags = '?include=identifier&include=relations.next&attach_title_to_relation=true';
    const { body } = await session.call('POST', `/v1/entities/search${flags}`, query);
    expect(body.entities).toEqual([
      { identifier: 't0', relations: { next: { identifier: 't0', title: 'T' } } },
    ]);
  });

  test('finds nothing in an empty account, and needs a query', async () => {
    const session = await open();
    const { body } = await session.call('POST', '/v1/entities/search', {
      combinator: 'and',
      rules: [],
    });
    expect(body).toEqual({ ok: true, matchingBlueprints: [], entities: [] });
    for (const bad of [undefined, {}, { rules: [] }, { combinator: 'and', rules: [], limit: 1 }]) {
      expect((await session.call('POST', '/v1/entities/search', bad)).status).toBe(422);
    }
  });
});
