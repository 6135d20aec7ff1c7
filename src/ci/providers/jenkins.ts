import { checkoutAt } from '../checkout-at.ts';
import type { EnvironmentReader } from '../environment-reader.ts';
import { jenkinsChange } from '../jenkins-change.ts';
import { jenkinsPerson } from '../jenkins-person.ts';
import type { Fact, Provider } from '../provider.ts';

/**
 * Names: Jenkins core, `CoreEnvironmentContributor/buildEnv.properties`; Git plugin, "Environment Variables"; Branch API
 * plugin, `BranchNameContributor.java`; plugins "build user vars" and "zentimestamp"; read 2026-11-22.
 * No variable tells the result of the build. A Pipeline has the `GIT_*` ones only where its checkout step put them.
 */
export const jenkins: Provider = {
  id: 'jenkins',
  usesCheckout: true,
  read: (env, { checkout }) => {
    const commit = env.get('GIT_COMMIT');
    const here = checkoutAt(checkout, commit);
    const change = jenkinsChange(env);
    const name = env.get('BRANCH_NAME');
    const tag = env.get('TAG_NAME');
    const built = name ?? builtBranch(env);
    const author = env.get('CHANGE_AUTHOR');
    return {
      repositoryUrl: env.first('GIT_URL', 'GIT_URL_1') ?? here?.repositoryUrl ?? null,
      defaultBranch: env.flag('BRANCH_IS_PRIMARY') ? name : null,
      branch: change ? change.branch : (built ?? here?.branch ?? null), // a pull request's `BRANCH_NAME` is `PR-24`
      // In a tag's job both names are the tag; a `TAG_NAME` alone is a parameter of the user's.
      tag: tag !== null && tag === name ? tag : (!change && !built && here?.tag) || null,
      sha: commit ?? here?.sha ?? null,
      pullRequest: change?.pullRequest ?? null,
      run: {
        id: env.first('BUILD_TAG', 'BUILD_NUMBER'),
        number: env.get('BUILD_NUMBER'),
        url: env.first('BUILD_URL', 'RUN_DISPLAY_URL'),
      },
      job: { name: env.get('JOB_NAME'), url: env.get('JOB_URL') }, // a build that is repeated has a new number
      actor: jenkinsPerson(env.get('BUILD_USER_ID')) ?? author,
      createdAt: [env.get('BUILD_TIMESTAMP')], // in a form that the administrator chose; taken when it has a zone
    };
  },
};

/** `GIT_BRANCH` begins with the name of the remote. Only the usual one is cut off: `release/main` may be a branch. */
function builtBranch(env: EnvironmentReader): Fact {
  const local = env.get('GIT_LOCAL_BRANCH');
  const remote = env.get('GIT_BRANCH')?.replace(/^(?:refs\/remotes\/)?origin\//, '') ?? null;
  const branch = local ?? remote;
  return branch === 'detached' ? null : branch;
}
