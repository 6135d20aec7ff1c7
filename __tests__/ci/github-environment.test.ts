import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readGithubEnvironment } from '../../src/ci/github-environment.ts';
import type { Environment } from '../../src/host/host.ts';
import { type Loopback, startLoopback } from './loopback.ts';

let server: Loopback | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const encoded = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: unknown): string =>
  `${encoded({ alg: 'RS256' })}.${encoded(claims)}.c2lnbmF0dXJl`;
const answerWith =
  (text: string, status = 200) =>
  (_request: unknown, response: ServerResponse) => {
    response.statusCode = status;
    response.end(text);
  };

async function read(env: Environment, signal?: AbortSignal) {
  const lines: string[] = [];
  const secrets: string[] = [];
  const environment = await readGithubEnvironment({
    env,
    fetch,
    secrets: { add: (value) => secrets.push(value), redact: (text) => text },
    log: { debug: (line) => lines.push(line) },
    ...(signal === undefined ? {} : { signal }),
  });
  return { environment, lines, secrets };
}

const offered = (url: string): Environment => ({
  ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/idtoken?api-version=2.0`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
});

test('the environment of the job is a claim of its token', async () => {
  const jwt = token({ sub: 'repo:acme/shop:environment:other', environment: 'production-eu' });
  server = await startLoopback(answerWith(JSON.stringify({ value: jwt })));
  const { environment, lines, secrets } = await read(offered(server.url));
  expect(environment).toBe('production-eu');
  expect(lines).toEqual([]);
  expect(secrets).toEqual(['request-token', jwt]);
  expect(server.received).toHaveLength(1);
  expect(server.received[0]?.path).toBe('/idtoken?api-version=2.0&audience=port-dora');
  expect(server.received[0]?.headers.authorization).toBe('Bearer request-token');
});

describe('there is no environment, and the debug log says why,', () => {
  test.each([
    ['the job has none', JSON.stringify({ value: token({ sub: 'x' }) }), 200, /no environment$/],
    [
      'its name is empty',
      JSON.stringify({ value: token({ environment: '' }) }),
      200,
      /no environment$/,
    ],
    [
      'its name is no text',
      JSON.stringify({ value: token({ environment: 7 }) }),
      200,
      /no environment$/,
    ],
    ['the token is no token', '{"value":"abc"}', 200, /token cannot be read/],
    [
      'the claims are no object',
      JSON.stringify({ value: token(['x']) }),
      200,
      /token cannot be read/,
    ],
    ['the answer is empty', '', 200, /holds no token/],
    ['the answer is no JSON', '<html>', 200, /holds no token/],
    ['the answer is enormous', 'x'.repeat(100_000), 200, /too large/],
    ['the request is refused', '{"message":"no"}', 403, /403/],
  ])('when %s', async (_case, body, status, reason) => {
    server = await startLoopback(answerWith(body, status));
    const { environment, lines } = await read(offered(server.url));
    expect(environment).toBeNull();
    expect(lines).toEqual([expect.stringMatching(reason)]);
  });

  test('when the job has no permission to request a token', async () => {
    for (const env of [
      {},
      { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' },
      { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x' },
    ]) {
      expect(await read(env)).toMatchObject({
        environment: null,
        lines: [expect.stringContaining('may not request one')],
      });
    }
  });

  test('when the server is gone', async () => {
    const gone = await startLoopback(answerWith(''));
    await gone.close();
    expect(await read(offered(gone.url))).toMatchObject({
      environment: null,
      lines: [expect.stringContaining('the request failed')],
    });
  });

  test('when the server stays silent until the time is over', async () => {
    server = await startLoopback(() => undefined);
    expect(await read(offered(server.url), AbortSignal.timeout(50))).toMatchObject({
      environment: null,
      lines: [expect.stringContaining('the request failed')],
    });
  });

  test('when the connection breaks in the middle of the answer', async () => {
    server = await startLoopback((_request, response) => {
      response.setHeader('content-length', '1000');
      response.write('{"value":');
      response.destroy();
    });
    expect((await read(offered(server.url))).environment).toBeNull();
  });
});

test.each([
  'http://token.example.com/?x=1',
  'file:///etc/passwd',
  'not an address',
  'http://127.0.0.1.example.com/',
])('the request token is not sent to %s', async (url) => {
  const asked: string[] = [];
  const environment = await readGithubEnvironment({
    env: { ...offered(''), ACTIONS_ID_TOKEN_REQUEST_URL: url },
    fetch: async (address) => {
      asked.push(address);
      return { status: 200, text: async () => '' };
    },
    secrets: { add: () => undefined, redact: (text) => text },
    log: { debug: () => undefined },
  });
  expect(environment).toBeNull();
  expect(asked).toEqual([]);
});

test('no token is in the debug log, whatever happens', async () => {
  server = await startLoopback(answerWith('{"value":"planted-secret"}'));
  const { lines, secrets } = await read(offered(server.url));
  expect(lines.join()).not.toMatch(/planted-secret|request-token/);
  expect(secrets).toContain('planted-secret');
});
