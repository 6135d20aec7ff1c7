import type { EnvironmentReader } from './environment-reader.ts';
import { forkBranch } from './github-fork.ts';
import type { Fact, ProviderFacts } from './provider.ts';

/** The pull or merge request that a build is for, with the branch that would be merged. */
export interface JenkinsChange {
  readonly branch: Fact;
  readonly pullRequest: NonNullable<ProviderFacts['pullRequest']>;
}

/**
 * Multibranch jobs have `CHANGE_*`; other jobs have the variables of the plugin that started them.
 * Names: Branch API plugin, `BranchNameContributor.java`; GitLab plugin, "Defined variables"; GitHub Pull Request Builder
 * plugin, "Environment variables"; read 2026-11-22. The last one does not tell forks, so its branch is left out.
 */
export function jenkinsChange(env: EnvironmentReader): JenkinsChange | null {
  const changes: readonly JenkinsChange[] = [
    {
      branch: ownBranch(env.get('CHANGE_BRANCH'), env.get('CHANGE_FORK')),
      pullRequest: { number: env.get('CHANGE_ID'), targetBranch: env.get('CHANGE_TARGET') },
    },
    {
      branch: gitlabBranch(env),
      pullRequest: {
        number: env.get('gitlabMergeRequestIid'), // not `gitlabMergeRequestId`, which counts over the instance
        targetBranch: env.get('gitlabTargetBranch'),
      },
    },
    {
      branch: null,
      pullRequest: { number: env.get('ghprbPullId'), targetBranch: env.get('ghprbTargetBranch') },
    },
  ];
  return changes.find(({ pullRequest }) => pullRequest.number !== null) ?? null;
}

function gitlabBranch(env: EnvironmentReader): Fact {
  const source = env.get('gitlabSourceNamespace');
  const isFork = source !== env.get('gitlabTargetNamespace');
  return ownBranch(env.get('gitlabSourceBranch'), isFork ? source : null);
}

/** A fork's branch stands under the name of the fork, so that its `main` never passes for ours. */
function ownBranch(branch: Fact, fork: Fact): Fact {
  return fork === null ? branch : forkBranch(fork, branch);
}
