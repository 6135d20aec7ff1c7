import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { reportOptions } from '../../src/options/schema.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { type ReporterRun, runReporter } from './run-reporter.ts';
import { pushVariables, root } from './runner/run-job.ts';

jest.setTimeout(30_000);

const cli = (args: readonly string[], env: Record<string, string> = {}): Promise<ReporterRun> =>
  runReporter({ args, env, bundle: 'dist/cli/index.js' });

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('the command line', () => {
  test('without a command, and with --help, shows every command', async () => {
    const [none, help] = [await cli([]), await cli(['--help'])];
    expect(none.stdout).toBe(help.stdout);
    expect(help.exitCode).toBe(0);
    for (const name of ['report', 'context', 'local-port', 'demo'])
      expect(help.stdout).toMatch(new RegExp(`^  ${name} +[A-Z]`, 'm'));
  });

  test('report --help shows every option with its default, within 100 columns', async () => {
    const { stdout, exitCode } = await cli(['report', '--help']);
    expect(exitCode).toBe(0);
    for (const name of Object.keys(reportOptions)) expect(stdout).toContain(`  --${name}`);
    expect(stdout).toContain('Default: 60.');
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('--version is the version of the package', async () => {
    expect((await cli(['--version'])).stdout).toBe(`${version}\n`);
  });

  test.each([
    [['reprot'], /unknown command reprot; did you mean port-dora report\?/],
    [['xyzzy'], /unknown command xyzzy; use one of: report, context,/],
    [['constructor'], /unknown command constructor/],
    [
      ['report', '--enviroment', 'prod'],
      /unknown option --enviroment; did you mean --environment\?/,
    ],
    [['report', '--xyzzy'], /unknown option --xyzzy; see --help/],
    [['report', '--environment'], /--environment has no value; write --environment=VALUE/],
    [['report', 'production'], /report takes no words, but got: production/],
    [['context', '--ci', 'githb'], /ci \(--ci\) is not one of the allowed values: "githb"/],
  ])('that cannot be understood exits 2: %j', async (args, says) => {
    const { exitCode, stdout, output } = await cli(args);
    expect(output).toMatch(says);
    expect(exitCode).toBe(2);
    expect(stdout.replace(/^::error::.*$/gm, '').trim()).toBe('');
  });
});

describe('the reporter alone', () => {
  test.each([
    [['--enviroment', 'prod'], /did you mean --environment\?/],
    [['context'], /this bundle only reports, but got: context; use dist\/cli\/index\.js/],
    [['--timeout'], /--timeout has no value/],
  ])('exits 2 for a command line that cannot be understood: %j', async (args, says) => {
    const { exitCode, output } = await runReporter({ args });
    expect(output).toMatch(says);
    expect(exitCode).toBe(2);
  });

  test('shows its options with --help, and reports nothing', async () => {
    const { exitCode, stdout, output } = await runReporter({ args: ['--help'] });
    expect(stdout).toContain('--fail-on-error');
    expect(output).not.toContain('NOT REPORTED');
    expect(exitCode).toBe(0);
  });
});

describe('context --json', () => {
  test('has exactly the keys that other tools rely on, and the default branch', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-dora-context-'));
    const eventPath = join(folder, 'event.json');
    const repository = { default_branch: 'main', full_name: 'acme/shop' };
    writeFileSync(eventPath, JSON.stringify({ ref: 'refs/heads/main', repository }));
    const { stdout, exitCode } = await cli(['context', '--json'], { GITHUB_EVENT_PATH: eventPath });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ci: 'github',
      repository: {
        slug: 'acme/shop',
        name: 'shop',
        url: 'https://github.com/acme/shop',
        defaultBranch: 'main',
      },
      branch: 'main',
      tag: null,
      sha: pushVariables.GITHUB_SHA,
      pullRequest: null,
      run: {
        id: '1234567890',
        number: '42',
        attempt: 1,
        url: 'https://github.com/acme/shop/actions/runs/1234567890',
      },
      job: { id: null, name: 'deploy', url: null },
      actor: 'jane',
      environment: null,
      status: 'unknown',
      createdAt: null,
    });
  });

  test('says where it cannot tell, and never guesses, outside of any CI', async () => {
    const nothing = Object.fromEntries(Object.keys(pushVariables).map((name) => [name, '']));
    const { stdout } = await cli(['context', '--json'], nothing);
    expect(JSON.parse(stdout)).toEqual({
      ci: 'generic',
      repository: { slug: null, name: null, url: null, defaultBranch: null },
      branch: null,
      tag: null,
      sha: null,
      pullRequest: null,
      run: { id: null, number: null, attempt: null, url: null },
      job: { id: null, name: null, url: null },
      actor: null,
      environment: null,
      status: 'unknown',
      createdAt: null,
    });
  });
});

describe('report --json', () => {
  let account: Account;

  beforeEach(async () => {
    account = await startAccount();
  });

  afterEach(() => account.close());

  test.each(['dist/index.js', 'dist/cli/index.js'])(
    '%s prints one JSON document to stdout and nothing else there',
    async (bundle) => {
      const args = bundle === 'dist/index.js' ? ['--json'] : ['report', '--json'];
      const result = await runReporter({ args, env: account.env, bundle });
      expect(result.exitCode).toBe(0);
      expect(JSON.parse(result.stdout)).toMatchObject({
        outcome: 'reported',
        reported: true,
        identifiers: ['acme/shop/1234567890/1/deploy/shop/Production'],
        environment: 'Production',
        status: 'Success',
        records: [{ service: 'shop', ci: 'github' }],
        spool: [],
      });
      expect(result.output).toContain('Reported to Port: ');
      expect(result.stdout).not.toContain('Reported to Port: ');
    },
  );

  test.each([
    [
      'a Port that is not there',
      { PORT_BASE_URL: 'http://127.0.0.1:9', PORT_DORA_TIMEOUT: '1' },
      'API_NETWORK',
    ],
    ['wrong options', { PORT_DORA_REGION: 'mars' }, 'OPTION_INVALID'],
    ['missing credentials', { PORT_CLIENT_ID: '' }, 'OPTION_MISSING'],
    ['an unknown environment', { PORT_DORA_ENVIRONMENT: 'blue' }, 'CI_ENVIRONMENT_UNKNOWN'],
  ])('says in the document why nothing was reported: %s', async (_, env, code) => {
    const { stdout, exitCode } = await runReporter({
      args: ['--json'],
      env: { ...account.env, ...env },
    });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'not-reported',
      reported: false,
      identifiers: [],
      problems: [{ code, message: expect.any(String), hint: expect.any(String) }],
    });
  });

  test('says that a cancelled job is no deployment', async () => {
    const { stdout } = await runReporter({
      args: ['--json', '--status', 'cancelled'],
      env: account.env,
    });
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'not-a-deployment',
      reason: expect.stringContaining('cancelled'),
    });
  });
});
