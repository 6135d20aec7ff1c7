import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { runScript } from './run-script.ts';
import { templateCases, vendorVariables } from './template-cases.ts';
import { behindCodefresh } from './template-scripts.ts';
import { temporaryFolder } from './temporary-folder.ts';

jest.setTimeout(60_000); // starts a program on a machine that may be busy

let account: Account;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const settings = () => ({ ...account.env, PORT_DORA_SOURCE: root });
const where = { environment: 'Production' };
const npmOutOfReach = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' };

/** A reporter that never ends. */
function endless(): string {
  const file = join(temporaryFolder(), 'reporter');
  writeFileSync(file, '#!/bin/sh\nsleep 600\n', { mode: 0o755 });
  return file;
}

describe.each(templateCases)('$name', ({ ci, shells, run }) => {
  test.each(
    shells.flatMap((shell) => [
      [shell, 'success', 'Success'] as const,
      [shell, 'failure', 'Failed'] as const,
    ]),
  )('reports in %s after %s: %s', async (shell, outcome, status) => {
    const { script = '', variables = {} } = run(outcome, where) ?? {};
    const { exitCode, output } = await runScript(
      script,
      { ...variables, ...settings() },
      { shell },
    );
    expect(output).toContain('Reported to Port: shop');
    expect(exitCode).toBe(0);
    expect(output.includes(behindCodefresh)).toBe(ci === 'codefresh');
    const facts = vendorVariables(ci, 'push');
    const sha =
      facts.CI_COMMIT_SHA ?? facts.BUILD_SOURCEVERSION ?? facts.CIRCLE_SHA1 ?? facts.CF_REVISION;
    expect(await account.deployments()).toMatchObject([
      {
        properties: {
          deploymentStatus: status,
          environment: 'Production',
          commitSha: sha,
          ref: 'main',
          ci,
        },
        relations: { service: 'acme/shop' },
      },
    ]);
  });

  test.each([
    ['npm cannot be reached', { ...npmOutOfReach, PORT_DORA_SOURCE: '' }],
    ['Port cannot be reached', { PORT_BASE_URL: 'http://127.0.0.1:9', PORT_DORA_TIMEOUT: '1' }],
    ['the source leads nowhere', { PORT_DORA_SOURCE: './nowhere' }],
    ['it takes too long', { PORT_DORA_SOURCE: endless(), PORT_DORA_SOURCE_TIMEOUT: '1' }],
  ])('ends well when %s, and says so', async (_case, trouble) => {
    const { script = '', variables = {} } = run('success', where) ?? {};
    const all = { ...variables, ...settings(), ...trouble };
    const { exitCode, output } = await runScript(script, all, { shell: shells.at(-1) ?? 'bash' });
    expect(output).toContain('NOT REPORTED: ');
    expect(exitCode).toBe(0);
    expect(await account.deployments()).toEqual([]);
  });

  test('fails only where someone asks for that', async () => {
    const { script = '', variables = {} } = run('success', where) ?? {};
    const all = { ...variables, ...settings(), PORT_DORA_SOURCE: './nowhere' };
    const { exitCode } = await runScript(script, { ...all, PORT_DORA_FAIL_ON_ERROR: 'true' });
    expect(exitCode).toBe(1);
  });
});

const seesCancelled = templateCases.filter(({ run }) => run('cancelled', where) !== null);

describe('a deployment that was cancelled', () => {
  test.each(seesCancelled)('is no deployment for $name', async ({ run }) => {
    const { script = '', variables = {} } = run('cancelled', where) ?? {};
    const { exitCode, output } = await runScript(script, { ...variables, ...settings() });
    expect([exitCode, output.includes('Nothing to report')]).toEqual([0, true]);
    expect(await account.deployments()).toEqual([]);
  });

  test('is seen by the templates of the CIs that still run something then', () => {
    expect(seesCancelled.map(({ name }) => name)).toEqual([
      'after_script of GitLab',
      'after_script of the GitLab component',
      'the bash step of Azure',
    ]);
  });
});
