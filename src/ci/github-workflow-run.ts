import { forkBranch, isForkRun } from './github-fork.ts';
import type { Payload } from './payload.ts';
import type { ProviderFacts } from './provider.ts';

/** The branch of the run that ended; of a fork's run with its owner. */
export function runBranch(payload: Payload): string | null {
  const branch = payload.text('workflow_run.head_branch');
  const owner = payload.text('workflow_run.head_repository.owner.login');
  return isForkRun(payload) ? forkBranch(owner, branch) : branch;
}

/** A run that a release started has the tag in the place of the branch. */
export function runTag(payload: Payload): string | null {
  return payload.text('workflow_run.event') === 'release'
    ? payload.text('workflow_run.head_branch')
    : null;
}

/** Only of runs that a pull request started: others list pull requests that happen to be open for the branch. */
export function runPullRequest(payload: Payload): NonNullable<ProviderFacts['pullRequest']> | null {
  const first = payload.list('workflow_run.pull_requests')?.[0];
  const started = payload.text('workflow_run.event')?.startsWith('pull_request') ?? false;
  if (!started || first === undefined) return null;
  return { number: first.id('number'), targetBranch: first.text('base.ref') };
}
