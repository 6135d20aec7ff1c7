import { afterEach, describe, expect, test } from '@jest/globals';
import { nodeClock } from '../../src/host/node-clock.ts';
import type { SessionSettings } from '../../src/port/session.ts';
import { startOfTest } from './support/fake-clock.ts';
import { scriptedPort, type TestClient, testClient, thrownBy } from './support/port-script.ts';
import { type Script, type ScriptedServer, silence } from './support/scripted-server.ts';

let server: ScriptedServer;
let under: TestClient;

async function start(scripts: readonly Script[], settings: Partial<SessionSettings> = {}) {
  server = await scriptedPort(...scripts);
  under = testClient(server, settings);
}

afterEach(async () => {
  await under.close();
  await server.close();
});

const good: Script = { status: 201, json: { ok: true, entity: { identifier: 'a' } } };
const busy = (headers = {}): Script => ({ status: 503, headers, json: { ok: false } });
const upsert = () => under.client.upsertEntity('deployment', { identifier: 'a' });
const sent = () => server.seen.length - 1;

describe('the time limit for everything', () => {
  test('ends the attempts, and the error says what was answered last', async () => {
    await start([busy()], { deadline: startOfTest + 5_000, random: () => 1 });
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_SERVER',
      status: 503,
      message: expect.stringContaining(
        'tried 3 times; not tried again: a wait of 4 s is needed, but only 2 s are left of the time limit',
      ),
    });
    expect(under.clock.sleeps).toEqual([1_000, 2_000]);
  });

  test('is not waited for: a wait that is too long is not begun', async () => {
    await start([busy({ 'retry-after': '60' })], { deadline: startOfTest + 60_000 });
    expect(await thrownBy(upsert)).toMatchObject({
      message: expect.stringContaining('a wait of 60 s is needed, but only 60 s are left'),
    });
    expect(under.clock.sleeps).toEqual([]);
    expect(sent()).toBe(1);
  });

  test('covers the pause of the rate limit, before the request is made', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '300' };
    await start([{ ...(good as object), headers }], { deadline: startOfTest + 60_000 });
    await upsert();
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_RATE_LIMITED',
      status: null,
      message: expect.stringContaining('a wait of 300 s is needed'),
    });
    expect(sent()).toBe(1);
    expect(under.clock.sleeps).toEqual([]);
  });

  test('that is over before anything began sends nothing', async () => {
    await start([good], { deadline: startOfTest });
    expect(await thrownBy(upsert)).toMatchObject({ code: 'API_TIMEOUT', status: null });
    expect(server.seen).toHaveLength(0);
    expect(under.client.requestCount).toBe(0);
  });

  test('cuts an attempt short that has a longer limit of its own', async () => {
    await start([silence], {
      clock: nodeClock,
      deadline: Date.now() + 300,
      attemptLimitMs: 60_000,
    });
    const before = Date.now();
    expect(await thrownBy(upsert)).toMatchObject({
      code: 'API_TIMEOUT',
      hint: expect.stringContaining('timeout'),
    });
    expect(Date.now() - before).toBeLessThan(2_000);
    expect(sent()).toBe(1);
  });

  test('is shared by all requests, the login too', async () => {
    await start([busy()], { deadline: startOfTest + 10_000, random: () => 1 });
    under.clock.advance(9_500);
    await thrownBy(upsert);
    expect(under.clock.sleeps).toEqual([]);
    expect(sent()).toBe(1);
  });
});

describe('an abort from outside', () => {
  test('ends a request that is under way', async () => {
    const controller = new AbortController();
    await start([silence], { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('the job was cancelled')), 50);
    expect(await thrownBy(upsert)).toMatchObject({ code: 'API_TIMEOUT', status: null });
  });

  test('ends a wait, and the error says what was answered last', async () => {
    const controller = new AbortController();
    await start([busy({ 'retry-after': '30' })], { clock: nodeClock, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('the job was cancelled')), 50);
    expect(await thrownBy(upsert)).toMatchObject({
      status: 503,
      message: expect.stringContaining('not tried again: it was stopped'),
    });
    expect(sent()).toBe(1);
  });

  test('before anything began sends nothing', async () => {
    await start([good], { signal: AbortSignal.abort() });
    expect(await thrownBy(upsert)).toMatchObject({ code: 'API_TIMEOUT' });
    expect(server.seen).toHaveLength(0);
  });
});
