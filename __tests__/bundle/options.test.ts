import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { annotationsOf, runAction, stageOf } from './run-action.ts';
import { runReporter } from './run-reporter.ts';

jest.setTimeout(30_000);

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});

afterEach(() => account.close());

/** A workspace with a config file. */
function workspaceWith(config: string, name = '.port-dora.yml'): string {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-options-'));
  writeFileSync(join(folder, name), config);
  return folder;
}

const wrong = {
  region: 'mars',
  timeout: 'soon',
  'dry-run': 'perhaps',
  track: 'pull_request',
  'created-at': '01/02/2026',
  sha: 'HEAD~1',
  'environment-rules': 'production',
  'base-url': 'http://api.example.com',
};

describe('wrong values of inputs', () => {
  test('are all said in the main stage, before the deployment, which goes on', async () => {
    const result = await runAction(account, {
      inputs: wrong,
      steps: (report) => [report, { run: 'echo deployed' }],
    });
    const main = stageOf(result, 'main');
    expect(main.annotations).toHaveLength(Object.keys(wrong).length);
    for (const [name, value] of Object.entries(wrong)) {
      const said = main.annotations.find(({ message }) => message.startsWith(`${name} (input `));
      expect(said).toEqual({
        level: 'error',
        message: expect.stringMatching(/^.+: ".+"; .+ \[OPTION_INVALID\]$/),
      });
      expect(said?.message).toContain(JSON.stringify(value));
    }
    expect(main.exitCode).toBe(0);
    expect(result.log).toContain('deployed');
    expect(result.status).toBe('success');
    expect(await account.requests()).toEqual([]);
    expect(stageOf(result, 'post').output).toContain('NOT REPORTED');
  });

  test('fail the main stage with fail-on-error, so nothing is deployed unseen', async () => {
    const result = await runAction(account, {
      inputs: { region: 'mars', 'fail-on-error': 'true' },
      steps: (report) => [report, { run: 'echo deployed' }],
    });
    expect(stageOf(result, 'main').exitCode).toBe(1);
    expect(result.status).toBe('failure');
    expect(result.log).not.toMatch(/^deployed$/m);
    expect(await account.requests()).toEqual([]);
  });

  test('are said where the report is due at once, too', async () => {
    const result = await runAction(account, { inputs: { ...wrong, 'report-at': 'now' } });
    const errors = annotationsOf(result).filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(Object.keys(wrong).length);
    expect(stageOf(result, 'main').outputs.reported).toBe('false');
    expect(await account.requests()).toEqual([]);
  });
});

describe('missing credentials', () => {
  const without = { 'client-id': '', 'client-secret': '' };

  test('are said in the main stage, one by one, with the variables that may hold them', async () => {
    const result = await runAction(account, { inputs: without });
    expect(stageOf(result, 'main').annotations.map(({ message }) => message)).toEqual([
      'client-id is not given; set client-id, or PORT_CLIENT_ID in the environment of this step [OPTION_MISSING]',
      'client-secret is not given; set client-secret, or PORT_CLIENT_SECRET in the environment of this step [OPTION_MISSING]',
    ]);
    expect(result.status).toBe('success');
    expect(await account.requests()).toEqual([]);
  });

  test('fail the main stage with fail-on-error', async () => {
    const result = await runAction(account, { inputs: { ...without, 'fail-on-error': 'true' } });
    expect(stageOf(result, 'main').exitCode).toBe(1);
  });

  test('are not missed where the environment has them', async () => {
    const result = await runAction(account, { inputs: without, env: account.env });
    expect(annotationsOf(result)).toEqual([]);
    expect(await account.deployments()).toHaveLength(1);
  });
});

describe('the config file', () => {
  test('that the checkout brings is read when the report is due', async () => {
    const result = await runAction(account, {
      steps: (report) => [report, { run: "echo 'environment: staging' > .port-dora.yml" }],
    });
    expect(annotationsOf(result)).toEqual([]);
    const [deployment] = await account.deployments();
    expect(deployment?.properties.environment).toBe('Staging');
  });

  test('that the input names may come with the checkout as well', async () => {
    const result = await runAction(account, {
      inputs: { config: 'ci.yml', 'fail-on-error': 'true' },
      steps: (report) => [report, { run: "echo 'environment: staging' > ci.yml" }],
    });
    expect(annotationsOf(result)).toEqual([]);
    expect(result.status).toBe('success');
    const [deployment] = await account.deployments();
    expect(deployment?.properties.environment).toBe('Staging');
  });

  test('decides what is reported, also when it says that the event is the deployment', async () => {
    const config = 'track: tag';
    const result = await runAction(account, {
      event: { ref: 'refs/tags/v1.0.0', after: 'a'.repeat(40) },
      env: { GITHUB_REF: 'refs/tags/v1.0.0', GITHUB_REF_TYPE: 'tag' },
      steps: (report) => [report, { run: `echo '${config}' > .port-dora.yml` }],
    });
    expect(annotationsOf(result)).toEqual([]);
    const [deployment] = await account.deployments();
    expect(deployment?.identifier).toContain('/tag-v1.0.0/');
  });

  test('that the input names and nothing brings is an error', async () => {
    const result = await runAction(account, { inputs: { config: 'ci.yml' } });
    expect(annotationsOf(result)).toEqual([
      {
        level: 'error',
        message: expect.stringMatching(/ci\.yml.*no such file.*OPTION_CONFIG_FILE/),
      },
    ]);
    expect(await account.requests()).toEqual([]);
  });

  test('keeps texts as they are written, also where YAML sees a number', async () => {
    const config = 'version: 1.10\nrun-id: 12345678901234567890\nsha: 01234567\nbranch: 0x1F\n';
    const workspace = workspaceWith(`${config}environment: prod\ntimeout: 5e1\n`);
    const result = await runAction(account, { workspace });
    expect(annotationsOf(result)).toEqual([]);
    const [deployment] = await account.deployments();
    expect(deployment?.identifier).toContain('/12345678901234567890/');
    expect(deployment?.properties).toMatchObject({
      version: '1.10',
      commitSha: '01234567',
      ref: '0x1F',
    });
  });

  test('with unknown keys is an error with a suggestion for each', async () => {
    const config = 'enviroment: prod\nservice_match: $title\nnames:\n  propertys: {}\nxyz: 1\n';
    const result = await runAction(account, { workspace: workspaceWith(config) });
    expect(stageOf(result, 'main').annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/unknown key enviroment; did you mean environment\?/),
      expect.stringMatching(/unknown key service_match; did you mean service-match\?/),
      expect.stringMatching(/unknown key xyz; remove it/),
      expect.stringMatching(/unknown key names\.propertys; did you mean names\.properties\?/),
    ]);
    expect(await account.requests()).toEqual([]);
  });

  test.each(['client-secret', 'access-token', 'base-url', 'github-token'])(
    'may not hold %s, and the value is not shown',
    async (key) => {
      const folder = workspaceWith(`${key}: https://planted-value.example\n`);
      const result = await runReporter({ env: account.env, folder });
      expect(result.annotations).toEqual([
        { level: 'error', message: expect.stringContaining(`${key} may not stand in`) },
      ]);
      expect(result.output).not.toContain('planted-value');
      expect(await account.requests()).toEqual([]);
    },
  );
});

describe('the same option from several sources', () => {
  test('is taken from the flag, else the input, the environment, the config file', async () => {
    const sources: readonly [string, Record<string, string>, readonly string[]][] = [
      ['config-dev', {}, []],
      ['variable-dev', { PORT_DORA_ENVIRONMENT: 'variable-dev' }, []],
      ['input-dev', { PORT_DORA_ENVIRONMENT: 'variable-dev', INPUT_ENVIRONMENT: 'input-dev' }, []],
      [
        'flag-dev',
        { PORT_DORA_ENVIRONMENT: 'variable-dev', INPUT_ENVIRONMENT: 'input-dev' },
        ['--environment', 'flag-dev'],
      ],
    ];
    for (const [expected, env, args] of sources) {
      const folder = workspaceWith('environment: config-dev\n');
      await runReporter({ env: { ...account.env, ...env }, args, folder });
      const names = (await account.deployments()).map(({ properties }) => properties);
      expect(names.at(-1)?.environmentName).toBe(expected);
    }
  });

  test('counts as not given where the input is empty', async () => {
    const env = { ...account.env, INPUT_ENVIRONMENT: ' ', PORT_DORA_ENVIRONMENT: 'qa' };
    await runReporter({ env });
    expect((await account.deployments())[0]?.properties.environmentName).toBe('qa');
  });
});
