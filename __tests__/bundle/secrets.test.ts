import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { FaultRequest } from '../../src/local-port/control/fault.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { formsOf, foundIn, textOfFiles } from './planted-secrets.ts';
import { runAction, stageOf } from './run-action.ts';
import { type ReporterRun, runReporter } from './run-reporter.ts';

jest.setTimeout(60_000);

let account: Account;
/** Everything that must not be seen, by name. */
let secrets: Record<string, string>;

const others = {
  GITHUB_TOKEN: 'ghs_plantedGithubTokenOfThisJob0123456789',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'planted-oidc-request-token/with+signs==',
};
const proxyPassword = 'planted proxy p@ssword';

beforeEach(async () => {
  account = await startAccount();
  const { PORT_CLIENT_ID: clientId = '', PORT_CLIENT_SECRET: clientSecret = '' } = account.env;
  // The local Port hands out the same token until it expires, so this is the one that the reporter gets.
  const login = await account.call('POST', '/v1/auth/access_token', { clientId, clientSecret });
  const { accessToken } = login as { readonly accessToken: string };
  secrets = { clientId, clientSecret, accessToken, ...others, proxyPassword };
});

afterEach(() => account.close());

const debug = { RUNNER_DEBUG: '1', PORT_DORA_DEBUG: '1' };

const report = (
  env: Readonly<Record<string, string>> = {},
  more: { readonly folder?: string; readonly args?: readonly string[] } = {},
): Promise<ReporterRun> =>
  runReporter({
    env: {
      ...account.env,
      ...others,
      ...debug,
      HTTPS_PROXY: `http://jane:${encodeURIComponent(proxyPassword)}@127.0.0.1:9`,
      PORT_DORA_TIMEOUT: '1',
      ...env,
    },
    ...more,
  });

const expectClean = ({ output, folder }: ReporterRun): void => {
  expect(foundIn(`${output}\n${textOfFiles(folder, ['.port-dora.yml'])}`, secrets)).toEqual([]);
};

describe('the forms of a secret', () => {
  test('are found wherever they stand', () => {
    const planted = { one: 'planted secret/of+the=client' };
    for (const form of formsOf(planted.one))
      expect(foundIn(`a ${form} b`, planted)).toEqual(['one']);
    const header = Buffer.from(`jane:${planted.one}`).toString('base64');
    expect(foundIn(header, planted)).toEqual(['one']);
    expect(foundIn('nothing', planted)).toEqual([]);
  });
});

describe('no secret is seen anywhere', () => {
  test('when all goes well, in the action and all its files', async () => {
    const result = await runAction(account, { env: { ...others, ...debug } });
    expect(result.log).toContain('Reported to Port: ');
    const files = textOfFiles(dirname(result.workspace), ['event.json']);
    const outputs = JSON.stringify(result.stages);
    expect(foundIn([result.log, outputs, files].join('\n'), secrets)).toEqual([]);
    expect(files).toContain('mainRan');
  });

  test('when it does not, in outputs and summary', async () => {
    await account.fault({ kind: 'answer', status: 403, body: { ok: false }, times: null });
    const result = await runAction(account, {
      inputs: { 'report-at': 'now', title: `x ${secrets.clientSecret}` },
      env: { ...others, ...debug },
    });
    const { outputs, summary } = stageOf(result, 'main');
    expect(JSON.parse(outputs.records ?? '')).toMatchObject([{ title: 'x ***' }]);
    expect(summary).toContain('NOT reported');
    const files = textOfFiles(dirname(result.workspace), ['event.json']);
    expect(foundIn([result.log, files].join('\n'), secrets)).toEqual([]);
  });

  test.each([[['--json']], [['--json', '--dry-run']], [['--dry-run']]])(
    'when it goes well with %j',
    async (args) => {
      const result = await report({}, { args });
      expect(result.exitCode).toBe(0);
      expectClean(result);
    },
  );

  const upsert = { method: 'POST', path: '/v1/blueprints/deployment/entities' } as const;
  const always = { times: null } as const;
  const html = '<!DOCTYPE html><html><title>Bad gateway</title></html>';
  const faults: readonly (readonly [string, FaultRequest])[] = [
    ['cut connection', { kind: 'cut', at: 'middle', ...always, ...upsert }],
    ['missing answer', { kind: 'hang', ...always, ...upsert }],
    ['rate limit', { kind: 'rate-limit', retryAfterSeconds: 90, ...always, ...upsert }],
    ['500', { kind: 'answer', status: 500, body: { ok: false, error: 'x' }, ...always, ...upsert }],
    ['page of HTML', { kind: 'answer', status: 502, body: html, ...always, ...upsert }],
    ['success without an entity', { kind: 'answer', status: 201, body: {}, ...always, ...upsert }],
    ['413', { kind: 'answer', status: 413, body: { ok: false }, ...always, ...upsert }],
    ['403', { kind: 'answer', status: 403, body: { ok: false }, ...always, ...upsert }],
    ['401 for every token', { kind: 'answer', status: 401, body: {}, ...always, ...upsert }],
    [
      'refused login',
      { kind: 'answer', status: 401, body: {}, ...always, path: '/v1/auth/access_token' },
    ],
    [
      'login without a token',
      { kind: 'answer', status: 200, body: { ok: true }, ...always, path: '/v1/auth/access_token' },
    ],
  ];

  test.each(faults)('after a %s', async (_, fault) => {
    await account.fault(fault);
    const result = await report();
    expect(result.output).toContain('NOT REPORTED');
    expectClean(result);
  });

  test.each<[string, Record<string, string>]>([
    ['nobody listens', { PORT_BASE_URL: 'http://127.0.0.1:9' }],
    ['the proxy is not there', { PORT_BASE_URL: 'https://api.port.test' }],
    [
      'the variable of the proxy is none',
      { PORT_BASE_URL: 'https://api.port.test', HTTPS_PROXY: `ftp://a:${proxyPassword}@x` },
    ],
    ['the client secret stands where the client id should', { PORT_CLIENT_ID: '' }],
  ])('when %s', async (_, env) => {
    const result = await report(env);
    expect(result.output).toContain('NOT REPORTED');
    expectClean(result);
  });

  test('in another CI, with its debug log', async () => {
    const gitlab = { GITHUB_ACTIONS: '', GITLAB_CI: 'true', CI_PROJECT_PATH: 'acme/shop' };
    const commit = { CI_COMMIT_BRANCH: 'main', CI_COMMIT_SHA: 'a'.repeat(40), CI_JOB_TOKEN: 'x' };
    const result = await report({ ...gitlab, ...commit, PORT_BASE_URL: 'http://127.0.0.1:9' });
    expect(result.output).toContain('debug: ');
    expect(result.output).toContain('NOT REPORTED');
    expectClean(result);
  });
});

describe('a secret in the wrong place', () => {
  beforeEach(() =>
    account.fault({ kind: 'answer', status: 403, body: { ok: false }, times: null }),
  );

  test.each(['region', 'timeout', 'sha', 'created-at', 'base-url', 'environment-rules', 'config'])(
    'is not shown by the message about the option %s, however long it is',
    async (option) => {
      const long = 'long-planted-secret-'.repeat(9);
      secrets = { ...secrets, long };
      const variable = `PORT_DORA_${option.toUpperCase().replaceAll('-', '_')}`;
      const result = await report({ PORT_CLIENT_SECRET: long, [variable]: `x ${long}` });
      expect(result.output).toContain('NOT REPORTED');
      expectClean(result);
    },
  );

  test('such as the password of an address is not shown, however long it is', async () => {
    for (const password of ['planted-password-of-an-address', 'p'.repeat(25).repeat(5)]) {
      secrets = { ...secrets, password };
      const result = await report({ PORT_BASE_URL: `https://jane:${password}@api.port.test` });
      expect(result.output).toContain('holds credentials');
      expectClean(result);
    }
  });

  test.each(['title', 'version', 'environment', 'job-name', 'actor', 'service', 'branch'])(
    'such as the option %s is in no log, file or document',
    async (option) => {
      const variable = `PORT_DORA_${option.toUpperCase().replaceAll('-', '_')}`;
      const given = { [variable]: `prod ${secrets.clientSecret}` };
      for (const args of [[], ['--json']]) {
        const result = await report(given, { args });
        expect(result.output).toContain('NOT REPORTED');
        expectClean(result);
      }
    },
  );

  test('such as the properties is in no spool file, which stays valid', async () => {
    const properties = { a: secrets.clientSecret, [secrets.clientSecret ?? '']: [null, 1, true] };
    const env = { PORT_DORA_TITLE: `x ${secrets.clientSecret}` };
    const result = await report({ ...env, PORT_DORA_PROPERTIES: JSON.stringify(properties) });
    expect(result.spool).toHaveLength(1);
    expect(result.spool[0]?.record).toMatchObject({ title: 'x ***' });
    expectClean(result);
  });

  test.each([
    ['a broken config file', 'client-secret: "SECRET\nx: [y'],
    ['a config file that holds it', 'client-secret: SECRET\naccess-token: SECRET\n'],
    [
      'a config file with it in the wrong place',
      'SECRET: 1\nregion: SECRET\nservice: {a: [SECRET]}\n',
    ],
    ['a config file of one line', 'SECRET'],
    ['a config file with an alias', 'region: *SECRET\n'],
    ['a config file with a key twice', 'region: SECRET\nregion: SECRET\n'],
  ])('such as %s is not shown, known or not', async (_, config) => {
    const unknown = 'planted-secret-that-nobody-registered';
    for (const secret of [secrets.clientSecret ?? '', unknown]) {
      const folder = mkdtempSync(join(tmpdir(), 'port-dora-secrets-'));
      writeFileSync(join(folder, '.port-dora.yml'), config.replaceAll('SECRET', secret));
      const result = await report({}, { folder });
      expect(result.output).toContain('NOT REPORTED');
      if (secret !== unknown) expectClean(result);
      else if (config.startsWith('client-secret')) expect(result.output).not.toContain(unknown);
    }
  });
});
