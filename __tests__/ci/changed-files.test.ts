import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type ChangeRange, changeRange } from '../../src/ci/changed-files.ts';
import { changedFilesFromGit } from '../../src/ci/changed-files-git.ts';
import { changedFilesFromGithub } from '../../src/ci/changed-files-github.ts';
import { payloadOf } from '../../src/ci/payload.ts';
import { createNodeGit } from '../../src/host/node-git.ts';
import { type Loopback, startLoopback } from './loopback.ts';
import { webhook } from './provider-fixture.ts';

const zeros = '0'.repeat(40);
const a = 'a'.repeat(40);
const b = 'b'.repeat(40);

describe('between which commits files changed', () => {
  const push = (edit: Readonly<Record<string, unknown>>): ChangeRange => {
    const set = { before: a, after: b, ...edit };
    return changeRange({
      name: 'push',
      payload: payloadOf(webhook({ webhook: 'push', where: { ref: 'refs/heads/master' }, set })),
    });
  };

  test('a push tells', () => {
    expect(push({})).toEqual({ base: a, head: b });
  });

  test.each([
    [{ before: zeros }, /before/],
    [{ after: zeros }, /after/],
    [{ before: '--output=/etc/passwd' }, /before/],
    [{ before: null }, /before/],
    [{ ref: 'refs/tags/v1' }, /tag/],
  ])('a push with %j does not tell', (edit, reason) => {
    expect(push(edit)).toEqual({ reason: expect.stringMatching(reason) });
  });

  test('a merged pull request tells, any other does not', () => {
    const closed = { webhook: 'pull_request', where: { action: 'closed' } };
    const set = {
      'pull_request.merged': true,
      'pull_request.merge_commit_sha': b,
      'pull_request.base.sha': a,
    };
    const range = (edit: Parameters<typeof webhook>[0]) =>
      changeRange({ name: 'pull_request', payload: payloadOf(webhook(edit)) });
    expect(range({ ...closed, set })).toEqual({ base: a, head: b });
    expect(range(closed)).toEqual({ reason: 'the pull request is not merged' });
  });

  test('other events do not tell', () => {
    expect(changeRange({ name: 'schedule', payload: payloadOf({}) })).toEqual({
      reason: 'the event schedule does not tell what changed',
    });
    expect(changeRange({ name: 'push', payload: null })).toEqual({
      reason: 'the event that started this run cannot be read',
    });
  });
});

describe('from the checkout', () => {
  const repository = mkdtempSync(join(tmpdir(), 'changed-files-'));
  const run = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
      cwd: repository,
      encoding: 'utf8',
    }).trim();
  const write = (path: string, text: string): void => {
    mkdirSync(join(repository, path, '..'), { recursive: true });
    writeFileSync(join(repository, path), text);
  };
  let base = '';
  let head = '';

  beforeAll(() => {
    run('init', '--quiet');
    write('shop/a.txt', 'a\n'.repeat(50));
    write('pay/gone.txt', 'x');
    write('same.txt', 'same');
    run('add', '.');
    run('commit', '--quiet', '-m', 'one');
    base = run('rev-parse', 'HEAD');
    mkdirSync(join(repository, 'cart'));
    renameSync(join(repository, 'shop/a.txt'), join(repository, 'cart/a.txt'));
    rmSync(join(repository, 'pay/gone.txt'));
    write('docs/größe "x"\n.md', 'new');
    run('add', '--all', '.');
    run('commit', '--quiet', '-m', 'two');
    head = run('rev-parse', 'HEAD');
    run('config', 'diff.relative', 'true');
  });
  afterAll(() => rmSync(repository, { recursive: true }));

  test.each(['.', 'cart'])(
    'all are listed, with both names of a renamed one (in the folder %s)',
    async (folder) => {
      const git = createNodeGit(join(repository, folder), process.env);
      const changed = await changedFilesFromGit(git, { base, head });
      expect(changed).toEqual({
        files: ['cart/a.txt', 'docs/größe "x"\n.md', 'pay/gone.txt', 'shop/a.txt'],
      });
    },
  );

  test('none are listed when nothing changed', async () => {
    const git = createNodeGit(repository, process.env);
    expect(await changedFilesFromGit(git, { base: head, head })).toEqual({ files: [] });
  });

  test('are not known when the checkout lacks a commit, or is none', async () => {
    const missing = { base: a, head };
    const reason = { reason: expect.stringContaining(a) };
    expect(await changedFilesFromGit(createNodeGit(repository, process.env), missing)).toEqual(
      reason,
    );
    expect(await changedFilesFromGit(createNodeGit(tmpdir(), process.env), missing)).toEqual(
      reason,
    );
  });

  test('git is not asked when the commits are not known', async () => {
    const git = () => Promise.reject(new Error('asked'));
    expect(await changedFilesFromGit(git, { reason: 'no' })).toEqual({ reason: 'no' });
  });
});

interface Answered {
  readonly status?: number;
  readonly slug?: string;
  /** `''` is the server's own address. */
  readonly api?: string | null;
}

describe('from GitHub', () => {
  let server: Loopback | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  async function compare(
    answer: unknown,
    { status = 200, slug = 'acme/shop', api = '' }: Answered = {},
  ) {
    server = await startLoopback((_request, response) => {
      response.statusCode = status;
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
    const address = api === null ? {} : { GITHUB_API_URL: `${api || server.url}/api/v3/` };
    return changedFilesFromGithub(
      { env: address, fetch, token: 'hunter2', slug: slug || null },
      { base: a, head: b },
    );
  }
  const files = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ filename: `f${index}` }));

  test('all are listed, with both names of a renamed one, by one request', async () => {
    const changed = await compare({
      status: 'ahead',
      files: [
        { filename: 'cart/a.txt', previous_filename: 'shop/a.txt' },
        { filename: 'cart/a.txt' },
      ],
    });
    expect(changed).toEqual({ files: ['shop/a.txt', 'cart/a.txt'] });
    expect(server?.received).toHaveLength(1);
    expect(server?.received[0]?.path).toBe(`/api/v3/repos/acme/shop/compare/${a}...${b}`);
    expect(server?.received[0]?.headers).toMatchObject({
      authorization: 'Bearer hunter2',
      accept: 'application/vnd.github+json',
    });
  });

  test('up to 299 are all of them, 300 may not be', async () => {
    expect(await compare({ status: 'ahead', files: files(299) })).toMatchObject({
      files: { length: 299 },
    });
    await server?.close();
    expect(await compare({ status: 'ahead', files: files(300) })).toEqual({
      reason: expect.stringContaining('300'),
    });
  });

  test.each([
    ['the history was rewritten', { status: 'diverged', files: files(1) }, 200, /ancestor/],
    ['the new commit is older', { status: 'behind', files: [] }, 200, /ancestor/],
    ['the answer has no list', { status: 'ahead' }, 200, /without files/],
    ['the answer is no JSON', '<html>', 200, /could not be asked/],
    ['the answer is no object', [], 200, /ancestor/],
    ['a commit is gone', { message: 'Not Found' }, 404, /404/],
    ['the token is not allowed to', { message: 'no' }, 403, /403/],
  ])('are not known when %s', async (_case, answer, status, reason) => {
    expect(await compare(answer, { status })).toEqual({ reason: expect.stringMatching(reason) });
  });

  test('are the same when nothing changed', async () => {
    expect(await compare({ status: 'identical', files: [] })).toEqual({ files: [] });
  });

  test.each([{ slug: '' }, { api: null }, { api: 'http://api.example.com' }])(
    'are not known, and no token is sent, without a safe address: %j',
    async (options) => {
      expect(await compare({ status: 'ahead', files: [] }, options)).toEqual({
        reason: expect.stringContaining('address'),
      });
      expect(server?.received).toEqual([]);
    },
  );

  test('are not known when the server is gone', async () => {
    const gone = await startLoopback(() => undefined);
    await gone.close();
    const access = { env: { GITHUB_API_URL: gone.url }, fetch, token: null, slug: 'acme/shop' };
    expect(await changedFilesFromGithub(access, { base: a, head: b })).toEqual({
      reason: 'GitHub could not be asked for the comparison',
    });
    expect(await changedFilesFromGithub(access, { reason: 'no' })).toEqual({ reason: 'no' });
  });
});
