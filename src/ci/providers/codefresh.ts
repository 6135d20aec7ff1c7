import { checkoutAt } from '../checkout-at.ts';
import type { EnvironmentReader } from '../environment-reader.ts';
import { forkBranch } from '../github-fork.ts';
import type { Checkout, Fact, Provider } from '../provider.ts';

/**
 * Names: Codefresh docs, "Variables in pipelines" and "Pipeline definitions YAML" (`CF_CURRENT_ATTEMPT`), read 2026-11-22;
 * `CF_PULL_REQUEST_IS_FORK` is in none of them, but Cypress reads it (cypress-io/cypress, `ci_provider.js`).
 * No variable tells the status or the environment: hooks pass the one, and the user the other.
 */
export const codefresh: Provider = {
  id: 'codefresh',
  usesCheckout: true,
  read: (env, { checkout }) => {
    const sha = env.get('CF_REVISION'); // seven digits in Bitbucket's pull requests
    const here = checkoutAt(checkout, sha);
    const number = env.first('CF_PULL_REQUEST_NUMBER', 'CF_PULL_REQUEST_ID');
    return {
      slug: env.join([env.get('CF_REPO_OWNER'), env.get('CF_REPO_NAME')], '/'),
      repositoryUrl: repositoryOfCommit(env.get('CF_COMMIT_URL')) ?? here?.repositoryUrl ?? null,
      branch: branchOf(env),
      tag: tagOf(env, number, here),
      sha,
      pullRequest: { number, targetBranch: env.get('CF_PULL_REQUEST_TARGET') },
      run: {
        id: env.get('CF_BUILD_ID'),
        attempt: env.get('CF_CURRENT_ATTEMPT'), // of a step with `retry`
        url: env.get('CF_BUILD_URL'),
      },
      job: { name: env.get('CF_STEP_NAME') },
      actor: env.get('CF_BUILD_INITIATOR'),
      createdAt: [env.get('CF_BUILD_TIMESTAMP')], // an epoch; its length tells seconds from milliseconds
    };
  },
};

function branchOf(env: EnvironmentReader): Fact {
  const branch = env.get('CF_BRANCH');
  return env.flag('CF_PULL_REQUEST_IS_FORK') ? forkBranch(null, branch) : branch;
}

/**
 * `CF_BRANCH` is "the branch name or tag". It is the tag when a release names it, when there is a base branch ("from which
 * the tag is created"), or when git has that tag at the commit.
 */
function tagOf(env: EnvironmentReader, pullRequest: Fact, here: Checkout | null): Fact {
  const name = env.get('CF_BRANCH');
  const base = env.get('CF_BASE_BRANCH');
  const isTag = pullRequest === null && base !== null && base !== name;
  const tag = isTag || here?.tag === name ? name : null;
  return env.get('CF_RELEASE_TAG') ?? tag;
}

/** `…/commit/<sha>`, on GitLab `…/-/commit/<sha>`, on Bitbucket `…/commits/<sha>`. */
function repositoryOfCommit(address: Fact): Fact {
  const match = /^(.+?)(?:\/-)?\/commits?\/[0-9a-z]+\/?$/i.exec(address ?? '');
  return match?.[1] ?? null;
}
