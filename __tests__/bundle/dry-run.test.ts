import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { annotationsOf, runAction } from './run-action.ts';
import { type ReporterRun, runReporter } from './run-reporter.ts';

jest.setTimeout(30_000);

let account: Account;

beforeEach(async () => {
  account = await startAccount({ services: ['shop', 'Shop', 'Payments'] });
});

afterEach(() => account.close());

/** Nothing that depends on when the test runs, or on what was deployed before. */
const times = {
  PORT_DORA_LEAD_TIME: 'off',
  PORT_DORA_CREATED_AT: '2026-01-02T03:04:05Z',
  PORT_DORA_FINISHED_AT: '2026-01-02T03:09:05Z',
};
const dry = { PORT_DORA_DRY_RUN: 'true' };

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query: unknown;
  readonly body: unknown;
}

/** The requests that the log of a dry run shows: method and address as the title of a group, the body in it. */
function shownRequests({ stdout }: ReporterRun): SentRequest[] {
  const groups = stdout.matchAll(/^::group::([A-Z]+) (\S+)\n([\s\S]*?)\n::endgroup::$/gm);
  return Array.from(groups, ([, method = '', address = '', body = '']) => {
    const { pathname, searchParams } = new URL(address.replaceAll('%25', '%'));
    const query = Object.fromEntries([...searchParams].map(([key, value]) => [key, [value]]));
    return { method, path: pathname, query, body: JSON.parse(body) };
  });
}

/** What the account received, in the same form. */
const sentRequests = async (): Promise<SentRequest[]> =>
  (await account.requests()).map(({ method, path, query, body }) => ({
    method,
    path,
    query,
    body: path.endsWith('access_token') ? { clientId: '***', clientSecret: '***' } : body,
  }));

/** A dry run sends nothing and shows exactly what the same run without it sends. */
async function expectSame(env: Record<string, string>, folder?: string): Promise<SentRequest[]> {
  const place = folder === undefined ? {} : { folder };
  const rehearsal = await runReporter({
    env: { ...account.env, ...times, ...env, ...dry },
    ...place,
  });
  expect(rehearsal.exitCode).toBe(0);
  expect(await account.requests()).toEqual([]);
  const report = await runReporter({ env: { ...account.env, ...times, ...env }, ...place });
  expect(report.output).toContain('Reported to Port: ');
  const sent = await sentRequests();
  const writes = sent.filter(({ path }) => !path.endsWith('/search'));
  expect(shownRequests(rehearsal)).toEqual(writes);
  return writes;
}

describe('a dry run', () => {
  test('shows the requests that the report then sends, to the letter', async () => {
    const requests = await expectSame({});
    expect(requests.map(({ method, path, query }) => [method, path, query])).toEqual([
      ['POST', '/v1/auth/access_token', {}],
      ['POST', '/v1/blueprints/deployment/entities', { upsert: ['true'], merge: ['true'] }],
    ]);
  });

  test.each<[string, Record<string, string>]>([
    ['a failed deployment', { PORT_DORA_STATUS: 'failure' }],
    [
      'names and text of any kind',
      {
        PORT_DORA_TITLE: '##[error]x ::error::y "quoted" \\ 100% ☕ <b>',
        PORT_DORA_ENVIRONMENT: 'prod/eu & <co>',
        GITHUB_ACTOR: '##vso[x]y',
      },
    ],
    [
      'a version and an earlier commit',
      { PORT_DORA_VERSION: '1.2.3', PORT_DORA_PREVIOUS_SHA: 'abcdef1' },
    ],
    ['an identifier of its own', { PORT_DORA_IDENTIFIER: 'my:deployment-1' }],
  ])('shows the same as is sent for %s', async (_, env) => {
    await expectSame(env);
  });

  test('shows the one bulk request of a monorepo', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-dora-dry-'));
    const requests = await expectSame({ PORT_DORA_SERVICE: 'Shop\nPayments' }, folder);
    expect(requests.at(-1)).toMatchObject({
      path: '/v1/blueprints/deployment/entities/bulk',
      body: {
        entities: [
          { properties: { serviceName: 'Shop' } },
          { properties: { serviceName: 'Payments' } },
        ],
      },
    });
  });

  test('shows the services whose files changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-dora-dry-'));
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd: folder,
        encoding: 'utf8',
      }).trim();
    git('init', '-q');
    git('commit', '-q', '--allow-empty', '-m', 'one');
    const before = git('rev-parse', 'HEAD');
    writeFileSync(join(folder, 'shop.ts'), '1');
    git('add', '-A');
    git('commit', '-qm', 'two');
    const after = git('rev-parse', 'HEAD');
    const eventPath = join(folder, '.git', 'event.json');
    writeFileSync(eventPath, JSON.stringify({ ref: 'refs/heads/main', before, after }));
    const requests = await expectSame(
      {
        GITHUB_EVENT_PATH: eventPath,
        GITHUB_SHA: after,
        PORT_DORA_SERVICE: 'Shop: shop.ts\nPayments: payments/**',
      },
      folder,
    );
    expect(requests.at(-1)).toMatchObject({ body: { properties: { serviceName: 'Shop' } } });
  });

  test('shows no login where a token is given, and never the token', async () => {
    const env = { PORT_ACCESS_TOKEN: 'planted-token-1234', PORT_BASE_URL: account.url };
    const { stdout, ...run } = await runReporter({ env: { ...env, ...dry } });
    expect(shownRequests({ stdout, ...run }).map(({ path }) => path)).toEqual([
      '/v1/blueprints/deployment/entities',
    ]);
    expect(stdout).not.toContain('planted-token');
  });

  test('needs no credentials and no account', async () => {
    const result = await runReporter({ env: dry });
    expect(result.exitCode).toBe(0);
    expect(result.annotations).toEqual([]);
    expect(result.stdout).toContain('::group::POST https://api.');
    expect(result.output).toContain('nothing is sent');
    expect(result.spool).toEqual([]);
  });

  test('works as an action without secrets, also from a fork', async () => {
    const pullRequest = {
      number: 7,
      head: { ref: 'patch', repo: { full_name: 'mallory/shop' } },
      base: { ref: 'main', repo: { full_name: 'acme/shop' } },
    };
    const result = await runAction(account, {
      inputs: { 'dry-run': 'true', environment: 'preview', 'fail-on-error': 'true' },
      contexts: { 'secrets.PORT_CLIENT_ID': '', 'secrets.PORT_CLIENT_SECRET': '' },
      event: { pull_request: pullRequest, repository: { full_name: 'acme/shop' } },
      env: { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REF: 'refs/pull/7/merge' },
    });
    expect(result.status).toBe('success');
    expect(annotationsOf(result)).toEqual([]);
    expect(result.log).toContain('"environment": "Testing"');
    expect(await account.requests()).toEqual([]);
  });

  test('is the same document with --json', async () => {
    const { stdout } = await runReporter({
      args: ['--json', '--dry-run'],
      env: { ...account.env, ...times },
    });
    const { outcome, reported, requests } = JSON.parse(stdout);
    expect({ outcome, reported }).toEqual({ outcome: 'dry-run', reported: false });
    const shown = shownRequests(await runReporter({ env: { ...account.env, ...times, ...dry } }));
    expect(requests.map(({ body }: { body: unknown }) => body)).toEqual(
      shown.map(({ body }) => body),
    );
    expect(await account.requests()).toEqual([]);
  });

  test('says that it does not read the history from which kind and lead time come', async () => {
    const said = /^note: kind, changes and lead time come from the history/m;
    const off = await runReporter({ env: { ...dry, PORT_DORA_LEAD_TIME: 'off' } });
    const auto = await runReporter({ env: { ...dry, PORT_DORA_LEAD_TIME: 'auto' } });
    expect(off.stdout).not.toMatch(said);
    expect(auto.stdout).toMatch(said);
  });

  test('says what it would not report, too', async () => {
    const { annotations } = await runReporter({ env: { ...dry, PORT_DORA_ENVIRONMENT: 'blue' } });
    expect(annotations).toEqual([
      { level: 'warning', message: expect.stringMatching(/^NOT REPORTED.*`blue: Testing`/) },
    ]);
  });
});
