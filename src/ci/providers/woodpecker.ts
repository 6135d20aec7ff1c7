import { attemptAfter } from '../attempt-after.ts';
import type { Provider } from '../provider.ts';
import { pullRequestBranch } from '../pull-request-branch.ts';

/**
 * Names: Woodpecker docs, "Environment variables", read 2026-11-22. They look like GitLab's.
 * A workflow is what other systems call a job; it starts with the pipeline, and the step that reports starts after the deployment.
 */
export const woodpecker: Provider = {
  id: 'woodpecker',
  read: (env) => {
    const number = env.get('CI_PIPELINE_NUMBER');
    const pullRequest = {
      number: env.get('CI_COMMIT_PULL_REQUEST'),
      targetBranch: env.get('CI_COMMIT_TARGET_BRANCH'),
    };
    const branch = env.first('CI_COMMIT_SOURCE_BRANCH', 'CI_COMMIT_BRANCH'); // the second is a pull request's target
    return {
      slug: env.get('CI_REPO'),
      repositoryUrl: env.first('CI_REPO_URL', 'CI_REPO_CLONE_URL'),
      defaultBranch: env.get('CI_REPO_DEFAULT_BRANCH'),
      branch: pullRequestBranch(branch, pullRequest),
      tag: env.get('CI_COMMIT_TAG'),
      sha: env.get('CI_COMMIT_SHA'),
      pullRequest,
      run: {
        id: number,
        number,
        attempt: attemptAfter(env.get('CI_PIPELINE_RERUNS') ?? '0'), // not set on the first run
        url: env.get('CI_PIPELINE_URL'),
      },
      job: {
        id: env.get('CI_STEP_NUMBER'),
        name: env.get('CI_WORKFLOW_NAME'),
        url: env.get('CI_STEP_URL'),
      },
      actor: env.get('CI_PIPELINE_AUTHOR'),
      environment: env.get('CI_PIPELINE_DEPLOY_TARGET'), // only of the event `deployment`
      status: env.get('CI_PIPELINE_STATUS'), // of the workflow, right before this step
      createdAt: [env.get('CI_PIPELINE_STARTED'), env.get('CI_PIPELINE_CREATED')], // seconds; created may be before an approval
    };
  },
};
