import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  codeCommitName,
  pullRequestOf,
  refOfSourceVersion,
  refOfTrigger,
} from '../../src/ci/codebuild-source.ts';

const name = fc.stringMatching(/^[A-Za-z0-9][\w./-]{0,20}$/);

describe('what CodeBuild says that it builds', () => {
  test('a trigger is a branch, a tag or a pull request', () => {
    fc.assert(
      fc.property(name, (one) => {
        expect(refOfTrigger(`branch/${one}`)).toBe(`refs/heads/${one}`);
        expect(refOfTrigger(`tag/${one}`)).toBe(`refs/tags/${one}`);
      }),
    );
    expect(refOfTrigger('pr/12')).toBeNull();
    expect(refOfTrigger('branch/')).toBeNull();
    expect(refOfTrigger(null)).toBeNull();
  });

  test('a source version is a ref only when it says so, and a commit behind it is no part of it', () => {
    fc.assert(
      fc.property(name, (one) => {
        expect(refOfSourceVersion(`refs/heads/${one}`)).toBe(`refs/heads/${one}`);
        expect(refOfSourceVersion(`refs/tags/${one}^{${'a'.repeat(40)}}`)).toBe(`refs/tags/${one}`);
        expect(refOfSourceVersion(one)).toBeNull();
      }),
    );
    expect(refOfSourceVersion('branch/main')).toBeNull(); // a branch of that name, or a tag
  });

  test('a pull request has its number behind pr/ or in its ref', () => {
    expect(pullRequestOf('pr/1486')).toBe('1486');
    expect(pullRequestOf('refs/pull/7/head^{0123456}')).toBe('7');
    expect(pullRequestOf('pr/12a')).toBeNull();
    expect(pullRequestOf('branch/pr/12')).toBeNull();
    expect(pullRequestOf(null)).toBeNull();
  });

  test('a repository of CodeCommit is its name alone', () => {
    expect(
      codeCommitName('https://git-codecommit.us-east-1.amazonaws.com/v1/repos/My.Repo-1'),
    ).toBe('My.Repo-1');
    expect(codeCommitName('https://github.com/v1/repos/shop')).toBeNull();
    expect(codeCommitName(null)).toBeNull();
  });
});
