import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { runCli } from '../entry/run-cli.ts';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'port-dora-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

let account: Account;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const record = (number: number, more: object = {}): object => ({
  ...{ identifier: `acme/shop/${number}/1/deploy/shop/production`, service: 'shop' },
  ...{ environment: 'Production', status: 'Success', createdAt: '2026-01-02T03:04:05.000Z' },
  ...more,
});

const lines = (...values: readonly unknown[]): string =>
  values.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join('');

const run = (command: string, args: readonly string[], input = '') =>
  runCli([command, ...args], { env: account.env, cwd: folder, input });

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const identifiers = async (): Promise<readonly string[]> =>
  (await account.deployments()).map(({ identifier }) => identifier);

const fromFile = ['--from', 'file', '--input'];

describe('a backfill from a file', () => {
  test('names each bad line with its reason, and writes the good ones', async () => {
    const text = lines(
      ...[record(1), '{"identifier": "x"', record(2, { status: 'Maybe' })],
      ...[{ identifier: 'y' }, '', record(3, { createdAt: 'yesterday' }), record(4)],
    );
    const { code, stdout } = await run('backfill', [...fromFile, write('bad.jsonl', text)]);
    expect(code).toBe(1);
    expect(stdout).toContain('2 records read, 4 bad lines');
    expect(stdout).toMatch(/bad\.jsonl:2 .*JSON/);
    expect(stdout).toMatch(/bad\.jsonl:3 has the status "Maybe", which is none of Success, Failed/);
    expect(stdout).toMatch(/bad\.jsonl:4 has no service/);
    expect(stdout).toMatch(/bad\.jsonl:6 has the createdAt/);
    expect(await identifiers()).toHaveLength(2);
  });

  test('ends well with bad lines when that is asked for, and never without a record', async () => {
    const file = write('some.jsonl', lines(record(1), 'oops'));
    expect((await run('backfill', [...fromFile, file, '--skip-bad'])).code).toBe(0);
    const empty = await run('backfill', [...fromFile, write('empty.jsonl', ''), '--skip-bad']);
    expect(empty.code).toBe(1);
  });

  test.each([
    ['array.json', JSON.stringify([record(1), record(2)])],
    ['lines.jsonl', lines(record(1), record(2))],
  ])('reads %s', async (name, text) => {
    expect((await run('backfill', [...fromFile, write(name, text)])).code).toBe(0);
    expect(await identifiers()).toHaveLength(2);
  });

  test('reads CSV with other names of its columns, also from stdin', async () => {
    const csv = [
      'Id;Service Name;Env;Outcome;Deployed at',
      'a-1;shop;Production;Success;2026-01-02T03:04:05Z',
      'a-2;shop;Staging;Failed;2026-01-03T03:04:05+02:00',
    ].join('\n');
    const columns =
      'identifier: Id\nservice: Service Name\nenvironment: Env\nstatus: Outcome\ncreatedAt: Deployed at';
    const args = [...fromFile, '-', '--columns', columns];
    const { code, stdout } = await run('backfill', args, csv);
    expect(stdout).toContain('2 records read');
    expect(code).toBe(0);
    const entities = await account.deployments();
    const staged = entities.find(({ identifier }) => identifier === 'a-2');
    expect(staged?.properties).toMatchObject({
      ...{ environment: 'Staging', deploymentStatus: 'Failed' },
      createdAt: '2026-01-03T01:04:05.000Z',
    });
  });

  test('says which records come twice, and takes the first', async () => {
    const text = lines(record(1, { version: 'first' }), record(1, { version: 'second' }));
    const { code, stdout } = await run('backfill', [...fromFile, write('twice.jsonl', text)]);
    expect(code).toBe(0);
    expect(stdout).toContain('1 record left out whose identifier came before');
    expect((await account.deployments())[0]?.properties.version).toBe('first');
  });

  test('prints one document with --json', async () => {
    const args = [...fromFile, write('one.jsonl', lines(record(1))), '--json'];
    const { stdout } = await run('backfill', args);
    expect(JSON.parse(stdout)).toMatchObject({ read: 1, badCount: 0, counts: { created: 1 } });
  });

  test('needs no account for a dry run', async () => {
    const args = ['backfill', ...fromFile, write('dry.jsonl', lines(record(1))), '--dry-run'];
    const { code, stdout } = await runCli(args, { cwd: folder });
    expect(stdout).toContain('Dry run: nothing was sent.');
    expect(code).toBe(0);
  });

  test('that is not there is said', async () => {
    const { code, stderr } = await run('backfill', [...fromFile, 'nowhere.jsonl']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/nowhere\.jsonl cannot be read/);
  });
});

describe('replay', () => {
  test('takes spool files, folders of them, and logs as CIs show them', async () => {
    write('spool.json', JSON.stringify(record(1), null, 2));
    const log = [
      '2026-01-02T03:04:05.123Z Run deploy',
      `2026-01-02T03:04:06.123Z \u001b[36;1m${JSON.stringify(record(2))}\u001b[0m\r`,
      '{"other": "thing"}',
      `[12:00:01] ${JSON.stringify(record(3))}`,
    ].join('\n');
    const { code, stdout } = await run('replay', ['spool.json', write('job.log', log)]);
    expect(stdout).toContain('3 records read');
    expect(code).toBe(0);
    expect(await identifiers()).toHaveLength(3);
  });

  test('of a record that is cut off in the log names its line', async () => {
    const log = write('cut.log', `noise\n${JSON.stringify(record(1)).slice(0, 90)}\n`);
    const { code, stdout } = await run('replay', [log]);
    expect(code).toBe(1);
    expect(stdout).toContain('cut.log:2 is cut off, or no JSON');
  });

  test('removes the files of which everything is in Port, and keeps the others', async () => {
    write('good.json', JSON.stringify(record(1)));
    const { code } = await run('replay', ['good.json', '--remove']);
    expect(code).toBe(0);
    const again = await run('replay', ['good.json']);
    expect(again.stderr).toContain('good.json cannot be read');
  });

  test('of what fails again keeps it beside the file that is read', async () => {
    const bulk = '/v1/blueprints/deployment/entities/bulk';
    const refusal = { errors: [{ index: 0, statusCode: 422, message: 'no' }], entities: [] };
    await account.fault({ kind: 'answer', path: bulk, status: 207, body: refusal });
    const file = write('failed.jsonl', lines(record(1)));
    const { code, stdout } = await run('replay', [file, '--failures', file]);
    expect(code).toBe(1);
    expect(stdout).toContain('port-dora replay failed-2.jsonl');
    expect((await run('replay', ['failed-2.jsonl'])).code).toBe(0);
    expect(await identifiers()).toHaveLength(1);
  });

  test('without anything to replay says so', async () => {
    expect(await run('replay', [])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing to replay'),
    });
  });
});
