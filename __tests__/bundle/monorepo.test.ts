import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { type ReporterRun, runReporter } from './run-reporter.ts';

const service = 'Shop: apps/shop/**, libs/ui/**\nPayments: apps/payments/**\nGateway';

let account: Account;
let folder: string;

beforeEach(async () => {
  account = await startAccount({ services: ['Shop', 'Payments', 'Gateway'] });
  folder = mkdtempSync(join(tmpdir(), 'port-dora-monorepo-'));
  git('init', '-q', '-b', 'main');
  commit({ 'README.md': 'start' });
});

afterEach(() => account.close());

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();

function commit(files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  git('add', '-A');
  git('commit', '-qm', 'change');
  return git('rev-parse', 'HEAD');
}

function push(
  before: string,
  after: string,
  env: Record<string, string> = {},
): Promise<ReporterRun> {
  const eventPath = join(folder, '.git', 'event.json');
  const event = { ref: 'refs/heads/main', before, after, repository: { default_branch: 'main' } };
  writeFileSync(eventPath, JSON.stringify(event));
  return runReporter({
    folder,
    env: {
      ...account.env,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_SHA: after,
      PORT_DORA_SERVICE: service,
      ...env,
    },
  });
}

const titles = async () =>
  (await account.deployments()).map(({ properties }) => properties.serviceName);

describe('services of a monorepo', () => {
  test('are chosen by the changed files and go in one bulk request', async () => {
    const before = git('rev-parse', 'HEAD');
    const after = commit({ 'apps/shop/a.ts': '1', 'apps/payments/b.ts': '2' });
    const result = await push(before, after);
    expect(await titles()).toEqual(['Shop', 'Payments', 'Gateway']);
    expect(result.annotations).toEqual([]);
    expect(result.output.match(/Reported to Port/g)).toHaveLength(3);
    const writes = (await account.requests()).filter(({ path }) => path.endsWith('/bulk'));
    expect(writes.map(({ status }) => status)).toEqual([200]);
  });

  test('whose files did not change are left out', async () => {
    const before = git('rev-parse', 'HEAD');
    await push(before, commit({ 'libs/ui/c.ts': '1' }));
    expect(await titles()).toEqual(['Shop', 'Gateway']);
  });

  test('are not guessed when the changed files are not known', async () => {
    const result = await push('1'.repeat(40), commit({ 'apps/shop/a.ts': '1' }), {
      GITHUB_API_URL: 'http://127.0.0.1:9',
    });
    expect(await titles()).toEqual([]);
    expect(result.exitCode).toBe(0);
    expect(result.output).toMatch(
      /NOT REPORTED: which of the services Shop, Payments were deployed is not known.*CI_CHANGED_FILES_UNKNOWN/,
    );
  });

  test('a service that Port refuses does not take the others with it', async () => {
    const before = git('rev-parse', 'HEAD');
    const errors = [
      { index: 1, identifier: 'x', statusCode: 500, error: 'internal_error', message: 'no' },
    ];
    await account.fault({
      kind: 'answer',
      path: '/v1/blueprints/deployment/entities/bulk',
      status: 207,
      body: {
        ok: true,
        entities: [
          { index: 0, identifier: 'a', created: true },
          { index: 2, identifier: 'c', created: true },
        ],
        errors,
      },
    });
    const result = await push(before, commit({ 'apps/shop/a.ts': '1', 'apps/payments/b.ts': '2' }));
    expect(result.output).toMatch(/NOT REPORTED/);
    expect(result.output.match(/Reported to Port/g)).toHaveLength(2);
    expect(result.spool.map(({ record }) => record)).toEqual([
      expect.objectContaining({ service: 'Payments' }),
    ]);
    expect(result.exitCode).toBe(0);
  });

  test('one that has no entity in Port is named, the others are linked', async () => {
    const before = git('rev-parse', 'HEAD');
    const after = commit({ 'apps/shop/a.ts': '1', 'apps/new/b.ts': '2' });
    const result = await push(before, after, {
      PORT_DORA_SERVICE: 'Shop: apps/shop/**\nNew: apps/new/**',
    });
    expect((await account.deployments()).map(({ relations }) => relations.service)).toEqual([
      'acme/Shop',
      null,
    ]);
    expect(result.annotations).toEqual([
      { level: 'warning', message: expect.stringContaining('"New"') },
    ]);
  });

  test('with an identifier of its own is an error, since it would be the same for all', async () => {
    const before = git('rev-parse', 'HEAD');
    const result = await push(before, commit({ 'libs/ui/c.ts': '1' }), {
      PORT_DORA_IDENTIFIER: 'mine',
    });
    expect(result.annotations).toEqual([
      { level: 'error', message: expect.stringContaining('OPTION_CONFLICT') },
    ]);
    expect(await titles()).toEqual([]);
  });

  test('of which none changed is nothing to report', async () => {
    const before = git('rev-parse', 'HEAD');
    const result = await push(before, commit({ 'docs/x.md': '1' }), {
      PORT_DORA_SERVICE: 'Shop: apps/shop/**',
    });
    expect(result.annotations).toEqual([
      { level: 'notice', message: expect.stringContaining('no file of any service') },
    ]);
  });
});
