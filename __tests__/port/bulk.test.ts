import { afterEach, describe, expect, test } from '@jest/globals';
import type { EntityInput } from '../../src/port/entity.ts';
import { isLogin, loginAnswer, type TestClient, testClient } from './support/port-script.ts';
import { routedServer, type Script, type ScriptedServer } from './support/scripted-server.ts';

let server: ScriptedServer;
let under: TestClient;

/** A Port that answers a bulk request by what the entities in it are. */
async function start(answer: (entities: readonly EntityInput[]) => Script) {
  server = await routedServer((request) =>
    isLogin(request)
      ? loginAnswer('token')
      : answer((JSON.parse(request.body) as { entities: EntityInput[] }).entities),
  );
  under = testClient(server);
}

afterEach(async () => {
  await under.close();
  await server.close();
});

const named = (...identifiers: string[]) => identifiers.map((identifier) => ({ identifier }));
const numbered = (count: number) =>
  named(...Array.from({ length: count }, (_, index) => `e${index}`));
const write = (entities: readonly EntityInput[]) =>
  under.client.upsertEntities('deployment', entities);
/** The identifiers of each bulk request that arrived. */
const batches = () =>
  server.seen
    .filter((request) => !isLogin(request))
    .map(({ body }) =>
      (JSON.parse(body) as { entities: EntityInput[] }).entities.map(
        ({ identifier }) => identifier,
      ),
    );

const written = (entities: readonly EntityInput[]) => ({
  ok: true,
  entities: entities.map(({ identifier }, index) => ({ identifier, index, created: true })),
  errors: [],
});
const allGood = (entities: readonly EntityInput[]): Script => ({ json: written(entities) });
const refused = (status: number): Script => ({
  status,
  json: { ok: false, error: 'invalid_request', message: 'no' },
});

describe('a bulk write', () => {
  test('says for each entity, in order, that it was written and whether it is new', async () => {
    await start((entities) => ({
      json: {
        ok: true,
        entities: entities.map(({ identifier }, index) => ({
          identifier,
          index,
          ...(identifier === 'c' ? {} : { created: identifier === 'a' }),
        })),
        errors: [],
      },
    }));
    expect(await write(named('a', 'b', 'c'))).toEqual([
      { identifier: 'a', ok: true, created: true, error: null },
      { identifier: 'b', ok: true, created: false, error: null },
      { identifier: 'c', ok: true, created: null, error: null },
    ]);
    expect(server.seen[1]).toMatchObject({
      method: 'POST',
      url: '/v1/blueprints/deployment/entities/bulk?upsert=true&merge=true',
    });
  });

  test('of 45 entities takes three requests and one login', async () => {
    await start(allGood);
    const results = await write(numbered(45));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(batches().map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(under.client.requestCount).toBe(4);
  });

  test('of nothing sends nothing', async () => {
    await start(allGood);
    expect(await write([])).toEqual([]);
    expect(server.seen).toHaveLength(0);
  });

  test('of large entities stays under one mebibyte per request', async () => {
    await start(allGood);
    const text = 'ü'.repeat(150_000);
    const large = numbered(8).map((entity) => ({ ...entity, properties: { text } }));
    const results = await write(large);
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(batches().flat()).toEqual(large.map(({ identifier }) => identifier));
    for (const { body } of server.seen) expect(Buffer.byteLength(body)).toBeLessThan(1024 * 1024);
  });

  test('sends an entity that is given twice once, and says the same of both', async () => {
    await start(allGood);
    const results = await write(named('a', 'b', 'a'));
    expect(batches()).toEqual([['a', 'b']]);
    expect(results.map(({ identifier, ok }) => [identifier, ok])).toEqual([
      ['a', true],
      ['b', true],
      ['a', true],
    ]);
  });

  test('leaves out what Port would refuse, and sends the rest', async () => {
    await start(allGood);
    const huge = { identifier: 'huge', properties: { x: 'x'.repeat(1024 * 1024) } };
    const results = await write([...named('bad one', 'a'), huge]);
    expect(batches()).toEqual([['a']]);
    expect(results).toMatchObject([
      { ok: false, error: { code: 'OPTION_INVALID' } },
      { ok: true, error: null },
      { ok: false, error: { code: 'API_TOO_LARGE', message: expect.stringContaining('huge') } },
    ]);
  });
});

describe('a bulk answer with 207', () => {
  test('is read for each entity', async () => {
    await start(() => ({
      status: 207,
      headers: { 'x-trace-id': 'trace' },
      json: {
        ok: false,
        entities: [
          { identifier: 'a', index: 0, created: true },
          { identifier: 'c', index: 2, created: false },
        ],
        errors: [
          {
            identifier: 'b',
            index: 1,
            statusCode: 422,
            error: 'blueprint_schema_mismatch',
            message: 'x',
          },
        ],
      },
    }));
    const results = await write(named('a', 'b', 'c'));
    expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(results[1]?.error).toMatchObject({
      code: 'API_REJECTED',
      status: 422,
      traceId: 'trace',
      portError: 'blueprint_schema_mismatch',
      message: expect.stringContaining('entity "b"'),
    });
    expect(batches()).toHaveLength(1);
  });

  test('may name an entity only by its position', async () => {
    await start(() => ({
      status: 207,
      json: { entities: [], errors: [{ identifier: 'unknown', index: 0, statusCode: 404 }] },
    }));
    expect(await write(named('a'))).toMatchObject([{ ok: false, error: { status: 404 } }]);
  });

  test('may name an entity only by its identifier', async () => {
    await start(() => ({
      status: 207,
      json: { entities: [{ identifier: 'b', created: true }], errors: [{ identifier: 'a' }] },
    }));
    expect((await write(named('a', 'b'))).map(({ ok }) => ok)).toEqual([false, true]);
  });

  test.each([
    [{ ok: true }],
    [{ ok: true, entities: [], errors: [] }],
    [{ ok: true, entities: 'all', errors: null }],
    [{ ok: true, entities: [null, 5], errors: [{}] }],
    [{ ok: true, entities: [{ identifier: 'a', index: 7 }] }],
  ])('that does not mention an entity does not count as written: %j', async (json) => {
    await start(() => ({ status: 207, json }));
    expect(await write(named('a'))).toMatchObject([
      { ok: false, created: null, error: { code: 'API_UNREADABLE' } },
    ]);
  });

  test('counts an entity that it names twice as failed', async () => {
    await start(() => ({
      status: 207,
      json: { entities: [{ identifier: 'a', index: 0 }], errors: [{ identifier: 'a', index: 0 }] },
    }));
    expect(await write(named('a'))).toMatchObject([{ ok: false }]);
  });
});

describe('a batch that is refused as a whole', () => {
  test.each([400, 422])('with %i is halved until only the bad entity is left', async (status) => {
    await start((entities) =>
      entities.some(({ identifier }) => identifier === 'e13') ? refused(status) : allGood(entities),
    );
    const results = await write(numbered(20));
    expect(results.filter(({ ok }) => !ok)).toMatchObject([
      { identifier: 'e13', error: { code: 'API_REJECTED', status } },
    ]);
    expect(batches().length).toBeLessThanOrEqual(10);
  });

  test('with 413 is sent in smaller parts', async () => {
    await start((entities) => (entities.length > 6 ? refused(413) : allGood(entities)));
    const results = await write(numbered(20));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(batches().map(({ length }) => length)).toEqual([20, 10, 5, 5, 10, 5, 5]);
  });

  test('down to a single entity with 413 says that it is too large', async () => {
    await start(() => refused(413));
    expect(await write(named('a'))).toMatchObject([
      { ok: false, error: { code: 'API_TOO_LARGE' } },
    ]);
  });

  test.each([401, 403, 404])(
    'with %i ends the work: the other batches would get the same',
    async (status) => {
      let count = 0;
      await start((entities) => {
        count += 1;
        return count === 1 ? allGood(entities) : refused(status);
      });
      const results = await write(numbered(60));
      expect(results.map(({ ok }) => ok)).toEqual([
        ...Array(20).fill(true),
        ...Array(40).fill(false),
      ]);
      expect(results[59]).toMatchObject({ created: null, error: { status } });
      expect(batches().filter(([first]) => first === 'e40')).toEqual([]);
    },
  );

  test('because Port is gone ends the work, and what was written stays written', async () => {
    let count = 0;
    await start((entities) => {
      count += 1;
      if (count === 1) return allGood(entities);
      return (response) => response.socket?.destroy();
    });
    const results = await write(numbered(45));
    expect(results.filter(({ ok }) => ok)).toHaveLength(20);
    expect(results[44]).toMatchObject({ ok: false, error: { code: 'API_NETWORK' } });
  });
});
