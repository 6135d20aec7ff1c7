import { afterEach, describe, expect, test } from '@jest/globals';
import type { EntitySearch } from '../../src/port/search.ts';
import { scriptedPort, type TestClient, testClient, thrownBy } from './support/port-script.ts';
import type { Script, ScriptedServer } from './support/scripted-server.ts';

let server: ScriptedServer;
let under: TestClient;

async function start(...scripts: readonly Script[]) {
  server = await scriptedPort(...scripts);
  under = testClient(server);
}

afterEach(async () => {
  await under.close();
  await server.close();
});

const page = (identifiers: readonly string[], next?: unknown): Script => ({
  json: { ok: true, entities: identifiers.map((identifier) => ({ identifier })), next },
});

async function found(search?: EntitySearch): Promise<string[]> {
  const identifiers: string[] = [];
  for await (const { identifier } of under.client.searchEntities('service', search)) {
    identifiers.push(identifier);
  }
  return identifiers;
}
const bodies = () => server.seen.slice(1).map(({ body }) => JSON.parse(body) as unknown);

describe('a search', () => {
  test('reads page after page', async () => {
    await start(page(['a', 'b'], 'cursor 1'), page([], 'cursor 2'), page(['c'], null));
    expect(await found({ limit: 2 })).toEqual(['a', 'b', 'c']);
    expect(bodies()).toEqual([
      { limit: 2 },
      { limit: 2, from: 'cursor 1' },
      { limit: 2, from: 'cursor 2' },
    ]);
    expect(server.seen[1]?.url).toBe('/v1/blueprints/service/entities/search');
  });

  test.each([undefined, null, ''])('ends when the next page is %j', async (next) => {
    await start(page(['a'], next));
    expect(await found()).toEqual(['a']);
    expect(server.seen).toHaveLength(2);
  });

  test('asks for nothing more when the caller has enough', async () => {
    await start(page(['a', 'b'], 'more'), page(['c']));
    for await (const entity of under.client.searchEntities('service')) {
      expect(entity.identifier).toBe('a');
      break;
    }
    expect(server.seen).toHaveLength(2);
  });

  test('sends the query, and always asks for the identifier', async () => {
    await start(page([]));
    const query = {
      combinator: 'and',
      rules: [{ property: '$title', operator: '=', value: 'shop' }],
    };
    await found({ query, include: ['$title', '$identifier'], exclude: ['x'] });
    await found({ query, include: ['$title'] });
    expect(bodies()).toEqual([
      { query, include: ['$identifier', '$title'], exclude: ['x'] },
      { query, include: ['$identifier', '$title'] },
    ]);
  });

  test('that leads in a circle is an error', async () => {
    await start(page(['a'], 'again'));
    expect(await thrownBy(() => found())).toMatchObject({
      code: 'API_UNREADABLE',
      message: expect.stringContaining('the same page again'),
    });
    expect(server.seen).toHaveLength(3);
  });

  test.each([
    [{ ok: true }],
    [{ ok: true, entities: [{ title: 'a' }] }],
    [{ ok: true, entities: [null] }],
  ])('answered with %j is an error', async (json) => {
    await start({ json });
    expect(await thrownBy(() => found())).toMatchObject({ code: 'API_UNREADABLE' });
  });

  test('goes on after a server error between pages', async () => {
    await start(page(['a'], 'next'), { status: 502 }, page(['b']));
    expect(await found()).toEqual(['a', 'b']);
  });
});
