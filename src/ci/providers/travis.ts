import { checkoutAt } from '../checkout-at.ts';
import type { EnvironmentReader } from '../environment-reader.ts';
import { forkBranch } from '../github-fork.ts';
import type { Fact, Provider } from '../provider.ts';
import { pullRequestBranch } from '../pull-request-branch.ts';
import { exitStatus } from '../run-status.ts';

/**
 * Names: Travis CI docs, "Environment Variables", read 2026-11-22. `TRAVIS_BRANCH` is the target of a pull request, and
 * the tag's name on tags; a pull request that is none is `false`. Where the repository is hosted is not told, nor a start time.
 */
export const travis: Provider = {
  id: 'travis',
  usesCheckout: true,
  read: (env, { checkout }) => {
    const target = env.get('TRAVIS_BRANCH');
    const pullRequest = { number: env.get('TRAVIS_PULL_REQUEST'), targetBranch: target };
    return {
      slug: env.get('TRAVIS_REPO_SLUG'),
      repositoryUrl: checkoutAt(checkout, env.get('TRAVIS_COMMIT'))?.repositoryUrl ?? null,
      branch: pullRequestBranch(sourceBranch(env) ?? target, pullRequest),
      tag: env.get('TRAVIS_TAG'),
      sha: env.first('TRAVIS_PULL_REQUEST_SHA', 'TRAVIS_COMMIT') ?? checkout?.sha ?? null, // the second is the merge
      pullRequest,
      run: {
        id: env.get('TRAVIS_BUILD_ID'),
        number: env.get('TRAVIS_BUILD_NUMBER'),
        attempt: attemptOf(env),
        url: env.get('TRAVIS_BUILD_WEB_URL'),
      },
      job: {
        id: env.get('TRAVIS_JOB_ID'),
        name: env.first('TRAVIS_JOB_NAME', 'TRAVIS_BUILD_STAGE_NAME'),
        url: env.get('TRAVIS_JOB_WEB_URL'),
      },
      actor: env.get('TRAVIS_JOB_RESTARTED_BY'), // who pushed or started it first is not told
      status: exitStatus(env.get('TRAVIS_TEST_RESULT')), // of the phase `script`, known after it
    };
  },
};

/** Only of pull requests; a fork's with its owner. */
function sourceBranch(env: EnvironmentReader): Fact {
  const branch = env.get('TRAVIS_PULL_REQUEST_BRANCH');
  const from = env.get('TRAVIS_PULL_REQUEST_SLUG');
  const isFork = from !== null && from !== env.get('TRAVIS_REPO_SLUG');
  return isFork ? forkBranch(from.split('/', 1)[0] || null, branch) : branch;
}

/** Travis tells that a job was restarted, not how often; job and build keep their ids, so every restart is the second attempt. */
function attemptOf(env: EnvironmentReader): Fact {
  if (env.get('TRAVIS_JOB_RESTARTED') === null) return null;
  return env.flag('TRAVIS_JOB_RESTARTED') ? '2' : '1';
}
