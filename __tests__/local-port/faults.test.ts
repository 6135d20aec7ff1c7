import { request } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { blueprint, closeAll, entityPath, merge, open, type Session } from './support/session.ts';

afterEach(closeAll);

const organization = '/v1/organization';
const upsert = entityPath('service') + merge;

/** What a client sees of one request: the bytes that arrived, and whether the answer was complete. */
function raw(
  session: Session,
  method: string,
  path: string,
  body = '',
): Promise<{ bytes: string; complete: boolean }> {
  return new Promise((resolve) => {
    let bytes = '';
    const outgoing = request(
      session.port.url + path,
      { method, headers: { authorization: `Bearer ${session.token}` } },
      (response) => {
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          bytes += chunk;
        });
        response.on('error', () => undefined);
        response.on('close', () => resolve({ bytes, complete: response.complete }));
      },
    );
    outgoing.on('error', () => resolve({ bytes, complete: false }));
    outgoing.end(body);
  });
}

async function withService(): Promise<Session> {
  const session = await open();
  await session.define(blueprint('service'));
  return session;
}

describe('an answer in place of the ordinary one', () => {
  test('comes once, before the request has any effect', async () => {
    const session = await withService();
    await session.fault({ kind: 'answer', status: 503, body: { ok: false, error: 'busy' } });
    expect(await session.call('POST', upsert, { identifier: 'a' })).toMatchObject({
      status: 503,
      body: { ok: false, error: 'busy' },
    });
    expect(await session.find('service')).toEqual([]);
    expect((await session.call('POST', upsert, { identifier: 'a' })).status).toBe(201);
  });

  test('may be HTML as a load balancer sends it, without the headers of Port', async () => {
    const session = await withService();
    const page = '<html><h1>502 Bad Gateway</h1></html>';
    const headers = { Server: 'awselb/2.0', 'X-Trace-Id': null };
    await session.fault({ kind: 'answer', status: 502, body: page, headers });
    const reply = await session.call('GET', organization);
    expect({ status: reply.status, body: reply.body }).toEqual({ status: 502, body: page });
    expect(reply.headers.get('content-type')).toMatch('text/html');
    expect(reply.headers.get('server')).toBe('awselb/2.0');
    expect(reply.headers.get('x-trace-id')).toBeNull();
    expect(reply.headers.get('x-ratelimit-limit')).toBeTruthy();
  });

  test('may be empty, or a text that only claims to be JSON', async () => {
    const session = await withService();
    await session.fault({ kind: 'answer', status: 504 });
    await session.fault({
      kind: 'answer',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"ok": tru',
    });
    const empty = await raw(session, 'GET', organization);
    expect(empty).toEqual({ bytes: '', complete: true });
    expect((await raw(session, 'GET', organization)).bytes).toBe('{"ok": tru');
  });

  test('hits the login as well', async () => {
    const session = await withService();
    await session.fault({ kind: 'answer', path: '/v1/auth/*', status: 500, body: {} });
    expect((await session.login()).status).toBe(500);
    expect((await session.login()).status).toBe(200);
  });
});

describe('which requests a fault hits', () => {
  const statuses = async (session: Session, count: number, path = organization) => {
    const seen: number[] = [];
    for (let index = 0; index < count; index += 1) {
      seen.push((await session.call('GET', path)).status);
    }
    return seen;
  };

  test('the n-th and so many after it', async () => {
    const session = await withService();
    await session.fault({ kind: 'answer', status: 500, skip: 2, times: 2 });
    expect(await statuses(session, 6)).toEqual([200, 200, 500, 500, 200, 200]);
  });

  test('all of them until they are cleared', async () => {
    const session = await withService();
    await session.fault({ kind: 'answer', status: 500, times: null });
    expect(await statuses(session, 3)).toEqual([500, 500, 500]);
    await session.anonymous('DELETE', '/_local/faults');
    expect(await statuses(session, 1)).toEqual([200]);
  });

  test.each([
    [{ method: 'POST' }, 200],
    [{ method: 'get' }, 500],
    [{ path: '/v1/blueprints/service' }, 500],
    [{ path: '/v1/blueprints' }, 200],
    [{ path: '/v1/*/service' }, 500],
    [{ path: '/v1/*' }, 200],
    [{ path: '/v1/**' }, 500],
    [{ path: '/v1/blueprints/serv*' }, 500],
    [{ path: '/v1.blueprints/service' }, 200],
    [{ method: 'GET', path: '**/service' }, 500],
  ])('those that match %j', async (match, status) => {
    const session = await withService();
    await session.fault({ kind: 'answer', status: 500, ...match });
    expect(await statuses(session, 1, '/v1/blueprints/service')).toEqual([status]);
  });

  test('several faults hit one after the other, and each counts for itself', async () => {
    const session = await withService();
    await session.fault({ kind: 'answer', status: 501 });
    await session.fault({ kind: 'answer', status: 502 });
    await session.fault({ kind: 'answer', status: 503, skip: 3 });
    expect(await statuses(session, 5)).toEqual([501, 502, 200, 503, 200]);
    expect((await session.anonymous('GET', '/_local/faults')).body).toMatchObject({
      faults: [
        { id: 1, seen: 5, hits: 1, fault: { status: 501, times: 1 } },
        { id: 2, hits: 1 },
        { id: 3, hits: 1 },
      ],
    });
  });

  test('never those under /_local', async () => {
    const session = await withService();
    await session.fault({ kind: 'answer', status: 500, times: null });
    expect((await session.anonymous('GET', '/_local')).status).toBe(200);
  });

  test.each([
    [{}],
    [{ kind: 'unknown' }],
    [{ kind: 'answer' }],
    [{ kind: 'answer', status: 99 }],
    [{ kind: 'answer', status: 500, times: 0 }],
    [{ kind: 'answer', status: 500, skip: -1 }],
    [{ kind: 'cut' }],
    [{ kind: 'hang', status: 500 }],
    [{ kind: 'rate-limit', retryAfter: 'never' }],
  ])('a fault that nobody understands is 422: %j', async (fault) => {
    const session = await withService();
    expect((await session.anonymous('POST', '/_local/faults', fault)).status).toBe(422);
  });
});

describe('a slow answer', () => {
  test('comes after the delay, and is otherwise as usual', async () => {
    const session = await withService();
    await session.fault({ kind: 'delay', delayMs: 80 });
    const began = performance.now();
    expect((await session.call('GET', organization)).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThanOrEqual(75);
  });

  test('does not keep a server from closing', async () => {
    const session = await withService();
    await session.fault({ kind: 'delay', delayMs: 60_000 });
    const pending = session.call('GET', organization).catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 30));
    await session.port.close();
    expect(await pending).toBe('cut');
  });

  test('may never come', async () => {
    const session = await withService();
    await session.fault({ kind: 'hang' });
    const signal = AbortSignal.timeout(100);
    const headers = { authorization: `Bearer ${session.token}` };
    const pending = fetch(session.port.url + organization, { headers, signal });
    await expect(pending).rejects.toMatchObject({ name: 'TimeoutError' });
    expect((await session.call('GET', organization)).status).toBe(200);
  });
});

describe('a cut connection', () => {
  const write = (session: Session) =>
    raw(session, 'POST', upsert, JSON.stringify({ identifier: 'a', title: 'x'.repeat(1000) }));

  test('before: nothing arrives and nothing happened', async () => {
    const session = await withService();
    await session.fault({ kind: 'cut', at: 'before' });
    expect(await write(session)).toEqual({ bytes: '', complete: false });
    expect(await session.find('service')).toEqual([]);
  });

  test('unanswered: nothing arrives, but it happened', async () => {
    const session = await withService();
    await session.fault({ kind: 'cut', at: 'unanswered' });
    expect(await write(session)).toEqual({ bytes: '', complete: false });
    expect(await session.find('service')).toEqual(['a']);
  });

  test('middle: half of the answer arrives, and it happened', async () => {
    const session = await withService();
    await session.fault({ kind: 'cut', at: 'middle' });
    const { bytes, complete } = await write(session);
    expect(complete).toBe(false);
    expect(bytes.length).toBeGreaterThan(500);
    expect(bytes).toMatch(/^\{"ok":true,"entity":\{/);
    expect(() => JSON.parse(bytes)).toThrow();
    expect(await session.find('service')).toEqual(['a']);
  });
});

describe('a rate limit', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');
  async function limited(fault: object = {}): Promise<Session> {
    const session = await withService();
    await session.setClock({ now: new Date(now).toISOString() });
    await session.fault({ kind: 'rate-limit', retryAfterSeconds: 7, ...fault });
    return session;
  }

  test('is 429 with Retry-After in seconds and a reset as epoch', async () => {
    const session = await limited();
    const { status, body, headers } = await session.call('GET', organization);
    expect({ status, body }).toEqual({
      status: 429,
      body: { ok: false, error: 'rate_limit_exceeded', message: expect.any(String) },
    });
    expect(headers.get('retry-after')).toBe('7');
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(headers.get('x-ratelimit-reset')).toBe(String(now / 1000 + 7));
    expect((await session.call('GET', organization)).status).toBe(200);
  });

  test.each([
    [
      { rateLimitRetryAfter: 'date' },
      { retryAfter: 'date' },
      'Tue, 10 Mar 2026 12:00:07 GMT',
      String(now / 1000 + 7),
    ],
    [{ rateLimitRetryAfter: 'absent' }, { retryAfter: 'absent' }, null, String(now / 1000 + 7)],
    [{ rateLimitReset: 'delta' }, { reset: 'delta' }, '7', '7'],
  ])('looks as the switch %j or the fault %j says', async (changes, fault, retryAfter, reset) => {
    const switched = await limited();
    await switched.behave(changes);
    const asked = await limited(fault);
    for (const session of [switched, asked]) {
      const { headers } = await session.call('GET', organization);
      expect(headers.get('retry-after')).toBe(retryAfter);
      expect(headers.get('x-ratelimit-reset')).toBe(reset);
    }
  });

  test('may have a body in HTML', async () => {
    const switched = await limited();
    await switched.behave({ rateLimitBody: 'html' });
    for (const session of [switched, await limited({ body: 'html' })]) {
      const { status, headers, body } = await session.call('GET', organization);
      expect(status).toBe(429);
      expect(headers.get('content-type')).toMatch('text/html');
      expect(body).toMatch('<html>');
    }
  });
});
