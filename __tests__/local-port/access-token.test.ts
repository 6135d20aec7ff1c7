import { afterEach, describe, expect, test } from '@jest/globals';
import { closeAll, open, type Session } from './support/session.ts';

afterEach(closeAll);

const hour = 3_600_000;
const credentials = ({ port }: Session) => ({
  clientId: port.clientId,
  clientSecret: port.clientSecret,
});

describe('logging in', () => {
  test('gives a bearer token for three hours, without a token in the request', async () => {
    const session = await open({ clientId: 'me', clientSecret: 'mine' });
    await session.anonymous('POST', '/_local/reset');
    const { status, body } = await session.login();
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        ok: true,
        accessToken: expect.any(String),
        expiresIn: 10800,
        tokenType: 'Bearer',
      },
    });
  });

  test('gives a JWT whose exp is three hours after the clock', async () => {
    const session = await open();
    await session.anonymous('POST', '/_local/reset');
    await session.setClock({ now: '2026-03-01T10:00:00Z' });
    const { body } = await session.login();
    const claims = JSON.parse(
      Buffer.from(body.accessToken.split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(claims).toMatchObject({
      exp: Date.parse('2026-03-01T13:00:00Z') / 1000,
      isMachine: true,
      personalToken: false,
    });
  });

  test('makes up credentials that differ from server to server', async () => {
    const [one, other] = [await open(), await open()];
    expect(one.port.clientSecret).not.toBe(other.port.clientSecret);
    expect((await other.anonymous('POST', '/v1/auth/access_token', credentials(one))).status).toBe(
      401,
    );
  });

  test.each([
    ['a wrong secret', { clientSecret: 'no' }],
    ['a wrong id', { clientId: 'no' }],
    ['empty credentials', { clientId: '', clientSecret: '' }],
  ])('refuses %s with 401 invalid_credentials', async (_name, change) => {
    const session = await open();
    const body = { ...credentials(session), ...change };
    expect(await session.anonymous('POST', '/v1/auth/access_token', body)).toMatchObject({
      status: 401,
      body: { ok: false, error: 'invalid_credentials', message: expect.any(String) },
    });
  });

  test.each([
    ['a third key', { extra: 1 }],
    ['a missing key', { clientSecret: undefined }],
    ['a number', { clientSecret: 7 }],
  ])('takes exactly two texts: %s is 422', async (_name, change) => {
    const session = await open();
    const body = { ...credentials(session), ...change };
    expect(await session.anonymous('POST', '/v1/auth/access_token', body)).toMatchObject({
      status: 422,
      body: { ok: false, error: 'invalid_request' },
    });
  });
});

describe('the life of a token', () => {
  test('a second login gives the same token with the seconds that are left', async () => {
    const session = await open();
    await session.anonymous('POST', '/_local/reset');
    await session.setClock({ now: '2026-03-01T10:00:00Z' });
    const first = (await session.login()).body;
    await session.setClock({ advanceMs: hour });
    const second = (await session.login()).body;
    expect(second.accessToken).toBe(first.accessToken);
    expect([first.expiresIn, second.expiresIn]).toEqual([10800, 7200]);
  });

  test('expiresIn of a reused token is the full life when switched', async () => {
    const session = await open({ behaviour: { reusedTokenExpiresIn: 'full' } });
    await session.setClock({ advanceMs: hour });
    expect((await session.login()).body.expiresIn).toBe(10800);
  });

  test('works until the last millisecond and is 401 from then on', async () => {
    const session = await open();
    await session.anonymous('POST', '/_local/reset');
    await session.setClock({ now: '2026-03-01T10:00:00Z' });
    session.token = (await session.login()).body.accessToken;
    await session.setClock({ advanceMs: 3 * hour - 1 });
    expect((await session.call('GET', '/v1/organization')).status).toBe(200);
    await session.setClock({ advanceMs: 1 });
    expect(await session.call('GET', '/v1/organization')).toMatchObject({
      status: 401,
      body: { ok: false, error: 'unauthorized' },
    });
    const renewed = (await session.login()).body;
    expect(renewed.accessToken).not.toBe(session.token);
    expect(renewed.expiresIn).toBe(10800);
  });

  test.each([
    ['no header', {}],
    ['an unknown token', { authorization: 'Bearer abc.def.ghi' }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['no scheme', { authorization: 'TOKEN' }],
    ['another scheme', { authorization: 'Basic TOKEN' }],
  ])('refuses %s with 401', async (_name, headers) => {
    const session = await open();
    const sent = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key, value.replace('TOKEN', session.token)]),
    );
    const response = await fetch(`${session.port.url}/v1/organization`, { headers: sent });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ ok: false, error: 'unauthorized' });
  });

  test('the organization answers to a valid token', async () => {
    const session = await open();
    expect(await session.call('GET', '/v1/organization')).toMatchObject({
      status: 200,
      body: { ok: true, organization: { id: expect.any(String), name: expect.any(String) } },
    });
  });
});
