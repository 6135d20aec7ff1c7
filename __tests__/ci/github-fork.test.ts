import { expect, test } from '@jest/globals';
import { isForkPullRequest } from '../../src/ci/github-fork.ts';
import { payloadOf } from '../../src/ci/payload.ts';
import { webhook } from './provider-fixture.ts';

const pullRequest = (set: Readonly<Record<string, unknown>>) =>
  payloadOf(webhook({ webhook: 'pull_request', where: { action: 'opened' }, set }));

test('a pull request within the repository is not from a fork', () => {
  expect(isForkPullRequest(pullRequest({}))).toBe(false);
});

test('a repository that is a fork itself can have pull requests of its own', () => {
  const set = { 'pull_request.head.repo.fork': true, 'pull_request.base.repo.fork': true };
  expect(isForkPullRequest(pullRequest(set))).toBe(false);
});

test('the case of names makes no difference', () => {
  expect(
    isForkPullRequest(
      pullRequest({ 'pull_request.head.repo.full_name': 'codertocat/hello-world' }),
    ),
  ).toBe(false);
});

test('a pull request of another repository is from a fork', () => {
  expect(
    isForkPullRequest(pullRequest({ 'pull_request.head.repo.full_name': 'mallory/Hello-World' })),
  ).toBe(true);
});

test('a pull request of a repository that was deleted is from a fork', () => {
  expect(isForkPullRequest(pullRequest({ 'pull_request.head.repo': null }))).toBe(true);
});

test('an event without a pull request is not from a fork', () => {
  expect(isForkPullRequest(payloadOf(webhook({ webhook: 'push' })))).toBe(false);
  expect(isForkPullRequest(null)).toBe(false);
});
