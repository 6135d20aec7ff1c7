import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { MetricsReport } from '../../src/metrics/report.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { type CliRun, runCli } from '../entry/run-cli.ts';
import { at, change, deployment } from '../metrics/measure-records.ts';
import { lines } from './support/measure-files.ts';
import { addRecords } from './support/readable-account.ts';

jest.setTimeout(120_000); // starts the real program many times on a machine that may be busy

const records = [
  deployment(at(2), { identifier: 'one', changes: [change(5, at(2))] }),
  deployment(at(3), { identifier: 'two', status: 'Failed' }),
  deployment(at(4), { identifier: 'three', kind: 'hotfix' }),
];

const january = ['--from', '2026-01-01', '--to', '2026-01-31'];

let folder: string;
let account: Account;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'port-dora-metrics-'));
  writeFileSync(join(folder, 'r.jsonl'), lines(records));
  account = await startAccount();
  await addRecords(account, records);
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await account.close();
});

const run = (args: readonly string[], env = {}, input = ''): Promise<CliRun> =>
  runCli(args, { env, input, cwd: folder });

const measured = (...args: readonly string[]) =>
  run(['metrics', '--input', 'r.jsonl', ...january, ...args]);

describe('port-dora metrics', () => {
  test('prints one JSON document in the pinned shape and nothing else to stdout, from stdin too', async () => {
    const { code, stdout, stderr } = await run(
      ['metrics', '--input', '-', ...january, '--json'],
      {},
      lines([...records, '{']),
    );
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as MetricsReport;
    expect(report.window).toMatchObject({
      from: at(1),
      to: at(31),
      observedFrom: at(2),
      timeZone: 'UTC',
    });
    expect(report.environment).toBe('Production');
    expect(report.groups[0]).toMatchObject({
      ...{ by: 'all', name: 'all' },
      deploymentFrequency: { successful: 2, total: 3, reason: null },
      leadTimeForChanges: { n: 1, medianHours: 5, split: { codingHours: null } },
      changeFailureRate: {
        failed: 1,
        total: 3,
        ratio: 0.333333,
        failedBy: { run: 1, rollback: 0, incident: 0 },
        band: null,
      },
      failedDeploymentRecoveryTime: {
        n: 1,
        open: 0,
        medianHours: 24,
        by: { run: { n: 1, medianHours: 24 } },
      },
      deploymentReworkRate: { rework: 1, total: 3 },
      meanTimeToRecovery: { n: 0, open: 0, meanMinutes: null },
      incidents: { linked: 0, unlinked: 0 },
    });
    expect(report.excluded).toContainEqual({
      reason: 'it is no JSON',
      count: 1,
      what: 'record',
      metric: null,
    });
    expect(stderr).toContain('stdin:4 is no JSON');
  });

  test('reads from Port, with names from the config file, whatever else that file says', async () => {
    writeFileSync(
      join(folder, '.port-dora.yml'),
      'service: "shop"\nhotfix-rules: [ "label: urgent" ]\nnames:\n  values: {}\n',
    );
    const { code, stdout, stderr } = await run(['metrics', ...january, '--json'], account.env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect((JSON.parse(stdout) as MetricsReport).groups[0].deploymentFrequency.total).toBe(3);
    expect(stdout).not.toContain(String(account.env.PORT_CLIENT_SECRET));
    rmSync(join(folder, '.port-dora.yml'));
  });

  test('a condition that is met ends with 1; one that cannot be told is said and does not', async () => {
    const met = await measured(
      '--fail-if',
      'change-failure-rate > 15%, lead-time-for-changes > 1d',
    );
    expect(met.code).toBe(1);
    expect(met.stderr).toContain('the condition change-failure-rate > 15% is met: it is 33.33 %');
    expect(met.stdout).toContain('ok  lead-time-for-changes > 1d');
    const unknown = await measured('--fail-if', 'mean-time-to-recovery > 1h');
    expect(unknown.code).toBe(0);
    expect(unknown.stderr).toContain('cannot be told: no number: no incidents were read');
  });

  test('writes files in the forms that their names say, and adds to a job summary', async () => {
    writeFileSync(join(folder, 'summary.md'), 'from another step\n');
    const env = { GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
    const out = ['--out', 'summary.md,out/metrics.json,out/metrics.csv,out/badge.svg'];
    const { code, stdout } = await run(['metrics', '--input', 'r.jsonl', ...january, ...out], env);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    expect(read('summary.md')).toMatch(/^from another step\n### DORA metrics: Production/);
    expect(JSON.parse(read('out/metrics.json'))).toHaveProperty('groups');
    expect(read('out/metrics.csv').split('\r\n')).toHaveLength(4);
    expect(read('out/badge.svg')).toMatch(/^<svg /);
  });

  test.each([
    [
      'wrong options, all said together',
      ['--time-zone', 'Mars', '--bands', 'best', '--window', 'long'],
      ['time-zone', 'bands', 'window'],
    ],
    [
      'a window that ends before it begins',
      ['--from', '2026-02-01', '--to', '2026-01-01'],
      ['not after its begin'],
    ],
    ['a condition on no metric', ['--fail-if', 'speed > 3'], ['names no metric']],
    ['a file whose name says no form', ['--out', 'metrics'], ['does not say in which form']],
  ])('%s end with 2', async (_, args, said) => {
    const { code, stdout, stderr } = await run(['metrics', '--input', 'r.jsonl', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const part of said) expect(stderr).toContain(part);
  });

  test.each([
    ['no such file', 'nowhere.jsonl', 'cannot read nowhere.jsonl'],
    ['a folder', '.', 'cannot read .'],
    ['a file without a usable record', 'bad.jsonl', 'has no record that can be used'],
  ])('%s ends with 1', async (_, input, said) => {
    writeFileSync(join(folder, 'bad.jsonl'), '{"identifier":"x"}\n');
    const { code, stdout, stderr } = await run(['metrics', '--input', input, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: expect.stringMatching(/^FILE_/),
        message: expect.stringContaining(said),
        hint: expect.any(String),
      },
    });
    expect(stderr).toContain(said);
  });

  test('without a file and without credentials it says what is missing', async () => {
    const { code, stderr } = await run(['metrics']);
    expect(code).toBe(2);
    expect(stderr).toContain('PORT_CLIENT_ID');
  });

  test('NO_COLOR and a pipe have no colours', async () => {
    const { stdout } = await measured();
    expect(stdout).toContain('Deployment frequency');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('port-dora explain', () => {
  const explain = (...args: readonly string[]) =>
    run(['explain', ...args, '--input', 'r.jsonl', ...january]);

  test('lists what counts and what does not, for people and as JSON', async () => {
    const { code, stdout } = await explain('deployment-frequency');
    expect(code).toBe(0);
    expect(stdout).toContain('Counts (2):');
    expect(stdout).toContain('deployment two (shop): its run failed');
    const json = await explain('deploymentFrequency', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      ...{ metric: 'deployment-frequency', number: { successful: 2, total: 3 } },
      events: [
        { identifier: 'one', counts: true },
        { identifier: 'two', counts: false },
        { identifier: 'three' },
      ],
    });
  });

  test('tells the story of one deployment', async () => {
    const { code, stdout } = await explain('--deployment', 'one');
    expect(code).toBe(0);
    expect(stdout).toContain('Deployment one');
    expect(stdout).toMatch(/5 h before +commit/);
    expect(JSON.parse((await explain('--deployment', 'one', '--json')).stdout)).toMatchObject({
      deployment: { identifier: 'one' },
    });
  });

  test.each([
    ['no metric', [], 'explain needs a metric or a deployment'],
    ['one that is misspelt', ['deployment-frequncy'], 'did you mean deployment-frequency?'],
    ['a deployment that is not there', ['--deployment', 'thre'], 'did you mean three?'],
  ])('%s ends with 2', async (_, args, said) => {
    const { code, stderr } = await explain(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});
