import { afterEach, describe, expect, test } from '@jest/globals';
import { createRedactor } from '../../src/host/redactor.ts';
import type { SessionSettings } from '../../src/port/session.ts';
import { tokenExpiry } from '../../src/port/token-expiry.ts';
import { startOfTest } from './support/fake-clock.ts';
import {
  clientId,
  clientSecret,
  isLogin,
  loginAnswer,
  type TestClient,
  testClient,
  thrownBy,
  tokenUntil,
} from './support/port-script.ts';
import { routedServer, type Script, type ScriptedServer } from './support/scripted-server.ts';

let server: ScriptedServer;
let under: TestClient;

/** A Port whose logins are answered in order; `check` answers everything else. */
async function start(
  logins: readonly Script[],
  check: (authorization: string) => Script = () => organization,
  settings: Partial<SessionSettings> = {},
) {
  let count = 0;
  server = await routedServer((request) => {
    if (!isLogin(request)) return check(String(request.headers.authorization));
    count += 1;
    return logins[Math.min(count, logins.length) - 1] ?? {};
  });
  under = testClient(server, settings);
}

afterEach(async () => {
  await under.close();
  await server.close();
});

const organization: Script = { json: { ok: true, organization: { id: 'org', name: 'Acme' } } };
const unauthorized: Script = { status: 401, json: { ok: false, error: 'unauthorized' } };
const ask = () => under.client.getOrganization();
const logins = () => server.seen.filter(isLogin).length;
const tokens = () =>
  server.seen.filter((request) => !isLogin(request)).map(({ headers }) => headers.authorization);
const nowInSeconds = startOfTest / 1000;

describe('a client id and secret', () => {
  test('are sent in a body with exactly these keys, and without a token', async () => {
    await start([loginAnswer('one')]);
    await ask();
    const [login] = server.seen;
    expect(login).toMatchObject({ method: 'POST', url: '/v1/auth/access_token' });
    expect(JSON.parse(login?.body ?? '')).toEqual({ clientId, clientSecret });
    expect(login?.headers.authorization).toBeUndefined();
    expect(tokens()).toEqual(['Bearer one']);
  });

  test('log in once for requests that follow each other', async () => {
    await start([loginAnswer('one')]);
    await ask();
    await ask();
    expect(logins()).toBe(1);
    expect(under.client.requestCount).toBe(3);
  });

  test('log in once for requests at the same time', async () => {
    await start([loginAnswer('one')]);
    await Promise.all([ask(), ask(), ask(), ask()]);
    expect(logins()).toBe(1);
    expect(tokens()).toEqual(Array(4).fill('Bearer one'));
  });

  test('log in again after a login that failed', async () => {
    await start([unauthorized, loginAnswer('two')]);
    expect(await thrownBy(ask)).toMatchObject({ code: 'API_CREDENTIALS' });
    expect(await ask()).toEqual({ id: 'org', name: 'Acme' });
  });

  test('that are wrong are refused once, with the region as a possible reason', async () => {
    const json = { ok: false, error: 'invalid_credentials', message: 'Invalid credentials' };
    await start([{ status: 401, json }]);
    expect(await thrownBy(ask)).toMatchObject({
      code: 'API_CREDENTIALS',
      status: 401,
      portError: 'invalid_credentials',
      hint: expect.stringMatching(/client-id.*client-secret.*base-url/),
    });
    expect(server.seen).toHaveLength(1);
  });

  test.each([
    [{}, 'an answer without an access token'],
    [{ ok: true, accessToken: '' }, 'an answer without an access token'],
    [{ ok: true, accessToken: 5 }, 'an answer without an access token'],
    [{ ok: true, accessToken: 'two\nlines' }, 'an answer without an access token'],
  ])('answered with %j are an error', async (json, message) => {
    await start([{ json }]);
    expect(await thrownBy(ask)).toMatchObject({
      code: 'API_UNREADABLE',
      message: expect.stringContaining(message),
    });
  });
});

describe('a token', () => {
  test('is renewed a minute before its own end', async () => {
    const ends = nowInSeconds + 600;
    await start([loginAnswer(tokenUntil(ends)), loginAnswer('two')]);
    await ask();
    under.clock.advance(539_000);
    await ask();
    expect(logins()).toBe(1);
    under.clock.advance(1_000);
    await ask();
    expect(logins()).toBe(2);
    expect(tokens().at(-1)).toBe('Bearer two');
  });

  test('that does not say when it ends is renewed by expiresIn', async () => {
    await start([loginAnswer('opaque', 600), loginAnswer('two')]);
    await ask();
    under.clock.advance(539_999);
    await ask();
    expect(logins()).toBe(1);
    under.clock.advance(1);
    await ask();
    expect(logins()).toBe(2);
  });

  test('without any end is used until Port refuses it', async () => {
    await start([{ json: { ok: true, accessToken: 'opaque' } }]);
    await ask();
    under.clock.advance(1_000 * 3_600_000);
    await ask();
    expect(logins()).toBe(1);
  });

  test('with less than a minute left is used to its end instead of logging in each time', async () => {
    const short = tokenUntil(nowInSeconds + 40);
    await start([loginAnswer(short), loginAnswer('two')]);
    await ask();
    under.clock.advance(39_000);
    await ask();
    expect(logins()).toBe(1);
    under.clock.advance(2_000);
    await ask();
    expect(logins()).toBe(2);
  });

  test('that ended long ago by our clock is used all the same: the clock may be wrong', async () => {
    await start([loginAnswer(tokenUntil(nowInSeconds - 90_000))]);
    await ask();
    await ask();
    expect(logins()).toBe(1);
  });

  test('that Port refuses is renewed once, and the request repeated once', async () => {
    await start([loginAnswer('one'), loginAnswer('two')], (authorization) =>
      authorization === 'Bearer one' ? unauthorized : organization,
    );
    expect(await ask()).toEqual({ id: 'org', name: 'Acme' });
    expect(tokens()).toEqual(['Bearer one', 'Bearer two']);
    expect(logins()).toBe(2);
  });

  test('that Port refuses in the middle of a run is renewed once for all requests', async () => {
    let refused = 'Bearer none';
    await start([loginAnswer('one'), loginAnswer('two')], (authorization) =>
      authorization === refused ? unauthorized : organization,
    );
    await ask();
    refused = 'Bearer one';
    await Promise.all([ask(), ask(), ask()]);
    expect(logins()).toBe(2);
    expect(tokens().filter((token) => token === 'Bearer two')).toHaveLength(3);
  });

  test('that Port refuses again ends in an error, not in a loop', async () => {
    await start([loginAnswer('one'), loginAnswer('two')], () => unauthorized);
    expect(await thrownBy(ask)).toMatchObject({ code: 'API_CREDENTIALS', status: 401 });
    expect(tokens()).toEqual(['Bearer one', 'Bearer two']);
  });

  test('is masked in logs from the moment it is known', async () => {
    const secrets = createRedactor();
    await start([loginAnswer('one-token-of-Port')], () => organization, { secrets });
    await ask();
    expect(secrets.redact('a one-token-of-Port b')).toBe('a *** b');
    expect(secrets.redact(`a ${clientSecret} b`)).toBe('a *** b');
  });
});

describe('a ready access token', () => {
  const ready = (accessToken: string) => ({ credentials: { accessToken } });

  test('is used as given, without a login', async () => {
    await start([], () => organization, ready('mine'));
    await ask();
    expect(server.seen).toHaveLength(1);
    expect(tokens()).toEqual(['Bearer mine']);
  });

  test('may have been copied with its scheme', async () => {
    await start([], () => organization, ready('Bearer mine '));
    await ask();
    expect(tokens()).toEqual(['Bearer mine']);
  });

  test('that Port refuses is an error at once', async () => {
    await start([], () => unauthorized, ready('mine'));
    expect(await thrownBy(ask)).toMatchObject({
      code: 'API_CREDENTIALS',
      hint: expect.stringContaining('access-token'),
    });
    expect(server.seen).toHaveLength(1);
  });

  test('that ended says when', async () => {
    await start([], () => unauthorized, ready(tokenUntil(nowInSeconds - 60)));
    expect(await thrownBy(ask)).toMatchObject({
      message: expect.stringContaining('the access token ended at 2026-01-02T03:03:05.000Z'),
    });
  });

  test('is masked', async () => {
    const secrets = createRedactor();
    await start([], () => organization, { secrets, ...ready('my-ready-token') });
    expect(secrets.redact('my-ready-token')).toBe('***');
  });

  test('that no header can hold is a mistake of the one who gave it', async () => {
    await start([], () => organization, ready('with a\nnewline'));
    expect(await thrownBy(ask)).toMatchObject({ code: 'OPTION_INVALID' });
    expect(server.seen).toHaveLength(0);
  });
});

describe('the end of a token', () => {
  test.each<[string, number | null]>([
    [tokenUntil(5), 5_000],
    ['', null],
    ['opaque', null],
    ['a.b.c', null],
    [`a.${Buffer.from('[1]').toString('base64url')}.c`, null],
    [`a.${Buffer.from('{"exp":"5"}').toString('base64url')}.c`, null],
    [`a.${Buffer.from('{"exp":1e999}').toString('base64url')}.c`, null],
    [`a.${Buffer.from('null').toString('base64url')}.c`, null],
  ])('of %s is %s', (token, expected) => {
    expect(tokenExpiry(token)).toBe(expected);
  });

  test('that no calendar holds is no reason to fail', async () => {
    await start([], () => unauthorized, { credentials: { accessToken: tokenUntil(-1e300) } });
    expect(await thrownBy(ask)).toMatchObject({ code: 'API_CREDENTIALS' });
  });
});
