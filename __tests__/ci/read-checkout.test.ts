import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readCheckout } from '../../src/ci/read-checkout.ts';
import { createNodeGit } from '../../src/host/node-git.ts';

const repository = mkdtempSync(join(tmpdir(), 'checkout-'));
const git = createNodeGit(repository, process.env);
const run = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
    cwd: repository,
    encoding: 'utf8',
  }).trim();

beforeAll(() => {
  run('init', '--quiet', '--initial-branch=feature/x');
});
afterAll(() => rmSync(repository, { recursive: true }));

test('there is none where nothing was committed, and none outside of a repository', async () => {
  expect(await readCheckout(git)).toBeNull();
  expect(await readCheckout(createNodeGit(tmpdir(), process.env))).toBeNull();
});

test('on a branch it has the branch, and not the tags of its commit', async () => {
  run('commit', '--quiet', '--allow-empty', '-m', 'one');
  run('tag', 'v1');
  expect(await readCheckout(git)).toEqual({
    sha: run('rev-parse', 'HEAD'),
    branch: 'feature/x',
    tag: null,
    repositoryUrl: null,
  });
});

test('detached at a tag it has the tag, and the address of origin', async () => {
  run('remote', 'add', 'origin', 'git@git.example.com:acme/shop.git');
  run('checkout', '--quiet', '--detach', 'v1');
  expect(await readCheckout(git)).toEqual({
    sha: run('rev-parse', 'HEAD'),
    branch: null,
    tag: 'v1',
    repositoryUrl: 'git@git.example.com:acme/shop.git',
  });
});

test('detached at a commit without a tag it has neither', async () => {
  run('commit', '--quiet', '--allow-empty', '-m', 'two');
  expect(await readCheckout(git)).toMatchObject({ branch: null, tag: null });
});
