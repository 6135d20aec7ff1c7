import { afterEach, describe, expect, test } from '@jest/globals';
import { routes } from '../../src/port/routes.ts';
import type { SessionSettings } from '../../src/port/session.ts';
import { startOfTest } from './support/fake-clock.ts';
import { scriptedPort, type TestClient, testClient, thrownBy } from './support/port-script.ts';
import { cut, type Script, type ScriptedServer, silence } from './support/scripted-server.ts';

let server: ScriptedServer;
let under: TestClient;

/** A client of a Port whose first request after the login is answered by the scripts in order. */
async function start(scripts: readonly Script[], settings: Partial<SessionSettings> = {}) {
  server = await scriptedPort(...scripts);
  under = testClient(server, settings);
}

afterEach(async () => {
  await under.close();
  await server.close();
});

const good: Script = { status: 201, json: { ok: true, entity: { identifier: 'a' } } };
const refused = (status: number, headers = {}): Script => ({
  status,
  headers,
  json: { ok: false, error: 'some_error', message: 'not now' },
});

const upsert = () => under.client.upsertEntity('deployment', { identifier: 'a' });
const create = () => under.client.request(routes.createBlueprint, { body: { identifier: 'a' } });
/** Requests after the login. */
const sent = () => server.seen.length - 1;

describe('a request is sent again', () => {
  test.each([408, 429, 500, 502, 503, 504])('after %i', async (status) => {
    await start([refused(status), good]);
    expect(await upsert()).toMatchObject({ identifier: 'a' });
    expect(sent()).toBe(2);
    expect(server.seen[2]).toMatchObject({ body: server.seen[1]?.body, url: server.seen[1]?.url });
    expect(under.clock.sleeps).toEqual([500]);
  });

  test('after the connection was cut', async () => {
    await start([cut, good], { credentials: { accessToken: 'ready' } });
    expect(await upsert()).toMatchObject({ identifier: 'a' });
    expect(server.seen).toHaveLength(2);
    expect(under.clock.sleeps).toEqual([500]);
  });

  test('at once when only an idle connection was closed', async () => {
    await start([cut, good]); // the login left an idle connection
    await upsert();
    expect(sent()).toBe(2);
    expect(under.clock.sleeps).toEqual([]);
  });

  test('after an answer that broke off in the middle', async () => {
    await start([
      (response) => {
        response.writeHead(201, { 'content-length': '1000' });
        response.write('{"ok":');
        setTimeout(() => response.socket?.destroy(), 10);
      },
      good,
    ]);
    expect(await upsert()).toMatchObject({ identifier: 'a' });
    expect(sent()).toBe(2);
  });

  test('after no answer within the limit of one attempt', async () => {
    await start([silence, good], { attemptLimitMs: 60 });
    expect(await upsert()).toMatchObject({ identifier: 'a' });
    expect(sent()).toBe(2);
  });

  test('after a body that trickles in for longer than the limit', async () => {
    const slow: Script = (response) => {
      response.writeHead(201);
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    };
    await start([slow, good], { attemptLimitMs: 80 });
    expect(await upsert()).toMatchObject({ identifier: 'a' });
    expect(sent()).toBe(2);
  });

  test('five times at most, each time after twice as long, and never longer than 32 s', async () => {
    await start([refused(503)], { random: () => 1 });
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_SERVER',
      status: 503,
      message: expect.stringContaining('tried 6 times'),
    });
    expect(sent()).toBe(6);
    expect(under.clock.sleeps).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
  });

  test('after any part of the delay, by chance', async () => {
    await start([refused(502), refused(502), good], { random: () => 0.1 });
    await upsert();
    expect(under.clock.sleeps).toEqual([100, 200]);
  });

  test('only once after 500', async () => {
    await start([refused(500), refused(503), refused(500)]);
    expect(await thrownBy(upsert)).toMatchObject({ code: 'API_SERVER', status: 500 });
    expect(sent()).toBe(3);
  });
});

describe('a request is not sent again', () => {
  test.each([400, 403, 404, 405, 409, 413, 422, 501])('after %i', async (status) => {
    await start([refused(status), good]);
    expect(await thrownBy(upsert)).toMatchObject({ status });
    expect(sent()).toBe(1);
    expect(under.clock.sleeps).toEqual([]);
  });

  test('after a success that cannot be read', async () => {
    await start([{ status: 201, body: 'OK' }, good]);
    expect(await thrownBy(upsert)).toMatchObject({ code: 'API_UNREADABLE' });
    expect(sent()).toBe(1);
  });

  test('after an error that nobody knows', async () => {
    const bug = new TypeError('x is not a function');
    let calls = 0;
    await start([], {
      transport: async () => {
        calls += 1;
        throw bug;
      },
    });
    expect(await thrownBy(upsert)).toBe(bug);
    expect(calls).toBe(1);
  });
});

describe('a request that does something else when it is sent twice', () => {
  test.each([408, 429, 503])('is sent again after %i, for it was not acted on', async (status) => {
    await start([refused(status), good]);
    await create();
    expect(sent()).toBe(2);
  });

  test.each([500, 502, 504])('is not after %i', async (status) => {
    await start([refused(status), good]);
    expect(await thrownBy(create)).toMatchObject({ status });
    expect(sent()).toBe(1);
  });

  test('is not after the connection was cut', async () => {
    await start([cut, good]);
    expect(await thrownBy(create)).toMatchObject({ code: 'API_NETWORK', status: null });
    expect(sent()).toBe(1);
  });

  test('is not after no answer in time', async () => {
    await start([silence, good], { attemptLimitMs: 60 });
    expect(await thrownBy(create)).toMatchObject({ code: 'API_TIMEOUT', status: null });
    expect(sent()).toBe(1);
  });
});

describe('the server says how long to wait', () => {
  test('in seconds', async () => {
    await start([refused(429, { 'retry-after': '7' }), good]);
    await upsert();
    expect(under.clock.sleeps).toEqual([7_000]);
  });

  test('by a date', async () => {
    const date = new Date(startOfTest + 9_000).toUTCString();
    await start([refused(503, { 'retry-after': date }), good]);
    await upsert();
    expect(under.clock.sleeps).toEqual([9_000]);
  });

  test('longer than our own longest delay', async () => {
    await start([refused(429, { 'retry-after': '90' }), good]);
    await upsert();
    expect(under.clock.sleeps).toEqual([90_000]);
  });

  test.each([
    ['seconds from now', '20'],
    ['an epoch', String(startOfTest / 1000 + 20)],
  ])('by x-ratelimit-reset as %s, spread over a second', async (_, reset) => {
    await start([refused(429, { 'x-ratelimit-reset': reset }), good]);
    await upsert();
    expect(under.clock.sleeps).toEqual([20_500]);
  });

  test('by Retry-After before x-ratelimit-reset', async () => {
    const headers = {
      'retry-after': '2',
      'x-ratelimit-reset': '200',
      'x-ratelimit-remaining': '0',
    };
    await start([refused(429, headers), good]);
    await upsert();
    expect(under.clock.sleeps).toEqual([2_000]);
  });

  test('senselessly, and the usual delay is used', async () => {
    await start([refused(429, { 'retry-after': 'soon', 'x-ratelimit-reset': '99999' }), good]);
    await upsert();
    expect(under.clock.sleeps).toEqual([500]);
  });

  test('nothing about 503 by x-ratelimit-reset, which is on every answer', async () => {
    await start([refused(503, { 'x-ratelimit-reset': '200', 'x-ratelimit-remaining': '9' }), good]);
    await upsert();
    expect(under.clock.sleeps).toEqual([500]);
  });

  test('that nothing is left of the limit, and the next request waits', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '15' };
    await start([{ ...(good as object), headers }, good]);
    await upsert();
    expect(under.clock.sleeps).toEqual([]);
    await upsert();
    expect(under.clock.sleeps).toEqual([15_000]);
    expect(under.lines).toContain("waiting 15.0 s: Port's rate limit is used up");
  });
});
