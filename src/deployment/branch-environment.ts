import type { DeploymentEnvironment } from './record.ts';

/**
 * Branches that deploy to the environment they are called after, beside the default branch. Whole names only:
 * `release/1.2` may be deployed anywhere, and `fix/production-bug` is not production.
 */
export const branchEnvironments: Readonly<Record<DeploymentEnvironment, readonly string[]>> = {
  Production: ['production', 'prod', 'live'],
  Staging: [
    ...['staging', 'stage', 'stg', 'uat', 'acceptance'],
    ...['preprod', 'pre-prod', 'preproduction', 'pre-production'],
  ],
  Testing: ['develop', 'development', 'dev', 'test', 'testing', 'qa', 'integration', 'sandbox'],
};

/** The default branch where the CI does not tell it. */
export const usualDefaultBranches: readonly string[] = ['main', 'master'];

/** The environment that a branch tells, and the rule in words; or why it tells none. */
export type RefReading =
  | { readonly environment: DeploymentEnvironment; readonly rule: string }
  | { readonly reason: string };

/** What is known of the branch beside its name. */
export interface BranchFacts {
  readonly defaultBranch: string | null;
  /** The branch of a pull request that is not merged: what it holds is not released. */
  readonly isPullRequest: boolean;
}

/** The environment by the built-in rules for branches. A fork's branch (`owner:branch`) and a pull request's tell none. */
export function environmentOfBranch(branch: string, facts: BranchFacts): RefReading {
  if (branch.includes(':')) return { reason: 'it is a branch of a fork' };
  if (facts.isPullRequest) return { reason: 'it is the branch of a pull request' };
  const defaults = facts.defaultBranch === null ? usualDefaultBranches : [facts.defaultBranch];
  if (defaults.includes(branch)) return { environment: 'Production', rule: 'default branch' };
  for (const [environment, names] of Object.entries(branchEnvironments)) {
    if (names.includes(branch.toLowerCase()))
      return { environment: environment as DeploymentEnvironment, rule: `branch ${branch}` };
  }
  return { reason: 'it is not the default branch, and no built-in rule knows its name' };
}
