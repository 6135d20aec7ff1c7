import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { runAction } from './run-action.ts';
import { runReporter } from './run-reporter.ts';
import { startedBy } from './started-by.ts';

jest.setTimeout(30_000);

let account: Account;

beforeEach(async () => {
  account = await startAccount({ services: ['shop', 'Shop', 'Payments', 'octo-repo'] });
});

afterEach(() => account.close());

const last = async () => {
  const properties = (await account.deployments()).at(-1)?.properties ?? {};
  const { createdAt, finishedAt, durationSeconds } = properties;
  return { createdAt, finishedAt, durationSeconds };
};

const zones = ['America/St_Johns', 'Asia/Kolkata'];

describe('in any time zone', () => {
  test.each(zones)('%s: times that are given are the same moments in UTC', async (TZ) => {
    const given: readonly [string, string][] = [
      ['2026-01-02T08:34:05+05:30', '2026-01-02T03:09:05Z'],
      ['2026-01-01T23:34:05.000-03:30', '1767323345'],
      ['1767323045000', '2026-01-02T03:09:05.000Z'],
    ];
    for (const [createdAt, finishedAt] of given) {
      const times = { PORT_DORA_CREATED_AT: createdAt, PORT_DORA_FINISHED_AT: finishedAt };
      const { output } = await runReporter({ env: { ...account.env, ...times, TZ } });
      expect(output).toContain('2026-01-02T03:04:05.000Z, took 5 min 0 s');
      expect(await last()).toEqual({
        createdAt: '2026-01-02T03:04:05.000Z',
        finishedAt: '2026-01-02T03:09:05.000Z',
        durationSeconds: 300,
      });
    }
  });

  test.each(zones)('%s: the times of an event are the same moments in UTC', async (TZ) => {
    const { event, env } = startedBy({
      webhook: 'workflow_run',
      where: { action: 'completed', 'workflow_run.conclusion': 'success' },
      set: {
        'workflow_run.run_started_at': '2026-03-29T01:30:00Z',
        'workflow_run.updated_at': '2026-03-29T03:30:00Z',
      },
    });
    await runAction(account, { event, env: { ...env, TZ }, inputs: { track: 'workflow-run' } });
    expect(await last()).toEqual({
      createdAt: '2026-03-29T01:30:00.000Z',
      finishedAt: '2026-03-29T03:30:00.000Z',
      durationSeconds: 7200,
    });
  });

  test.each(zones)('%s: the clock is read in UTC', async (TZ) => {
    const before = Date.now();
    await runAction(account, { env: { TZ } });
    const { createdAt, finishedAt } = await last();
    for (const time of [createdAt, finishedAt]) {
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(Date.parse(String(time))).toBeGreaterThanOrEqual(before);
      expect(Date.parse(String(time))).toBeLessThanOrEqual(Date.now());
    }
  });

  test('a day that may be a month is never guessed', async () => {
    const env = { ...account.env, PORT_DORA_CREATED_AT: '01/02/2026 03:04' };
    const { annotations } = await runReporter({ env });
    expect(annotations).toEqual([
      { level: 'error', message: expect.stringMatching(/^NOT REPORTED: created-at.*RFC 3339/) },
    ]);
  });
});

describe('Windows line ends', () => {
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');

  test('in inputs make no difference', async () => {
    const inputs = {
      service: crlf('Shop\nPayments\n'),
      environment: 'blue\r\n',
      'environment-rules': crlf('# where they belong\ngreen: Testing\nblue: Staging\n'),
      properties: crlf('team: payments\nnumber: 1\n'),
      'dry-run': 'true\r\n',
    };
    const result = await runAction(account, { inputs });
    expect(result.log).toContain('2 deployments would be reported');
    expect(result.log).toContain('"environmentName": "blue"');
    expect(result.log).toContain('"team": "payments"');
    expect(result.log).not.toMatch(/\\r/);
  });

  test('in the config file make no difference', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-dora-crlf-'));
    const config =
      'service: |\n  Shop\n  Payments\nenvironment: blue\nenvironment-rules: |\n' +
      '  green: Testing\n  blue: Staging\nnames:\n  values:\n    environment:\n      Staging: Staging\n';
    writeFileSync(join(folder, '.port-dora.yml'), crlf(config));
    const { annotations } = await runReporter({ env: account.env, folder });
    expect(annotations).toEqual([]);
    const stored = (await account.deployments()).map(({ properties }) => [
      properties.serviceName,
      properties.environment,
      properties.environmentName,
    ]);
    expect(stored).toEqual([
      ['Shop', 'Staging', 'blue'],
      ['Payments', 'Staging', 'blue'],
    ]);
  });

  test('and a byte order mark in the config file make no difference', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-dora-bom-'));
    writeFileSync(join(folder, '.port-dora.yml'), '\ufeffenvironment: qa\r\n');
    const { annotations } = await runReporter({ env: account.env, folder });
    expect(annotations).toEqual([]);
    expect((await account.deployments())[0]?.properties.environmentName).toBe('qa');
  });
});
