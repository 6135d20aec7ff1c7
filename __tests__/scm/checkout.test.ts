import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nodeClock } from '../../src/host/node-clock.ts';
import { createNodeGit } from '../../src/host/node-git.ts';
import type { ChangeReading } from '../../src/scm/change-source.ts';
import { createGitSource } from '../../src/scm/git.ts';
import { buildHistory, type History, type HistoryCommit, hour } from './history.ts';
import { limits } from './hosts/sources.ts';

/** c0 ─ c1 ─ … ─ c39, where c30 is a merge of a branch that began at c5. */
const commits: readonly HistoryCommit[] = [
  ...Array.from({ length: 6 }, (_, index): HistoryCommit => line(index)),
  { id: 'side', parents: ['c5'], files: { 'side.txt': '1' }, authoredAt: hour(6.5) },
  ...Array.from({ length: 34 }, (_, index): HistoryCommit => {
    const commit = line(index + 6);
    return commit.id === 'c30' ? { ...commit, parents: ['c29', 'side'] } : commit;
  }),
];

function line(index: number): HistoryCommit {
  const parents = index === 0 ? [] : [`c${index - 1}`];
  const time = hour(index);
  return { id: `c${index}`, parents, files: { 'a.txt': `${index}` }, authoredAt: time };
}

let origin: History;
const folders: string[] = [];

beforeAll(() => {
  origin = buildHistory(commits);
  origin.run('branch', 'main', origin.sha('c39'));
  origin.run('symbolic-ref', 'HEAD', 'refs/heads/main');
  origin.run('config', 'uploadpack.allowAnySHA1InWant', 'true');
});

afterAll(() => {
  origin.remove();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const quiet = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

function clone(depth: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'scm-clone-'));
  folders.push(folder);
  const from = `file://${origin.folder}`;
  const options = ['--quiet', '--branch', 'main', `--depth=${depth}`];
  execFileSync('git', ['clone', ...options, from, folder], { env: quiet, stdio: 'pipe' });
  return folder;
}

async function read(
  folder: string,
  range: { head: string; exclude: readonly string[]; paths?: readonly string[] },
  edit: { mayDeepen?: boolean; commits?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<ChangeReading> {
  const git = createNodeGit(folder, edit.env ?? quiet);
  const source = createGitSource({ git, clock: nodeClock, mayDeepen: edit.mayDeepen ?? false });
  return source.changes(
    { ...range, paths: range.paths ?? null },
    limits(edit.commits ? { commits: edit.commits } : {}),
  );
}

const between = (base: string, head: string) => ({
  head: origin.sha(head),
  exclude: [origin.sha(base)],
});

const ids = (reading: ChangeReading, from = origin): string[] => {
  if ('reason' in reading) throw new Error(reading.reason);
  return reading.changes.map(({ sha }) => from.id(sha));
};

describe('a shallow checkout', () => {
  test('of one commit says that it does not reach the commit before', async () => {
    expect(await read(clone(1), between('c37', 'c39'))).toEqual({
      reason: `the checkout is shallow and does not reach commit ${origin.sha('c37')}: fetch the whole history, or set \`deepen\``,
    });
  });

  test('that reaches far enough behind is as good as a full one', async () => {
    expect(ids(await read(clone(8), between('c36', 'c39')))).toEqual(['c39', 'c38', 'c37']);
  });

  test('in which a merged branch is cut off is not trusted', async () => {
    const reading = await read(clone(12), between('c29', 'c31'));
    expect(reading).toEqual({ reason: expect.stringContaining('the checkout is shallow') });
  });

  test('is deepened when that is allowed, and then shows the merged branch too', async () => {
    const folder = clone(2);
    const reading = await read(folder, between('c29', 'c31'), { mayDeepen: true });
    expect(ids(reading)).toEqual(['c31', 'side']);
  });

  test('stays as it is when that is not allowed', async () => {
    const folder = clone(2);
    await read(folder, between('c29', 'c39'));
    const count = execFileSync('git', ['rev-list', '--count', 'HEAD'], { cwd: folder });
    expect(String(count).trim()).toBe('2');
  });

  test('whose remote is gone says that deepening did not help', async () => {
    const folder = clone(1);
    execFileSync('git', ['remote', 'set-url', 'origin', 'file:///nowhere'], { cwd: folder });
    expect(await read(folder, between('c37', 'c39'), { mayDeepen: true })).toEqual({
      reason: expect.stringMatching(/shallow .* deepening it did not help$/),
    });
  });

  test('with a submodule that nobody may read is deepened all the same', async () => {
    const folder = clone(1);
    const submodule = '[submodule "secret"]\n\tpath = secret\n\turl = file:///nowhere/secret\n';
    writeFileSync(join(folder, '.gitmodules'), submodule);
    const run = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
    run('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},secret`);
    run('config', 'submodule.secret.url', 'file:///nowhere/secret');
    run('config', 'fetch.recurseSubmodules', 'true');
    const reading = await read(folder, between('c37', 'c39'), { mayDeepen: true });
    expect(ids(reading)).toEqual(['c39', 'c38']);
  });
});

describe('a checkout', () => {
  test('without the commit before says that it is gone', async () => {
    const gone = 'f'.repeat(40);
    expect(await read(origin.folder, { head: origin.sha('c39'), exclude: [gone] })).toEqual({
      reason: `the checkout does not have commit ${gone}: it was never fetched, or a force push took it away`,
    });
  });

  test('keeps the commits apart that a force push replaced', async () => {
    const forced = buildHistory([
      { id: 'a', parents: [] },
      { id: 'old', parents: ['a'] },
      { id: 'older', parents: ['old'] },
      { id: 'new', parents: ['a'] },
    ]);
    const range = { head: forced.sha('new'), exclude: [forced.sha('older')] };
    expect(ids(await read(forced.folder, range), forced)).toEqual(['new']);
    forced.remove();
  });

  test('that is none says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'scm-none-'));
    folders.push(folder);
    const env = { ...quiet, GIT_CEILING_DIRECTORIES: tmpdir() };
    expect(await read(folder, between('c1', 'c2'), { env })).toEqual({
      reason: expect.stringContaining('there is no git checkout'),
    });
  });

  test.each(['--output=/tmp/x', 'HEAD', 'main', '', 'c0ffee', `${'a'.repeat(40)}\n--all`])(
    'is not asked for %j',
    async (odd) => {
      expect(await read(origin.folder, { head: odd, exclude: [origin.sha('c1')] })).toEqual({
        reason: `${JSON.stringify(odd)} is no full commit hash`,
      });
    },
  );

  test('without an earlier deployment shows nothing', async () => {
    expect(await read(origin.folder, { head: origin.sha('c3'), exclude: [] })).toEqual({
      reason: 'there is no earlier deployment to compare the commit with',
    });
  });

  test('shows the same under odd settings of the user', async () => {
    const folder = clone(40);
    const set = (key: string, value: string) =>
      execFileSync('git', ['config', key, value], { cwd: folder });
    set('log.showSignature', 'true');
    set('log.date', 'relative');
    set('log.follow', 'true');
    set('diff.relative', 'true');
    set('color.ui', 'always');
    set('core.quotePath', 'true');
    const range = { ...between('c36', 'c39'), paths: ['a.txt'] };
    expect(ids(await read(folder, range))).toEqual(['c39', 'c38', 'c37']);
  });

  test('of 5,000 commits is read whole, and not beyond the limit', async () => {
    const many = buildHistory(
      Array.from(
        { length: 5_001 },
        (_, index): HistoryCommit => ({ ...line(index), author: 'Kim' }),
      ),
    );
    const range = { head: many.sha('c5000'), exclude: [many.sha('c0')] };
    const all = await read(many.folder, range);
    expect(all).toMatchObject({ truncated: false });
    expect(ids(all, many)).toHaveLength(5_000);
    const some = await read(many.folder, range, { commits: 10 });
    expect(some).toMatchObject({ truncated: true });
    expect(ids(some, many)).toEqual(Array.from({ length: 10 }, (_, index) => `c${5_000 - index}`));
    many.remove();
  }, 60_000);
});

describe('the paths of a service', () => {
  const files = (id: string, parent: string | null, ...paths: string[]): HistoryCommit => ({
    id,
    parents: parent === null ? [] : [parent],
    files: Object.fromEntries(paths.map((path) => [path, id])),
  });
  let mono: History;

  beforeAll(() => {
    mono = buildHistory([
      files('root', null, 'README.md'),
      files('pay', 'root', 'services/pay/src/a.ts'),
      files('payDocs', 'pay', 'services/pay/docs/a.md'),
      files('shop', 'payDocs', 'services/shop/src/a.ts', 'services/shop/.env'),
      files('both', 'shop', 'services/shop/b.ts', 'services/pay/b.ts'),
      files('library', 'both', 'libs/common/x.ts'),
      files('odd', 'library', 'services/pay/näme with "quotes" [x].ts'),
      { id: 'moved', parents: ['odd'], files: { 'services/pay/b.ts': null, 'libs/b.ts': 'both' } },
      // The same change on two branches: git's own simplified history would hide one of them.
      files('twice1', 'moved', 'services/pay/twice.ts'),
      {
        ...files('twice2', 'moved', 'services/pay/twice.ts'),
        files: { 'services/pay/twice.ts': 'twice1' },
      },
      { id: 'head', parents: ['twice1', 'twice2'] },
    ]);
  });

  afterAll(() => mono.remove());

  test.each<[string, string[], string[]]>([
    ['a folder', ['services/shop'], ['both', 'shop']],
    ['a folder with everything below', ['services/shop/**'], ['both', 'shop']],
    ['hidden files', ['services/shop/.env'], ['shop']],
    ['braces, which git does not know', ['services/{shop,none}/**'], ['both', 'shop']],
    ['a wildcard in the middle', ['services/*/src/*.ts'], ['pay', 'shop']],
    [
      'folders without their documents',
      ['services/pay', '!**/*.md', '!**/twice.ts'],
      ['both', 'moved', 'odd', 'pay'],
    ],
    ['nothing but exceptions', ['!services/**'], ['library', 'moved']],
    [
      'everything',
      ['**'],
      ['both', 'library', 'moved', 'odd', 'pay', 'payDocs', 'shop', 'twice1', 'twice2'],
    ],
    ['both branches with the same change', ['services/pay/twice.ts'], ['twice1', 'twice2']],
    ['a name that git would read as a pattern', ['services/pay/näme*'], ['odd']],
  ])('may be %s', async (_, paths, expected) => {
    const range = { head: mono.sha('head'), exclude: [mono.sha('root')], paths };
    expect(ids(await read(mono.folder, range), mono).sort()).toEqual(expected);
  });
});
