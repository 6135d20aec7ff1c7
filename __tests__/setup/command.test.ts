import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { service } from './support/guide-model.ts';
import { type SetupAccount, startSetupAccount } from './support/setup-account.ts';

jest.setTimeout(120_000); // starts the real program several times on a machine that may be busy

const root = fileURLToPath(new URL('../..', import.meta.url));

let account: SetupAccount;
let folder: string;

beforeEach(async () => {
  account = await startSetupAccount([service]);
  folder = mkdtempSync(join(tmpdir(), 'port-dora-setup-'));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await account.close();
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `port-dora setup …` from the sources, in a folder of its own. */
const setup = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const command = [join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'src/entry/cli.ts')];
    const env = { PATH: process.env.PATH, ...account.env };
    const options = { cwd: folder, env };
    execFile(process.execPath, [...command, 'setup', ...args], options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });

describe('port-dora setup', () => {
  test('shows, writes down, applies, checks and takes out', async () => {
    const file = join(folder, 'plan.json');
    const before = await account.snapshot();
    const plan = await setup('plan', '--out', file, '--exit-code');
    expect(plan.code).toBe(3);
    expect(plan.stdout).toContain('+ blueprint deployment');
    expect(plan.stdout).toContain('+ blueprint port_dora_manifest: the list of what setup added');
    expect(plan.stdout).toContain('    + aggregation deployment_frequency');
    expect(plan.stdout).not.toContain('\u001b');
    expect(readFileSync(file, 'utf8')).not.toContain(String(account.env.PORT_CLIENT_SECRET));
    expect((await setup('check')).code).toBe(3);
    expect((await setup('apply', file)).code).toBe(0);
    const check = await setup('check', '--json');
    expect(check.code).toBe(0);
    expect(JSON.parse(check.stdout)).toEqual({
      differences: 0,
      changes: [],
      requests: [],
      notices: [],
    });
    const path = '/v1/blueprints/service/scorecards/dora_lead_time';
    await account.call('DELETE', path);
    expect((await setup('check')).stdout).toContain('\n1 difference.\n');
    const unasked = await setup('remove');
    expect(unasked.code).toBe(1);
    expect(unasked.stdout).toContain('add --yes');
    expect(unasked.stdout).toContain('- blueprint port_dora_manifest');
    expect(unasked.stdout).not.toContain('--out');
    const again = await setup('apply', file);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('[API_ACCOUNT_CHANGED]');
    expect((await setup('remove', '--yes')).code).toBe(0);
    expect(await account.snapshot()).toEqual(before);
  });

  test('asks before it changes anything, and goes on for nobody', async () => {
    const before = await account.snapshot();
    const applied = await setup('apply', '--json');
    expect(applied.code).toBe(1);
    expect(applied.stderr).toContain('nobody is here to ask');
    expect(JSON.parse(applied.stdout)).toMatchObject({
      error: { code: 'OPTION_MISSING', hint: expect.stringContaining('--yes') },
    });
    expect(await account.snapshot()).toEqual(before);
  });

  test('takes its choices and the names of the account from the config file', async () => {
    writeFileSync(
      join(folder, '.port-dora.yml'),
      [
        'window: last-3-months',
        'dashboards: false',
        'scm: [gitlab]',
        'environment-rules:',
        '  live: Production',
        'names:',
        '  blueprints:',
        '    deployment: release',
      ].join('\n'),
    );
    const { code, stdout } = await setup('plan', '--json');
    expect(code).toBe(0);
    const { changes } = JSON.parse(stdout) as { changes: { kind: string; id: string }[] };
    const has = (kind: string, id: string) =>
      changes.some((one) => one.kind === kind && one.id === id);
    expect(has('blueprint', 'release')).toBe(true);
    expect(has('blueprint', 'gitlabMergeRequest')).toBe(true);
    expect(changes.some(({ kind }) => kind === 'page')).toBe(false);
    expect(stdout).toContain('last3Months');
  });

  test('says all wrong options at once, and what it cannot do', async () => {
    const wrong = await setup('plan', '--scm', 'gitlub', '--window', 'year');
    expect(wrong.code).toBe(2);
    expect(`${wrong.stdout}${wrong.stderr}`).toContain('did you mean github?');
    expect(`${wrong.stdout}${wrong.stderr}`).toContain('window (--window)');
    const wrongs = ['--strategy', 'pul-request', '--blueprint', 'a b', '--yes', '--scm', 'x'];
    const all = await setup('plan', '--json', ...wrongs);
    expect(all.code).toBe(2);
    const { error } = JSON.parse(all.stdout) as { error: { problems: { message: string }[] } };
    const messages = error.problems.map(({ message }) => message);
    expect(messages).toEqual([
      expect.stringContaining('scm (--scm)'),
      expect.stringContaining('strategy (--strategy)'),
      expect.stringContaining('blueprint (--blueprint) is no identifier of a blueprint'),
      'setup plan has no option --yes',
    ]);
    for (const message of messages) expect(all.stderr).toContain(message);
    expect(all.stderr).toContain('did you mean pull-request?');
    expect(all.stderr).toContain('leave it out; it belongs to setup apply');
    expect((await setup('destroy')).code).toBe(2);
    expect((await setup('plan', 'file')).code).toBe(2);
    const missing = await setup('apply', 'nothing.json');
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('[FILE_UNREADABLE]');
  });

  test('writes the state down for Terraform and for other programs', async () => {
    const terraform = await setup('export');
    expect(terraform.stdout).toContain('resource "port_blueprint" "deployment"');
    const chosen = await setup('export', '--incidents', 'pagerduty');
    expect(chosen.stdout).not.toContain('notice:');
    expect(chosen.stderr).toContain('mappings print pagerduty/incident');
    const json = await setup('export', '--format', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      blueprints: expect.arrayContaining([
        expect.objectContaining({ identifier: 'service', exists: true }),
        expect.objectContaining({ identifier: 'deployment', exists: false }),
      ]),
    });
  });
});
