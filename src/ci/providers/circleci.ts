import { checkoutAt } from '../checkout-at.ts';
import type { EnvironmentReader } from '../environment-reader.ts';
import { forkBranch } from '../github-fork.ts';
import { pathPart } from '../path-part.ts';
import type { Fact, Provider } from '../provider.ts';

/**
 * Names: CircleCI docs, "Project values and variables", read 2026-11-22.
 * No variable tells the status, the start or the environment; and with the GitHub App none tells the repository's address.
 */
export const circleci: Provider = {
  id: 'circleci',
  usesCheckout: true,
  read: (env, { checkout }) => {
    const sha = env.get('CIRCLE_SHA1');
    const url = env.get('CIRCLE_REPOSITORY_URL') ?? checkoutAt(checkout, sha)?.repositoryUrl;
    const jobUrl = env.url('CIRCLE_BUILD_URL');
    const workflow = env.get('CIRCLE_WORKFLOW_ID');
    return {
      slug: env.join([env.get('CIRCLE_PROJECT_USERNAME'), env.get('CIRCLE_PROJECT_REPONAME')], '/'),
      repositoryUrl: url ?? null,
      branch: branchOf(env),
      tag: env.get('CIRCLE_TAG'),
      sha,
      pullRequest: { number: pullRequestNumber(env) },
      // No attempt: what is run again is a new workflow.
      run: { id: workflow, url: workflowUrl(workflow, jobUrl) ?? jobUrl },
      job: { id: env.get('CIRCLE_WORKFLOW_JOB_ID'), name: env.get('CIRCLE_JOB'), url: jobUrl },
      actor: env.get('CIRCLE_USERNAME'),
    };
  },
};

/** For a fork's pull request the branch is `pull/12`, which is no branch. */
function branchOf(env: EnvironmentReader): Fact {
  const branch = env.get('CIRCLE_BRANCH');
  const fork = env.get('CIRCLE_PR_USERNAME');
  if (/^pull\/\d+$/.test(branch ?? '')) return null;
  return fork === null ? branch : forkBranch(fork, branch);
}

/** A branch of several pull requests names one of them at random, which says nothing. */
function pullRequestNumber(env: EnvironmentReader): Fact {
  const ofFork = env.get('CIRCLE_PR_NUMBER');
  const one = env.get('CIRCLE_PULL_REQUEST');
  const all = env.get('CIRCLE_PULL_REQUESTS') ?? '';
  const ofBranch = all.includes(',') ? null : (one?.split('/').at(-1) ?? null);
  return ofFork ?? ofBranch;
}

/** The page of a workflow in the cloud; the address of the one on a server of one's own is not told. */
function workflowUrl(workflow: Fact, jobUrl: Fact): Fact {
  const id = pathPart(workflow);
  const inCloud = /^https:\/\/(?:[\w-]+\.)*circleci\.com\//.test(jobUrl ?? '');
  return id !== null && inCloud ? `https://app.circleci.com/pipelines/workflows/${id}` : null;
}
