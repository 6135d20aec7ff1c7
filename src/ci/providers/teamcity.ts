import { checkoutAt } from '../checkout-at.ts';
import type { EnvironmentReader } from '../environment-reader.ts';
import type { Fact, Provider } from '../provider.ts';

/**
 * Names: TeamCity help, "List of Predefined Build Parameters" and "Pull Requests", read 2026-11-22.
 * Most parameters do not reach the environment: the build configuration maps them, `teamcity.build.id` to `TEAMCITY_BUILD_ID`
 * and so on, as docs/ci/teamcity.md shows. No parameter tells the status or a start time.
 */
export const teamcity: Provider = {
  id: 'teamcity',
  usesCheckout: true,
  read: (env, { checkout }) => {
    const sha = env.get('BUILD_VCS_NUMBER'); // absent with several VCS roots
    const branch = branchOf(env);
    const here = checkoutAt(checkout, sha);
    return {
      repositoryUrl: env.get('VCSROOT_URL') ?? here?.repositoryUrl ?? null,
      branch: branch ?? here?.branch ?? null,
      tag: branch === null ? (here?.tag ?? null) : null,
      sha: sha ?? here?.sha ?? null,
      pullRequest: {
        number: env.get('TEAMCITY_PULLREQUEST_NUMBER'),
        targetBranch: env.get('TEAMCITY_PULLREQUEST_TARGET_BRANCH'),
      },
      run: {
        id: env.first('TEAMCITY_BUILD_ID', 'BUILD_URL'), // the number is told by the configuration, and may repeat
        number: env.get('BUILD_NUMBER'),
        url: env.get('BUILD_URL'),
      },
      job: {
        id: env.get('TEAMCITY_BUILDTYPE_ID'),
        name: env.get('TEAMCITY_BUILDCONF_NAME'),
      },
      actor: env.first('TEAMCITY_BUILD_TRIGGEREDBY_USERNAME', 'TEAMCITY_BUILD_TRIGGEREDBY'),
    };
  },
};

/** The VCS branch is a full ref, which tells tags and pull requests; the build's branch is a name that the branch specification made. */
function branchOf(env: EnvironmentReader): Fact {
  const source = env.get('TEAMCITY_PULLREQUEST_SOURCE_BRANCH');
  const ref = env.get('TEAMCITY_BUILD_VCS_BRANCH');
  const name = env.get('TEAMCITY_BUILD_BRANCH');
  // `<default>` stands for the default branch without naming it; `pull/12` and the like are no branches.
  const isBranch = !/^<.*>$|^(?:pull|pull-requests|merge-requests)\/\d+(?:\/|$)/.test(name ?? '');
  return source ?? ref ?? (isBranch ? name : null);
}
