import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { otherRegion } from '../../src/entry/doctor/other-region.ts';
import { portAddress, type Region } from '../../src/port/region.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { type CliRun, runCli } from '../entry/run-cli.ts';

jest.setTimeout(120_000); // starts the real program several times on a machine that may be busy

let folder: string;
let account: Account;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'port-dora-doctor-'));
  account = await startAccount();
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await account.close();
});

const doctor = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<CliRun> =>
  runCli(['doctor', ...args], { env, cwd: folder });

describe('port-dora doctor', () => {
  test('shows a line for each finding with what to do, and ends with 0 when nothing failed', async () => {
    const { code, stdout, stderr } = await doctor([], account.env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok +credentials +logged in to the organization Local Port$/m);
    expect(stdout).toMatch(
      /^warning +setup +setup has not run in this account\n +→ run `port-dora setup plan`/m,
    );
    expect(stdout).toMatch(/^0 failures, \d+ warnings, \d+ not looked at$/m);
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toBe('');
  });

  test('ends with 1 at a failure, and --json prints one document without secrets', async () => {
    const env = { ...account.env, PORT_CLIENT_SECRET: 'planted-wrong-secret' };
    const { code, stdout, stderr } = await doctor(['--json'], env);
    expect(code).toBe(1);
    const document = JSON.parse(stdout) as {
      failures: number;
      findings: { check: string; level: string; fix: string | null }[];
    };
    expect(document.failures).toBe(1);
    expect(document.findings.find(({ level }) => level === 'failure')).toMatchObject({
      check: 'credentials',
    });
    expect(`${stdout}${stderr}`).not.toContain('planted-wrong-secret');
  });

  test('without credentials it says so as a finding, and looks at what it can', async () => {
    const { code, stdout } = await doctor([], { PORT_BASE_URL: account.url });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAILURE +credentials +client-id is not given$/m);
    expect(stdout).toMatch(/^ok +reach /m);
  });

  test('credentials go to the other region by its own host, and never when the address is not one of Port', async () => {
    const opened: (string | undefined)[] = [];
    const getOrganization = async () => ({ id: null, name: null });
    const open = async (options: Parameters<typeof portAddress>[0]) => {
      opened.push(portAddress(options).api);
      return { port: { getOrganization } };
    };
    const tried = async (baseUrl: string | undefined, region: Region = 'eu') => {
      const options = { region, baseUrl };
      const other = otherRegion(portAddress(options), options, open);
      await other?.login();
      return other?.region ?? null;
    };
    expect(await tried(undefined)).toBe('us');
    expect(await tried(undefined, 'us')).toBe('eu');
    expect(await tried('https://api.us.getport.io')).toBe('eu');
    expect(await tried('https://port.example.com')).toBeNull();
    expect(await tried('http://127.0.0.1:1')).toBeNull();
    expect(opened).toEqual([
      'https://api.us.port.io',
      'https://api.port.io',
      'https://api.port.io',
    ]);
  });

  test('wrong option values end with 2; the config file serves all commands', async () => {
    expect((await doctor(['--timeout', 'soon'], account.env)).code).toBe(2);
    writeFileSync(
      join(folder, '.port-dora.yml'),
      'service: shop\nnames:\n  blueprints:\n    service: component\n',
    );
    const { code, stdout } = await doctor([], account.env);
    expect(code).toBe(0);
    expect(stdout).toContain(
      'deployment.service leads to service, and services are looked for in component',
    );
  });
});
