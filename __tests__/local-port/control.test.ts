import { afterEach, describe, expect, test } from '@jest/globals';
import { behaviours } from '../../src/local-port/index.ts';
import { blueprint, closeAll, entityPath, merge, open } from './support/session.ts';

afterEach(closeAll);

describe('/_local', () => {
  test('tells the version and what there is', async () => {
    const session = await open({ version: '1.2.3' });
    await session.define(blueprint('service'));
    await session.upsert('service', { identifier: 'a' });
    await session.fault({ kind: 'hang', skip: 9 });
    expect(await session.anonymous('GET', '/_local')).toMatchObject({
      status: 200,
      body: {
        ok: true,
        version: '1.2.3',
        frozen: false,
        counts: { blueprints: 3, entities: 1, requests: 3, faults: 1 },
      },
    });
  });

  test('knows no other routes and shows no secret', async () => {
    const session = await open();
    for (const path of ['/_local/', '/_local/none', '/_localhost', '/_local/state']) {
      expect((await session.anonymous('GET', path)).status).toBe(404);
    }
    const shown = [];
    for (const path of ['', '/requests', '/faults', '/clock', '/behaviour']) {
      shown.push((await session.anonymous('GET', `/_local${path}`)).body);
    }
    expect(JSON.stringify(shown)).not.toContain(session.port.clientSecret);
    expect(JSON.stringify(shown)).not.toContain(session.token);
  });
});

describe('the request log', () => {
  test('has every request to Port with what was answered', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    await session.anonymous('DELETE', '/_local/requests');
    await session.setClock({ now: '2026-03-10T12:00:00Z' });
    const path = entityPath('service', 'a/b');
    await session.call('PATCH', `${path}?run_id=1&x=a&x=b`, { title: 'A' }, { 'user-agent': 'me' });
    const { body } = await session.anonymous('GET', '/_local/requests');
    expect(body).toMatchObject({
      ok: true,
      total: 1,
      requests: [
        {
          number: 1,
          at: '2026-03-10T12:00:00.000Z',
          method: 'PATCH',
          path: '/v1/blueprints/service/entities/a%2Fb',
          query: { run_id: ['1'], x: ['a', 'b'] },
          headers: { authorization: '***', 'user-agent': 'me', 'content-type': 'application/json' },
          body: { title: 'A' },
          status: 404,
        },
      ],
    });
  });

  test('has what a fault hit, and null for what was not answered', async () => {
    const session = await open();
    await session.anonymous('DELETE', '/_local/requests');
    await session.fault({ kind: 'cut', at: 'before' });
    await session.call('GET', '/v1/blueprints').catch(() => undefined);
    await session.fault({ kind: 'answer', status: 503 });
    await session.call('GET', '/v1/blueprints');
    await session.call('GET', '/v1/blueprints');
    const { requests } = (await session.anonymous('GET', '/_local/requests')).body;
    const seen = requests.map(({ status, fault }) => [status, fault]);
    expect(seen).toEqual([
      [null, 'cut'],
      [503, 'answer'],
      [200, undefined],
    ]);
  });

  test('can be asked for some of them', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    await session.upsert('service', { identifier: 'a' });
    const ask = async (query: string) =>
      (await session.anonymous('GET', `/_local/requests?${query}`)).body.requests.length;
    expect(await ask('')).toBe(3);
    expect(await ask('method=post')).toBe(3);
    expect(await ask('path=/v1/blueprints/**')).toBe(1);
    expect(await ask('path=/v1/*&method=GET')).toBe(0);
  });

  test('never holds client secrets or tokens, wherever they are sent', async () => {
    const session = await open({ clientId: 'me', clientSecret: 'top-secret' });
    const { token } = session;
    await session.anonymous('POST', '/v1/auth/access_token', {
      clientId: 'me',
      clientSecret: 'guessed',
    });
    await session.anonymous(
      'POST',
      '/v1/auth/access_token',
      '{"clientId":"me","clientSecret":"top-sec',
    );
    await session.call('POST', `/v1/x?key=top-secret&${token}=1`, { 'top-secret': [`a ${token}`] });
    await session.call('POST', '/v1/x/top-secret', 'not json: top-secret');
    await session.call('GET', '/v1/x', undefined, { cookie: 'top-secret', referer: 'top-secret' });
    const log = JSON.stringify((await session.anonymous('GET', '/_local/requests')).body);
    for (const secret of ['top-secret', 'guessed', 'top-sec', token]) {
      expect(log).not.toContain(secret);
    }
    expect(log).toContain('not json: ***');
    expect(log).toContain('"clientId":"me"');
  });

  test('keeps the latest ten thousand, and fewer when they are large', async () => {
    const { RequestLog } = await import('../../src/local-port/http/request-log.ts');
    const log = new RequestLog();
    const add = (path: string, bytes: number) =>
      log.add({ at: '', method: 'GET', path, query: {}, headers: {} }, bytes);
    for (let index = 0; index < 25_000; index += 1) add(`/${index}`, 100);
    expect(log.total).toBe(25_000);
    expect(log.list()).toHaveLength(10_000);
    expect(log.list()[0]?.number).toBe(15_001);
    expect(log.list().at(-1)?.path).toBe('/24999');
    const mebibyte = 1024 * 1024;
    for (let index = 0; index < 100; index += 1) add(`/large/${index}`, mebibyte);
    expect(log.list().map(({ path }) => path)).toEqual(
      Array.from({ length: 64 }, (_, index) => `/large/${36 + index}`),
    );
    log.clear();
    expect(log.list()).toEqual([]);
  });
});

describe('the clock', () => {
  test('stands still, moves on, runs from a time, and comes back', async () => {
    const session = await open();
    const clock = async (method: string, body?: object) =>
      (await session.anonymous(method, '/_local/clock', body)).body;
    expect(await clock('PUT', { now: '2020-02-03T04:05:06+01:00' })).toMatchObject({
      now: '2020-02-03T03:05:06.000Z',
      frozen: true,
    });
    expect(await clock('PUT', { advanceMs: 1500 })).toMatchObject({
      now: '2020-02-03T03:05:07.500Z',
    });
    expect((await clock('GET')).now).toBe('2020-02-03T03:05:07.500Z');
    const running = await clock('PUT', { now: '2021-01-01T00:00:00Z', frozen: false });
    expect(running).toMatchObject({ frozen: false });
    expect(Date.parse(running.now) - Date.parse('2021-01-01T00:00:00Z')).toBeLessThan(5_000);
    await clock('PUT', { advanceMs: -86_400_000 });
    expect((await clock('GET')).now).toMatch(/^2020-12-31T00:00/);
    expect(Math.abs(Date.parse((await clock('DELETE')).now) - Date.now())).toBeLessThan(5_000);
  });

  test('is the one that the server was started with', async () => {
    let time = Date.parse('2019-01-01T00:00:00Z');
    const session = await open({ clock: { now: () => time, sleep: async () => undefined } });
    await session.define(blueprint('service'));
    time += 1000;
    const entity = await session.upsert('service', { identifier: 'a' });
    expect(entity.createdAt).toBe('2019-01-01T00:00:01.000Z');
    await session.setClock({ advanceMs: 5000 });
    time += 1000;
    const later = await session.upsert('service', { identifier: 'b' });
    expect(later.createdAt).toBe('2019-01-01T00:00:07.000Z');
  });

  test.each([
    {},
    { now: 'soon' },
    { now: '2020-01-01' },
    { advanceMs: '1' },
    { now: 5 },
    { advanceMs: 1, now: '2020-01-01T00:00:00Z' },
  ])('does not understand %j: 422', async (body) => {
    const session = await open();
    expect((await session.anonymous('PUT', '/_local/clock', body)).status).toBe(422);
  });
});

describe('the switches', () => {
  test('stand at the first value of each, or as the server was started', async () => {
    const session = await open({ behaviour: { upsertUpdateStatus: '200' } });
    const defaults = Object.fromEntries(
      Object.entries(behaviours).map(([name, values]) => [name, values[0]]),
    );
    expect((await session.anonymous('GET', '/_local/behaviour')).body).toEqual({
      ok: true,
      behaviour: { ...defaults, upsertUpdateStatus: '200' },
      values: behaviours,
    });
  });

  test('change one by one and come back with a reset', async () => {
    const session = await open({ behaviour: { upsertUpdateStatus: '200' } });
    await session.behave({ deletes: 'delayed' });
    await session.behave({ unknownProperty: 'dropped', upsertUpdateStatus: '201' });
    const behaviour = async () => (await session.anonymous('GET', '/_local/behaviour')).body;
    expect(await behaviour()).toMatchObject({
      behaviour: { deletes: 'delayed', unknownProperty: 'dropped', upsertUpdateStatus: '201' },
    });
    await session.anonymous('POST', '/_local/reset');
    expect(await behaviour()).toMatchObject({
      behaviour: { deletes: 'immediate', unknownProperty: '422', upsertUpdateStatus: '200' },
    });
  });

  test.each([{ unknown: '1' }, { deletes: 'never' }, { deletes: null }, []])(
    'that do not exist are 422: %j',
    async (body) => {
      const session = await open();
      expect((await session.anonymous('PUT', '/_local/behaviour', body)).status).toBe(422);
    },
  );
});

describe('a reset', () => {
  test('brings everything back to the start', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    await session.upsert('service', { identifier: 'a' });
    await session.fault({ kind: 'hang', skip: 100 });
    await session.setClock({ now: '2020-01-01T00:00:00Z' });
    const { migrationId } = (await session.call('DELETE', '/v1/blueprints/service/all-entities'))
      .body;
    expect((await session.anonymous('POST', '/_local/reset')).body).toEqual({ ok: true });
    expect((await session.anonymous('GET', '/_local')).body).toMatchObject({
      frozen: false,
      counts: { blueprints: 2, entities: 0, requests: 0, faults: 0 },
    });
    expect((await session.call('GET', '/v1/blueprints')).status).toBe(401);
    session.token = (await session.login()).body.accessToken;
    expect((await session.call('GET', `/v1/migrations/${migrationId}`)).status).toBe(404);
    await session.define(blueprint('service'));
    expect(
      (await session.call('POST', entityPath('service') + merge, { identifier: 'a' })).status,
    ).toBe(201);
  });
});
