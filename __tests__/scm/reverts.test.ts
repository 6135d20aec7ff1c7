import { describe, expect, test } from '@jest/globals';
import type { Commit } from '../../src/scm/commit.ts';
import { mergedBranch } from '../../src/scm/merged-branch.ts';
import { revertedTitle, revertsWithin, type Titled } from '../../src/scm/reverts.ts';

const sha = (name: string): string => name.repeat(40).slice(0, 40);

const commit = (name: string, message: string): Commit => ({
  ...{ sha: sha(name), parents: null, authoredAt: null, committedAt: null, author: null },
  message,
});

const change = (name: string, message: string, title: string | null = null): Titled => ({
  commit: commit(name, message),
  pullRequest: title === null ? null : { title },
});

const within = (changes: readonly Titled[], merges: readonly Commit[] = []): string[] =>
  changes
    .filter(({ commit: one }) => revertsWithin(changes, merges).has(one.sha))
    .map(({ commit: one }) => one.sha.slice(0, 1));

describe('a revert takes back what the same deployment brings', () => {
  test.each<[string, readonly Titled[]]>([
    [
      'by the hash in its message',
      [change('a', 'Cart'), change('b', `Undo it\n\nThis reverts commit ${sha('a')}.`)],
    ],
    ['by its title', [change('a', 'Cart'), change('b', 'Revert "Cart"')]],
    [
      'by the titles of squash commits',
      [change('a', 'Cart (#2)'), change('b', 'Revert "Cart (#2)" (#9)')],
    ],
    [
      'by the titles of pull requests',
      [change('a', 'one of many commits', 'Cart'), change('b', 'another', 'Revert "Cart"')],
    ],
    [
      'by the titles of merge requests',
      [change('a', 'x', 'Cart'), change('b', 'y', 'Revert "Cart" (!9)')],
    ],
  ])('%s', (_, changes) => {
    expect(within(changes)).toEqual(['b']);
  });

  test('also by the hash of its merge commit', () => {
    const merges = [commit('m', 'Merge pull request #2 from acme/cart')];
    const message = `Revert "Merge pull request #2 from acme/cart"\n\nThis reverts commit ${sha('m')}, reversing\nchanges made to ${sha('a')}.`;
    expect(within([change('a', 'Cart'), change('b', message)], merges)).toEqual(['b']);
  });
});

describe('a revert of what was released before', () => {
  test('is not such', () => {
    const message = `Revert "Cart"\n\nThis reverts commit ${sha('f')}.`;
    expect(within([change('a', 'Search'), change('b', message)])).toEqual([]);
  });

  test('that is taken back itself mends nothing either', () => {
    expect(within([change('b', 'Revert "Revert "Cart""')])).toEqual(['b']);
  });
});

test.each([
  ['Revert "Cart"', 'Cart'],
  ['Revert "Cart (#2)" (#9)', 'Cart'],
  ['Revert "Say "hello""', 'Say "hello"'],
  ['Revert Cart', null],
  ['Do not Revert "Cart"', null],
  ['Revert ""', null],
  ['', null],
  [null, null],
])('the title %j takes back %j', (title, reverted) => {
  expect(revertedTitle(title)).toBe(reverted);
});

test.each([
  ["Merge branch 'hotfix/login' into 'main'\n\nLogin", 'hotfix/login'],
  ["Merge branch 'hotfix/login'", 'hotfix/login'],
  ["Merge remote-tracking branch 'origin/hotfix/login' into main", 'hotfix/login'],
  ['Merge pull request #7 from acme/hotfix/login\n\nLogin', 'hotfix/login'],
  ['Merged PR 7: Login', null],
  ["Merge branches 'a' and 'b'", null],
  ['Merge pull request from acme', null],
  ['', null],
])('the message %j tells of the branch %j', (message, branch) => {
  expect(mergedBranch(message)).toBe(branch);
});
