import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createRedactor } from '../../src/host/redactor.ts';
import type { PortCredentials } from '../../src/port/token.ts';
import {
  isLogin,
  loginAnswer,
  type TestClient,
  testClient,
  thrownBy,
} from './support/port-script.ts';
import {
  cut,
  routedServer,
  type Script,
  type ScriptedServer,
  silence,
} from './support/scripted-server.ts';

const clientSecret = 'planted secret/of+the=client';
const token = 'planted-token-of-the-session';
const encodings = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  Buffer.from(secret).toString('hex'),
];
/** Half a secret is one too: texts are cut. */
const halves = [clientSecret.slice(0, 14), token.slice(0, 14)];
const whole = [...encodings(clientSecret), ...encodings(token)];
const planted = [...whole, ...halves];
/** What a careless server sends back: everything that it was sent. */
const echo = `you sent ${whole.join(' and ')}, Bearer ${token}`;
const json = {
  ok: false,
  error: echo,
  message: echo,
  details: { headers: { authorization: echo } },
};

let server: ScriptedServer;
let under: TestClient | undefined;

afterEach(async () => {
  await under?.close();
  await server.close();
});

async function failWith(script: Script, login: Script = loginAnswer(token)) {
  const ready: PortCredentials = { accessToken: token };
  const credentials = login === script ? { clientId: 'id', clientSecret } : ready;
  server = await routedServer((request) => (isLogin(request) ? login : script));
  const secrets = createRedactor();
  secrets.add(clientSecret);
  under = testClient(server, { credentials, secrets, attemptLimitMs: 50 });
  const { client, lines } = under;
  const errors = [
    await thrownBy(() => client.upsertEntity('deployment', { identifier: 'a' })),
    await thrownBy(() => client.searchEntities('deployment').next()),
    ...(await client.upsertEntities('deployment', [{ identifier: 'a' }])).map(({ error }) => error),
  ];
  return { errors, lines };
}

/** Everything that printing an error in any way can show. */
function printed(error: unknown): string {
  const { message, stack, hint } = error as Record<string, unknown>;
  const all = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
  return [all, message, stack, hint, JSON.stringify(error), String(error)].join('\n');
}

const failures: readonly (readonly [string, Script])[] = [
  ...[200, 400, 401, 403, 404, 409, 413, 422, 429, 500, 503].map(
    (status) => [`status ${status}`, { status, json, headers: { 'x-trace-id': echo } }] as const,
  ),
  ['a success without what was asked', { status: 201, json: { ok: true, echo } }],
  ['an error object', { status: 422, json: { error: { name: echo, message: echo } } }],
  [
    'an error in a bulk answer',
    { status: 207, json: { entities: [null], errors: [{ index: 0, ...json }] } },
  ],
  ['a long text', { status: 422, json: { message: `${'x'.repeat(270)} ${echo}` } }],
  ['plain text', { status: 400, body: echo }],
  ['a page', { status: 403, body: `<html><title>${echo}</title><body>${echo}` }],
  [
    'a redirect',
    { status: 302, headers: { location: `https://${token}.test/${encodeURIComponent(echo)}` } },
  ],
  ['bytes that are no HTTP', (response) => response.socket?.end(`${echo}\r\n\r\n`)],
  [
    'a broken header',
    (response) => response.socket?.end(`HTTP/1.1 200 OK\r\n\u0001${echo}\r\n\r\n`),
  ],
  ['a cut connection', cut],
  ['silence', silence],
];

describe('no secret is in an error or a log after', () => {
  test.each(failures)('%s', async (_, script) => {
    const { errors, lines } = await failWith(script);
    expect(errors).toHaveLength(3);
    for (const text of [...errors.map(printed), ...lines]) {
      for (const secret of planted) expect(text).not.toContain(secret);
    }
  });

  test.each(failures)('a login that met %s', async (_, script) => {
    const { errors, lines } = await failWith(script, script);
    for (const text of [...errors.map(printed), ...lines]) {
      for (const secret of [...encodings(clientSecret), clientSecret.slice(0, 14)])
        expect(text).not.toContain(secret);
    }
  });
});
