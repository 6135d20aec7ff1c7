import { attemptAfter } from '../attempt-after.ts';
import { checkoutAt } from '../checkout-at.ts';
import type { EnvironmentReader } from '../environment-reader.ts';
import { forkBranch } from '../github-fork.ts';
import type { Fact, Provider } from '../provider.ts';
import { pullRequestBranch } from '../pull-request-branch.ts';
import { exitStatus } from '../run-status.ts';
import { slugOfUrl } from '../web-url.ts';

/**
 * Names: Buildkite docs, "Environment variables" and "Agent lifecycle", read 2026-11-22.
 * The branch is the tag's name on tags, and a pull request that is none is `false`. There is no start time.
 */
export const buildkite: Provider = {
  id: 'buildkite',
  usesCheckout: true,
  read: (env, { checkout }) => {
    const commit = env.get('BUILDKITE_COMMIT');
    // May be the word `HEAD` or a short commit, as the one who started the build typed it.
    const here = checkoutAt(checkout, isSha(commit) ? commit : null);
    const jobId = env.get('BUILDKITE_JOB_ID');
    const pullRequest = {
      number: env.get('BUILDKITE_PULL_REQUEST'),
      targetBranch: env.get('BUILDKITE_PULL_REQUEST_BASE_BRANCH'),
    };
    return {
      repositoryUrl: env.get('BUILDKITE_REPO') ?? here?.repositoryUrl ?? null,
      defaultBranch: env.get('BUILDKITE_PIPELINE_DEFAULT_BRANCH'),
      branch: pullRequestBranch(branchOf(env), pullRequest),
      tag: env.get('BUILDKITE_TAG'),
      sha: here?.sha ?? commit,
      pullRequest,
      run: {
        id: env.get('BUILDKITE_BUILD_ID'),
        number: env.get('BUILDKITE_BUILD_NUMBER'),
        attempt: attemptAfter(env.get('BUILDKITE_RETRY_COUNT')),
        url: env.get('BUILDKITE_BUILD_URL'),
      },
      job: {
        id: jobId,
        name: env.first('BUILDKITE_STEP_KEY', 'BUILDKITE_LABEL'),
        url: env.join([env.baseUrl('BUILDKITE_BUILD_URL'), jobId], '#'),
      },
      actor: env.first('BUILDKITE_UNBLOCKER', 'BUILDKITE_BUILD_CREATOR'), // the first is who approved
      environment: env.get('BUILDKITE_GITHUB_DEPLOYMENT_ENVIRONMENT'), // only when a GitHub deployment started the build
      status: env.flag('BUILDKITE_JOB_CANCELLED')
        ? 'cancelled'
        : exitStatus(env.get('BUILDKITE_COMMAND_EXIT_STATUS')), // only in hooks that run after the command
    };
  },
};

/** A fork's branch with its owner, which Buildkite writes before it by a setting of the pipeline only. */
function branchOf(env: EnvironmentReader): Fact {
  const branch = env.get('BUILDKITE_BRANCH');
  const from = env.repositoryUrl('BUILDKITE_PULL_REQUEST_REPO');
  const own = env.repositoryUrl('BUILDKITE_REPO');
  const isFork = from !== null && from.toLowerCase() !== own?.toLowerCase();
  if (!isFork || branch?.includes(':')) return branch;
  return forkBranch(slugOfUrl(from)?.split('/', 1)[0] ?? null, branch);
}

function isSha(commit: string | null): boolean {
  return /^[0-9a-f]{7,64}$/i.test(commit ?? '');
}
