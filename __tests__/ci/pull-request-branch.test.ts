import { expect, test } from '@jest/globals';
import { pullRequestBranch } from '../../src/ci/pull-request-branch.ts';

test('a branch that is called like its target is a fork’s', () => {
  expect(pullRequestBranch('main', { number: '12', targetBranch: 'main' })).toBe('unknown:main');
  expect(pullRequestBranch('refs/heads/main', { number: '12', targetBranch: 'main' })).toBe(
    'unknown:main',
  );
});

test('any other branch stays as it is', () => {
  expect(pullRequestBranch('feature/x', { number: '12', targetBranch: 'main' })).toBe('feature/x');
  expect(pullRequestBranch('main', { number: '12', targetBranch: null })).toBe('main');
  expect(pullRequestBranch(null, { number: '12', targetBranch: null })).toBeNull();
});

test.each([null, '', 'false', '0', '00', 'pr/12'])(
  'without a pull request (%p) the target does not matter, since some CIs tell one for pushes',
  (number) => {
    expect(pullRequestBranch('main', { number, targetBranch: 'main' })).toBe('main');
  },
);
