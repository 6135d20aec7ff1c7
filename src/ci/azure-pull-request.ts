import type { EnvironmentReader } from './environment-reader.ts';
import { forkBranch } from './github-fork.ts';
import type { Fact } from './provider.ts';
import { refNames } from './ref-names.ts';

/** GitHub's pull requests have a number of their own; the id that Azure gives them leads nowhere. */
export function azurePullRequestNumber(env: EnvironmentReader): Fact {
  const number = env.get('SYSTEM_PULLREQUEST_PULLREQUESTNUMBER');
  const id = env.get('SYSTEM_PULLREQUEST_PULLREQUESTID');
  const onGithub = env.get('BUILD_REPOSITORY_PROVIDER')?.startsWith('GitHub') ?? false;
  return number ?? (onGithub ? null : id);
}

/** The branch that would be merged: a long ref in Azure Repos, short on GitHub; under the name of its owner for a fork. */
export function azurePullRequestBranch(env: EnvironmentReader): Fact {
  const { branch } = refNames(env.get('SYSTEM_PULLREQUEST_SOURCEBRANCH'), null);
  const address = env.repositoryUrl('SYSTEM_PULLREQUEST_SOURCEREPOSITORYURI');
  const owner = address?.split('/').at(-2) ?? null;
  return env.flag('SYSTEM_PULLREQUEST_ISFORK') ? forkBranch(owner, branch) : branch;
}
