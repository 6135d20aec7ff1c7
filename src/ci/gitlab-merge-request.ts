import type { EnvironmentReader } from './environment-reader.ts';
import { forkBranch } from './github-fork.ts';
import type { ProviderFacts } from './provider.ts';

/**
 * The merge request of the pipeline, and the branch that would be merged; nothing where there is none.
 * The number is the IID, which stands in the address; the ID counts over the whole instance.
 */
export function gitlabMergeRequest(
  env: EnvironmentReader,
): Pick<ProviderFacts, 'branch' | 'pullRequest'> {
  const number = env.first('CI_MERGE_REQUEST_IID', 'CI_EXTERNAL_PULL_REQUEST_IID');
  const targetBranch = env.first(
    'CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
    'CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME',
  );
  const branch = env.first(
    'CI_MERGE_REQUEST_SOURCE_BRANCH_NAME',
    'CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME',
  );
  const source = env.first(
    'CI_MERGE_REQUEST_SOURCE_PROJECT_PATH',
    'CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY',
  );
  const target = env.first(
    'CI_MERGE_REQUEST_PROJECT_PATH',
    'CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY',
  );
  const isFork = source?.toLowerCase() !== target?.toLowerCase();
  return number === null && branch === null
    ? {}
    : {
        branch: isFork ? forkBranch(source, branch) : branch,
        pullRequest: { number, targetBranch },
      };
}
