import { request } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, open, type Session } from './support/session.ts';

afterEach(closeAll);

const mebibyte = 1024 * 1024;

describe('every answer', () => {
  test.each([
    ['200', 'GET', '/v1/blueprints', undefined],
    ['201', 'POST', '/v1/blueprints', blueprint('new')],
    ['404 of a thing', 'GET', '/v1/blueprints/none', undefined],
    ['404 of a route', 'GET', '/v1/none', undefined],
    ['422', 'POST', '/v1/blueprints', {}],
    ['400', 'POST', '/v1/blueprints', '{'],
  ])('has a trace and four rate-limit headers: %s', async (_status, method, path, body) => {
    const session = await open();
    const { headers } = await session.call(method, path, body);
    expect(headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
    for (const name of ['limit', 'period', 'remaining', 'reset']) {
      expect(headers.get(`x-ratelimit-${name}`)).toMatch(/^\d+$/);
    }
    expect(headers.get('content-type')).toMatch('application/json');
  });

  test('has them too when the token is missing', async () => {
    const session = await open();
    const { status, headers } = await session.anonymous('GET', '/v1/blueprints');
    expect(status).toBe(401);
    expect(headers.get('x-trace-id')).toBeTruthy();
    expect(headers.get('x-ratelimit-reset')).toBeTruthy();
  });

  test('has a trace of its own', async () => {
    const session = await open();
    const traces = [1, 2, 3].map(async () =>
      (await session.call('GET', '/v1/blueprints')).headers.get('x-trace-id'),
    );
    expect(new Set(await Promise.all(traces)).size).toBe(3);
  });
});

describe('routes', () => {
  test.each([
    ['GET', '/v1/webhooks'],
    ['GET', '/v1/audit-log'],
    ['POST', '/v1/migrations'],
    ['GET', '/v1/entities/aggregate'],
    ['GET', '/v1/blueprints/'],
    ['GET', '/v1/blueprints//entities'],
    ['GET', '/blueprints'],
    ['POST', '/'],
    ['PUT', '/v1/blueprints'],
    ['GET', '/v2/blueprints'],
  ])('%s %s is 404 like any unknown route', async (method, path) => {
    const session = await open();
    expect(await session.call(method, path)).toMatchObject({
      status: 404,
      body: { ok: false, error: 'not_found', message: expect.stringContaining(path) },
    });
  });

  test('an identifier with slashes has to be encoded', async () => {
    const session = await open();
    await session.define(blueprint('deployment'));
    await session.upsert('deployment', { identifier: 'acme/shop/1' });
    const plain = await session.call('GET', '/v1/blueprints/deployment/entities/acme/shop/1');
    expect(plain.status).toBe(404);
    const encoded = await session.call('GET', entityPath('deployment', 'acme/shop/1'));
    expect(encoded).toMatchObject({ status: 200, body: { entity: { identifier: 'acme/shop/1' } } });
  });

  test('a path that cannot be decoded is 400', async () => {
    const session = await open();
    expect(await session.call('GET', '/v1/blueprints/%E0%A4%A')).toMatchObject({
      status: 400,
      body: { ok: false, error: 'bad_request' },
    });
  });

  test.each(['1', 'yes', 'TRUE', ''])('a flag is true or false: "%s" is 422', async (value) => {
    const session = await open();
    await session.define(blueprint('service'));
    const path = `${entityPath('service')}?upsert=${value}`;
    expect(await session.call('POST', path, { identifier: 'a' })).toMatchObject({
      status: 422,
      body: { error: 'invalid_request' },
    });
  });

  test('a flag given twice is 422, and unknown parameters do not matter', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    const twice = `${entityPath('service')}?upsert=true&upsert=false`;
    expect((await session.call('POST', twice, { identifier: 'a' })).status).toBe(422);
    const unknown = `${entityPath('service')}?upsert=true&colour=red`;
    expect((await session.call('POST', unknown, { identifier: 'a' })).status).toBe(201);
  });
});

describe('bodies', () => {
  test.each(['{', '{"identifier": }', 'hello', '{"a":1}}', "{'a':1}"])(
    'malformed JSON is 400 bad_request: %s',
    async (text) => {
      const session = await open();
      expect(await session.call('POST', '/v1/blueprints', text)).toMatchObject({
        status: 400,
        body: { ok: false, error: 'bad_request', message: expect.any(String) },
      });
    },
  );

  test.each([
    ['nothing', undefined],
    ['a list', []],
    ['a text', '"text"'],
    ['null', 'null'],
  ])('%s where an object belongs is 422 invalid_request', async (_name, body) => {
    const session = await open();
    expect(await session.call('POST', '/v1/blueprints', body)).toMatchObject({
      status: 422,
      body: { ok: false, error: 'invalid_request' },
    });
  });

  test('a key that would reach into prototypes is refused, however it is written', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    for (const key of ['__proto__', '__pr\\u006fto__']) {
      const text = `{"identifier":"a","properties":{"${key}":{"x":1}}}`;
      expect((await session.call('POST', entityPath('service'), text)).status).toBe(400);
    }
  });

  test('keys that every object inherits are unknown keys like others', async () => {
    const session = await open();
    await session.define(blueprint('service'));
    const send = (body: object) => session.call('POST', entityPath('service'), body);
    for (const key of ['constructor', 'toString', 'hasOwnProperty']) {
      expect(await send({ identifier: 'a', properties: { [key]: 1 } })).toMatchObject({
        status: 422,
        body: { error: 'blueprint_schema_mismatch' },
      });
      expect((await send({ identifier: 'a', relations: { [key]: 'b' } })).status).toBe(404);
    }
    expect((await session.call('GET', '/v1/blueprints/constructor')).status).toBe(404);
  });

  test('a blueprint may have properties with such names, and they may be required', async () => {
    const session = await open();
    const schema = { properties: { constructor: { type: 'string' } }, required: ['constructor'] };
    await session.define({ identifier: 'odd', title: 'Odd', schema });
    expect((await session.call('POST', entityPath('odd'), { identifier: 'a' })).status).toBe(422);
    const entity = await session.upsert('odd', {
      identifier: 'a',
      properties: { constructor: 'x' },
    });
    expect(entity.properties).toEqual({ constructor: 'x' });
    await session.define(blueprint('free', { toString: { type: 'string' } }));
    expect((await session.upsert('free', { identifier: 'a' })).properties).toEqual({});
  });
});

describe('the size limit', () => {
  const bodyOf = (size: number): string => {
    const frame = JSON.stringify({ identifier: 'a', properties: { text: '' } });
    return JSON.stringify({
      identifier: 'a',
      properties: { text: 'x'.repeat(size - frame.length) },
    });
  };

  async function withText(): Promise<Session> {
    const session = await open();
    await session.define(blueprint('note', { text: { type: 'string' } }));
    return session;
  }

  test('takes 1 MiB to the byte and answers 413 to one byte more', async () => {
    const session = await withText();
    const at = await session.call('POST', entityPath('note'), bodyOf(mebibyte));
    expect(at.status).toBe(201);
    const over = await session.call('POST', entityPath('note'), bodyOf(mebibyte + 1));
    expect(over).toMatchObject({ status: 413, body: { ok: false, error: 'bad_request' } });
    expect(over.headers.get('x-trace-id')).toBeTruthy();
  });

  test('counts bytes, not characters', async () => {
    const session = await withText();
    const body = { identifier: 'a', properties: { text: 'é'.repeat(mebibyte / 2) } };
    expect((await session.call('POST', entityPath('note'), body)).status).toBe(413);
  });

  test('answers also a body in chunks of unknown length', async () => {
    const session = await withText();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const outgoing = request(
        `${session.port.url}${entityPath('note')}`,
        { method: 'POST', headers: { authorization: `Bearer ${session.token}` } },
        (response) => resolve(response.resume().statusCode),
      );
      outgoing.on('error', reject);
      for (let index = 0; index < 80; index += 1) outgoing.write('x'.repeat(64 * 1024));
      outgoing.end();
    });
    expect(status).toBe(413);
  });

  test('asks for the token first', async () => {
    const session = await withText();
    const { status } = await session.anonymous('POST', entityPath('note'), bodyOf(2 * mebibyte));
    expect(status).toBe(401);
  });
});

describe('starting and stopping', () => {
  test('listens on the port that it is given, and says when that one is taken', async () => {
    const first = await open();
    const taken = Number(new URL(first.port.url).port);
    await expect(open({ port: taken })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining(String(taken)),
    });
    await first.port.close();
    const second = await open({ port: taken });
    expect(second.port.url).toBe(`http://127.0.0.1:${taken}`);
  });

  test('closing twice is fine, and nobody listens afterwards', async () => {
    const session = await open();
    await Promise.all([session.port.close(), session.port.close()]);
    await expect(fetch(session.port.url)).rejects.toThrow();
  });
});
