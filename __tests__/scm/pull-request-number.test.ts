import { describe, expect, test } from '@jest/globals';
import { attributeMerges } from '../../src/scm/attribute-merges.ts';
import type { Commit } from '../../src/scm/commit.ts';
import { pullRequestNumber } from '../../src/scm/pull-request-number.ts';

test.each([
  ['Add the cart (#12)', 12],
  ['Revert "Add the cart (#12)" (#15)', 15],
  ['Merge pull request #7 from acme/feature\n\nAdd the cart', 7],
  ['Merged PR 345: Add the cart', 345],
  ["Merge branch 'x' into 'main'\n\nAdd\n\nSee merge request acme/team/shop!99", 99],
  ['Fix #12', null],
  ['Add (#12) and more', null],
  ['The body may say\n\n(#12)', null],
  ['see merge request acme/shop!1', null],
  ['Merge pull request from acme', null],
  ['(#1234567890123)', null],
  ['', null],
])('the message %j names the pull request %s', (message, number) => {
  expect(pullRequestNumber(message)).toBe(number);
});

const commit = (sha: string, parents: string[], message = sha): Commit => ({
  sha,
  parents,
  message,
  author: null,
  authoredAt: null,
  committedAt: null,
});

describe('commits without a number of their own', () => {
  test('have that of the merge that brought them, the innermost one', () => {
    const commits = [
      commit('P', ['main', 'd2'], 'Merge pull request #2 from acme/develop'),
      commit('d2', ['D']),
      commit('D', ['d1', 'f']),
      commit('f', ['d1']),
      commit('d1', ['base']),
      commit('main', ['base']),
    ].map((one) =>
      one.sha === 'D' ? { ...one, message: 'Merge pull request #1 from acme/f' } : one,
    );
    expect(Object.fromEntries(attributeMerges(commits, pullRequestNumber))).toEqual({
      P: 2,
      d2: 2,
      D: 1,
      f: 1,
      d1: 2,
    });
  });

  test('have none when they were on the first parent already', () => {
    const commits = [
      commit('M', ['b', 'f'], 'Merge pull request #1 from acme/f'),
      commit('f', ['a']),
      commit('b', ['a']),
      commit('a', ['base']),
    ];
    expect(Object.fromEntries(attributeMerges(commits, pullRequestNumber))).toEqual({ M: 1, f: 1 });
  });

  test('keep the number that they name themselves', () => {
    const commits = [
      commit('P', ['base', 'squash'], 'Merge pull request #9 from acme/develop'),
      commit('squash', ['base'], 'Cart (#3)'),
    ];
    expect(attributeMerges(commits, pullRequestNumber).get('squash')).toBe(3);
  });
});
