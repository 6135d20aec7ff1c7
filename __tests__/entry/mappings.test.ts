import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { run as runMappings } from '../../src/entry/commands/mappings.ts';
import { startAccount } from '../account/start-account.ts';
import { lint, mapping } from '../mapping/lint/lint.ts';
import { runCli } from './run-cli.ts';

jest.setTimeout(60_000); // each run starts a process, on a machine that may be busy

const folder = mkdtempSync(join(tmpdir(), 'mappings-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | object): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const run = (...args: readonly string[]) => runCli(['mappings', ...args], { cwd: folder });
const json = (text: string) => JSON.parse(text) as Record<string, unknown>;

const good = mapping({
  ...{ kind: 'rollout', query: '.done', identifier: '.id' },
  properties: { createdAt: '.at', environment: '"Production"', deploymentStatus: '"Success"' },
  relations: { service: '.service' },
});
const bad = good.replace('Production', 'Prod').replace('.at', '.at |');
const payload = { id: 'r1', done: true, at: '2026-01-02T09:00:00Z', service: 'shop' };

test('a flag of another word is refused, and said with all that is wrong', async () => {
  const flags = { json: 'true', payload: 'p.json', region: 'asia', blueprint: 'a b' };
  await expect(runMappings({ flags, words: ['list'] })).rejects.toMatchObject({
    code: 'OPTION_INVALID',
    problems: [
      { message: expect.stringContaining('blueprint (--blueprint)') },
      { message: expect.stringContaining('region (--region)') },
      { message: 'mappings list has no option --payload' },
      { message: 'mappings list has no option --region' },
      { message: 'mappings list has no option --blueprint' },
    ],
  });
});

describe('mappings list', () => {
  test('shows every mapping with what it stands for', async () => {
    const { code, stdout } = await run('list');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^github\/workflow-run +A finished run /m);
    const listed = json((await run('list', '--json')).stdout);
    expect(listed.mappings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'github/workflow-run',
          kinds: ['workflow-run'],
          blueprints: ['deployment'],
        }),
      ]),
    );
  });
});

describe('mappings print', () => {
  test('prints a file of the catalog as it is, ready to be pasted', async () => {
    const { code, stdout } = await run('print', 'github/pull-request');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# A merged pull request/);
    expect(await lint(stdout)).toEqual([]);
  });

  test('prints it as one chose, and in the names of the account', async () => {
    file('.port-dora.yml', 'names:\n  blueprints:\n    deployment: rollout\n');
    const args = ['--branches', 'main,release/1', '--service-match', 'repo_id'];
    const { stdout } = await run('print', 'github/pull-request', ...args);
    rmSync(join(folder, '.port-dora.yml'));
    expect(stdout).toContain('def branches: "main", "release/1";');
    const [resource] = parse(stdout).resources;
    const { blueprint, relations } = resource.port.entity.mappings;
    expect(blueprint).toBe('"rollout"');
    expect(relations.service.rules[0].property).toBe('"repo_id"');
  });

  test('names the mapping that was meant', async () => {
    const { code, stderr } = await run('print', 'github/pullrequest');
    expect([code, stderr]).toEqual([2, expect.stringContaining('github/pull-request')]);
  });
});

describe('mappings lint', () => {
  test('ends with 0 and says so when all is well', async () => {
    const { code, stdout } = await run('lint', file('good.yml', good));
    expect([code, stdout]).toEqual([0, expect.stringContaining('nothing to find fault with')]);
  });

  test('ends with 1 on an error, and prints place, rule, message and hint', async () => {
    const { code, stdout } = await run('lint', file('bad.yml', bad));
    expect(code).toBe(1);
    expect(stdout).toMatch(/bad\.yml:\d+:\d+ error jq-syntax\n {2}the filter is no jq: .*\n {2}\w/);
    expect(stdout).toMatch(/1 error, 0 warnings/);
  });

  test('reads stdin, and prints one JSON document', async () => {
    const args = ['mappings', 'lint', '-', '--json', '--payload', file('p.json', payload)];
    const { code, stdout } = await runCli(args, { cwd: folder, input: bad });
    expect(code).toBe(1);
    expect(json(stdout)).toMatchObject({
      files: ['-'],
      errors: 2,
      warnings: 0,
      findings: [
        { file: '-', rule: 'jq-syntax', level: 'error', line: 11, column: expect.any(Number) },
        { file: '-', rule: 'value', level: 'error', line: 12 },
      ],
    });
  });

  test('knows the names of the account from the config file', async () => {
    const names = [
      'names:',
      '  blueprints: {deployment: rollout}',
      '  properties: {deploymentStatus: result, createdAt: began}',
      '  values: {deploymentStatus: {Success: OK, Failed: Bad}}',
    ];
    const config = file('names.yml', names.join('\n'));
    const printed = await run('print', 'github/workflow-run', '--config', config);
    expect(printed.stdout).toContain('began: .run_started_at');
    const right = await run('lint', file('named.yml', printed.stdout), '--config', config);
    expect(right.stdout).toContain('nothing to find fault with');
    const wrong = printed.stdout.replace('began: .run_started_at', 'began: .created_at');
    const found = await run('lint', file('named.yml', wrong), '--config', config);
    expect(found.stdout).toContain('error other-time');
    expect(found.stdout).toContain('began is when');
  });

  test('holds it against the blueprints of an account, or of a file', async () => {
    const account = await startAccount({ model: 'guide' });
    try {
      const yaml = good.replace('rollout', 'pull-request').replace('service:', 'owner:');
      const path = file('account.yml', yaml);
      const { stdout, stderr } = await runCli(['mappings', 'lint', path, '--account', '--json'], {
        cwd: folder,
        env: account.env,
      });
      expect(stderr).toBe('');
      expect(json(stdout).findings).toContainEqual(
        expect.objectContaining({ rule: 'relation', message: expect.stringContaining('owner') }),
      );
      const { blueprints } = (await account.call('GET', '/v1/blueprints')) as {
        blueprints: object[];
      };
      const kept = { blueprints: blueprints.slice(0, -1) };
      const without = await run('lint', path, '--blueprints', file('b.json', kept), '--json');
      expect(json(without.stdout).findings).toContainEqual(
        expect.objectContaining({ rule: 'blueprint' }),
      );
    } finally {
      await account.close();
    }
  });

  test.each([
    [['lint'], 2, 'OPTION_MISSING'],
    [['lint', 'nowhere.yml'], 1, 'FILE_UNREADABLE'],
    [['lint', 'good.yml', '--payload', 'good.yml'], 1, 'FILE_UNREADABLE'],
    [['lint', 'good.yml', '--blueprints', 'p.json'], 1, 'FILE_UNREADABLE'],
    [['lint', 'good.yml', '--integration', 'subversion'], 2, 'OPTION_INVALID'],
    [['lint', 'good.yml', '--account'], 2, 'OPTION_MISSING'],
    [['mend', 'good.yml'], 2, 'OPTION_UNKNOWN'],
  ])('%j ends with %i and %s', async (args, code, error) => {
    file('good.yml', good);
    file('p.json', payload);
    const result = await run(...args);
    expect([result.code, result.stdout]).toEqual([code, expect.any(String)]);
    expect(result.stderr).toContain(`[${error}]`);
  });
});

describe('mappings preview', () => {
  const preview = (...more: readonly string[]) =>
    run(
      'preview',
      '--mapping',
      file('good.yml', good),
      '--payload',
      file('p.json', payload),
      ...more,
    );

  test('prints the entity', async () => {
    const { code, stdout } = await preview('--json');
    expect(code).toBe(0);
    expect(json(stdout).entities).toEqual([
      {
        identifier: 'r1',
        blueprint: 'deployment',
        properties: {
          createdAt: payload.at,
          environment: 'Production',
          deploymentStatus: 'Success',
        },
        relations: { service: 'shop' },
      },
    ]);
    expect((await preview()).stdout).toContain('"identifier": "r1"');
  });

  test('says why there is none', async () => {
    const none = file('none.json', [
      { ...payload, done: false },
      { ...payload, done: 1 },
    ]);
    const { code, stdout } = await run(
      'preview',
      '--mapping',
      file('good.yml', good),
      '--payload',
      none,
    );
    expect(code).toBe(1);
    expect(stdout).toContain('payload 1: no entity: the selector is false');
    expect(stdout).toContain('payload 2: no entity: the selector gives a number');
  });

  test('asks which kind a payload is where the mapping has several', async () => {
    const two = `${good}${good.replace('resources:\n', '').replace('rollout', 'release')}`;
    const args = ['--mapping', file('two.yml', two), '--payload', file('p.json', payload)];
    const { code, stderr } = await run('preview', ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining('rollout, release')]);
    expect((await run('preview', ...args, '--kind', 'release')).code).toBe(0);
    expect((await run('preview', ...args, '--kind', 'tag')).code).toBe(2);
  });
});
