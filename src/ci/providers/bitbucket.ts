import type { EnvironmentReader } from '../environment-reader.ts';
import type { Provider } from '../provider.ts';
import { pullRequestBranch } from '../pull-request-branch.ts';
import { exitStatus } from '../run-status.ts';

/**
 * Names: Atlassian support, "Variables and secrets", read 2026-11-22.
 * Who started a step is told as a UUID only, which names nobody, so there is no actor. There is no start time.
 */
export const bitbucket: Provider = {
  id: 'bitbucket',
  read: (env) => {
    const number = env.get('BITBUCKET_BUILD_NUMBER');
    const pullRequest = {
      number: env.get('BITBUCKET_PR_ID'),
      targetBranch: env.get('BITBUCKET_PR_DESTINATION_BRANCH'),
    };
    return {
      slug: env.get('BITBUCKET_REPO_FULL_NAME'),
      // The HTTP origin is `http://…`; the SSH one becomes an https address.
      repositoryUrl: env.first('BITBUCKET_GIT_SSH_ORIGIN', 'BITBUCKET_GIT_HTTP_ORIGIN'),
      branch: pullRequestBranch(env.get('BITBUCKET_BRANCH'), pullRequest),
      tag: env.get('BITBUCKET_TAG'),
      sha: env.get('BITBUCKET_COMMIT'), // 12 digits in pull requests
      pullRequest,
      run: {
        id: env.first('BITBUCKET_PIPELINE_UUID', 'BITBUCKET_BUILD_NUMBER'),
        number,
        attempt: env.get('BITBUCKET_STEP_RUN_NUMBER'),
        url: runUrl(env, number),
      },
      job: { id: env.get('BITBUCKET_STEP_UUID') },
      environment: env.get('BITBUCKET_DEPLOYMENT_ENVIRONMENT'), // only in steps with `deployment:`
      status: exitStatus(env.get('BITBUCKET_EXIT_CODE')), // only in `after-script`
    };
  },
};

/** The page of a pipeline, as Bitbucket's own links have it; no variable holds it. */
function runUrl(env: EnvironmentReader, number: string | null): string | null {
  const slug = env.get('BITBUCKET_REPO_FULL_NAME');
  const isPath = /^(?!\.+\/)[\w.-]+\/(?!\.+$)[\w.-]+$/.test(slug ?? '');
  if (!isPath || !/^\d+$/.test(number ?? '')) return null;
  return env.join(['https://bitbucket.org', slug, 'pipelines/results', number], '/');
}
