import { forkBranch } from './github-fork.ts';
import type { Fact, ProviderFacts } from './provider.ts';

/**
 * The branch of a run, where the CI does not tell the pull requests of forks apart: a branch cannot be merged into itself,
 * so one that is called like its target is a fork's, and must not pass for the target.
 */
export function pullRequestBranch(
  branch: Fact,
  { number, targetBranch }: NonNullable<ProviderFacts['pullRequest']>,
): Fact {
  const isPullRequest = /^0*[1-9]\d*$/.test(number ?? '');
  const isFork = isPullRequest && branch !== null && short(branch) === short(targetBranch ?? '');
  return isFork ? forkBranch(null, short(branch)) : branch;
}

const short = (ref: string): string => ref.replace(/^refs\/heads\//, '');
