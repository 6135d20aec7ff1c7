import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import {
  routedServer,
  type Script,
  type ScriptedServer,
  type SeenRequest,
} from '../port/support/scripted-server.ts';
import { formsOf, foundIn, textOfFiles } from './planted-secrets.ts';
import { type ReporterRun, runReporter } from './run-reporter.ts';

jest.setTimeout(60_000);

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Secrets with signs that every encoding writes in another way. */
const secrets = {
  clientId: 'planted client & id/of+the=app',
  clientSecret: 'planted "client" \\ sécret <100%> ☕ of+the/app=',
  accessToken: `${part({ alg: 'HS256' })}.${part({ sub: 'planted token of the session' })}.planted_Signature-of_this-Token`,
  githubToken: 'ghs_plantedGithubTokenOfThisJob0123456789',
  oidcRequestToken: 'planted-oidc-request-token/with+signs==',
  oidcToken: `${part({ alg: 'none' })}.${part({ environment: 'production', jti: 'planted oidc' })}.plantedOidcSignature`,
};

let server: ScriptedServer;

afterEach(() => server.close());

/** Everything that the client ever sent or got, in every form, and once more at each place where a text may be cut. */
const echo = [
  ...Object.values(secrets).flatMap(formsOf),
  `Authorization: Bearer ${secrets.accessToken}`,
  `Basic ${Buffer.from(`${secrets.clientId}:${secrets.clientSecret}`).toString('base64')}`,
].join(' | ');

const isLogin = ({ url }: SeenRequest): boolean => url.startsWith('/v1/auth/');
const isOidc = ({ url }: SeenRequest): boolean => url.startsWith('/oidc');
const goodLogin: Script = { json: { ok: true, accessToken: secrets.accessToken, expiresIn: 9999 } };

async function reportTo(
  answer: Script,
  { login = goodLogin, env = {} }: { login?: Script; env?: Record<string, string> } = {},
): Promise<ReporterRun> {
  server = await routedServer((request) => {
    if (isOidc(request)) return { json: { value: secrets.oidcToken } };
    return isLogin(request) ? login : answer;
  });
  return runReporter({
    env: {
      PORT_BASE_URL: server.url,
      PORT_CLIENT_ID: secrets.clientId,
      PORT_CLIENT_SECRET: secrets.clientSecret,
      GITHUB_TOKEN: secrets.githubToken,
      ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/oidc`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: secrets.oidcRequestToken,
      RUNNER_DEBUG: '1',
      PORT_DORA_TIMEOUT: '1',
      ...env,
    },
  });
}

const expectClean = (result: ReporterRun, known: Record<string, string> = secrets): void => {
  const all = `${result.output}\n${textOfFiles(result.folder)}`;
  expect(foundIn(all, known)).toEqual([]);
  expect(result.output).toContain('NOT REPORTED');
};

const said = { ok: false, error: echo, message: echo, details: { headers: [echo] } };

describe('a server that says back what it was told shows nothing of it', () => {
  test.each([400, 401, 403, 404, 409, 413, 422, 429, 500])('with status %s', async (status) => {
    const result = await reportTo({
      status,
      json: said,
      headers: { 'x-trace-id': 'planted client' },
    });
    expectClean(result);
    expect(result.output).toContain(`${status}`);
  });

  test('with the reason in full, where it is not secret', async () => {
    const message = `no ${secrets.clientSecret} is good`;
    const result = await reportTo({ status: 422, json: { ok: false, message } });
    expectClean(result);
    expect(result.output).toContain('no *** is good');
  });

  test.each<[string, Script]>([
    [
      'a page',
      {
        status: 502,
        body: `<html><title>${echo}</title>`,
        headers: { 'content-type': 'text/html' },
      },
    ],
    ['a plain text', { status: 400, body: echo }],
    [
      'a success that is none',
      { status: 201, json: { ok: true, entity: echo, accessToken: echo } },
    ],
    ['a success of text', { status: 200, body: echo }],
    [
      'a redirect',
      {
        status: 302,
        headers: {
          location: `https://${encodeURIComponent(secrets.clientSecret)}.test/?t=${secrets.accessToken}`,
        },
      },
    ],
    [
      'a code of its own',
      { status: 422, json: { ok: false, error: { name: echo, message: echo } } },
    ],
    ['a trace id', { status: 403, json: {}, headers: { 'x-trace-id': secrets.accessToken } }],
    ['a wait', { status: 429, json: {}, headers: { 'retry-after': secrets.accessToken } }],
  ])('in %s', async (_, answer) => {
    expectClean(await reportTo(answer));
  });

  test.each<[string, Script]>([
    ['refuses it', { status: 401, json: said }],
    ['answers with a page', { status: 500, body: `<html><title>${echo}</title>` }],
    ['hands out something else', { json: { ok: true, accessToken: { is: echo } } }],
    [
      'hands out a token that is none',
      { json: { ok: true, accessToken: `${secrets.accessToken}\n` } },
    ],
  ])('when the login %s', async (_, login) => {
    // The token was never handed out, so nobody can know that it is one.
    const known = { clientId: secrets.clientId, clientSecret: secrets.clientSecret };
    expectClean(await reportTo({}, { login }), known);
  });

  test.each([230, 930, 9_930])(
    'when the secret stands where a text of %s characters is cut',
    async (length) => {
      const messages = [' '.repeat(length), 'x'.repeat(length)].map(
        (padding) => `${padding}${secrets.accessToken}`,
      );
      for (const message of messages) {
        const result = await reportTo({
          status: 400,
          json: { ok: false, message, error: message },
        });
        await server.close();
        expectClean(result);
        const page = `<html><title>${message}</title></html>`;
        expectClean(await reportTo({ status: 400, body: page }));
        await server.close();
      }
    },
  );

  test("when it is GitHub's API", async () => {
    server = await routedServer(() => ({ status: 500, json: said }));
    const folder = mkdtempSync(join(tmpdir(), 'port-dora-echo-'));
    const [before, after] = ['1'.repeat(40), '2'.repeat(40)];
    const event = JSON.stringify({ ref: 'refs/heads/main', before, after });
    writeFileSync(join(folder, 'event.json'), event);
    const result = await runReporter({
      folder,
      env: {
        GITHUB_API_URL: server.url,
        GITHUB_EVENT_PATH: join(folder, 'event.json'),
        GITHUB_TOKEN: secrets.githubToken,
        PORT_ACCESS_TOKEN: secrets.accessToken,
        PORT_DORA_SERVICE: 'A: a/**\nB: b/**',
        RUNNER_DEBUG: '1',
      },
    });
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${secrets.githubToken}`);
    const { accessToken, githubToken } = secrets;
    expectClean(result, { accessToken, githubToken });
  });
});
