import { readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { reportOptions } from '../../src/options/schema.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { hostileText } from './hostile-value.ts';
import { runProgram } from './run-program.ts';
import { pushOf, without } from './snippets/documented-job.ts';
import { programsOfJob } from './snippets/run-job.ts';
import { temporaryFolder } from './temporary-folder.ts';

jest.setTimeout(60_000); // starts several programs on a machine that may be busy

const folder = join(root, 'templates/buildkite/port-dora');
const [preCommand, preExit] = ['pre-command', 'pre-exit'].map((name) =>
  join(folder, 'hooks', name),
);

let account: Account;
beforeAll(async () => {
  account = await startAccount();
});
afterAll(() => account.close());

interface Given {
  readonly options?: Readonly<Record<string, string>>;
  readonly command?: string;
  readonly after?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command between the hooks, which the agent sources in one shell, and then what other plugins may do. */
async function runJob({
  options = { ENVIRONMENT: 'Production' },
  command = 'true',
  after = 'true',
  env = {},
}: Given = {}) {
  const given = Object.entries(options).map(([name, value]) => [
    `BUILDKITE_PLUGIN_PORT_DORA_${name}`,
    value,
  ]);
  const ran = `${command}; export BUILDKITE_COMMAND_EXIT_STATUS=$?`;
  const script = `. ${preCommand}; ${command === '' ? '' : ran}; . ${preExit}; code=$?; ${after}; exit $code`;
  return runProgram(['bash', '-c', script.replaceAll('; ;', ';')], temporaryFolder(), {
    ...without(pushOf('buildkite'), 'BUILDKITE_COMMAND_EXIT_STATUS'),
    PATH: [programsOfJob(), process.env.PATH].join(delimiter),
    PORT_BASE_URL: account.url,
    PORT_DORA_SOURCE: root,
    STUB_PORT_CLIENT_ID: account.env.PORT_CLIENT_ID ?? '',
    STUB_PORT_CLIENT_SECRET: account.env.PORT_CLIENT_SECRET ?? '',
    ...Object.fromEntries(given),
    ...env,
  });
}

describe('the plugin for Buildkite', () => {
  test('takes options that the reporter has', () => {
    const { name, configuration } = parse(readFileSync(join(folder, 'plugin.yml'), 'utf8'));
    expect(folder.endsWith(`/${name}`)).toBe(true);
    for (const option of Object.keys(configuration.properties))
      if (option !== 'source') expect(Object.keys(reportOptions)).toContain(option);
    for (const hook of [preCommand, preExit]) expect(statSync(hook ?? '').mode & 0o111).not.toBe(0);
  });

  test('passes every option on as it is written', async () => {
    const options = {
      ENVIRONMENT: 'blue',
      ENVIRONMENT_RULES: 'green: Testing\nblue: Staging',
      ACTOR: hostileText,
    };
    const { output, exitCode } = await runJob({ options });
    expect([exitCode, output.includes('NOT REPORTED')]).toEqual([0, false]);
    const [entity] = await account.deployments();
    expect(entity?.properties).toMatchObject({ environment: 'Staging', deployedBy: hostileText });
  });

  test('reports nothing when no command ran', async () => {
    expect(await runJob({ command: '' })).toEqual({ exitCode: 0, output: '' });
  });

  test('keeps the secrets from the hooks of others', async () => {
    const { output } = await runJob({ after: 'env | grep ^PORT_' });
    expect(output).toContain('PORT_DORA_CREATED_AT=');
    expect(output).not.toMatch(/^PORT_CLIENT|^PORT_DORA_ENVIRONMENT/m);
  });

  test('leaves the job green when it cannot report, unless it may fail', async () => {
    const env = { STUB_PORT_CLIENT_SECRET: '' };
    const green = await runJob({ env });
    expect(green.output).toMatch(/NOT REPORTED: .*client-secret/);
    expect(green.exitCode).toBe(0);
    const red = await runJob({ env, options: { ENVIRONMENT: 'qa', FAIL_ON_ERROR: 'true' } });
    expect(red.exitCode).toBe(1);
  });
});
