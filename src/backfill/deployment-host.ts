import type { DeploymentFacts } from '../deployment/derivation.ts';
import type { EventTrack } from '../deployment/tracked-event.ts';
import type { ChangeSource, Unreadable } from '../scm/change-source.ts';

/** One repository of a host. */
export interface HostRepository {
  /** `owner/name`, or the full path with nested groups: the same as a run in its CI tells. */
  readonly slug: string;
  readonly name: string;
  readonly url: string;
  readonly defaultBranch: string | null;
  readonly isArchived: boolean;
  readonly isFork: boolean;
}

/** The repositories that are asked for. */
export type RepositoryScope =
  | { readonly kind: 'repository'; readonly slug: string }
  /** An organisation of GitHub, a group of GitLab with its subgroups, a project of Azure DevOps. */
  | { readonly kind: 'owner'; readonly path: string };

/** From `since` on and before `until`, RFC 3339 in UTC; `null` for all there is. */
export interface TimeRange {
  readonly since: string | null;
  readonly until: string | null;
}

/** What was found of one deployment: the same facts that a live report would have had. */
export interface FoundDeployment extends Pick<DeploymentFacts, 'context' | 'event'> {
  /** When the job ended, RFC 3339 in UTC, where the deployment is a job; a live report knows it by its own clock. */
  readonly jobFinishedAt?: string | null;
}

/** How deployments are recognised. */
export interface DeploymentQuery extends TimeRange {
  readonly track: 'job' | EventTrack;
  /** Workflow files or names for `workflow-run`, job names for `job`; `null` for all. */
  readonly workflows: readonly string[] | null;
}

/** What could not be read, and where. */
export interface ListingProblem extends Unreadable {
  /** Slug of the repository; `null` when the list of repositories is meant. */
  readonly repository: string | null;
  /** The repository does not exist any more, or is empty: nothing that anyone could mend. */
  readonly isGone: boolean;
}

/**
 * A code host that tells its repositories and their deployments afterwards. Whatever the host or the network says
 * becomes a problem among the items: it does not throw, and what was listed before stays good.
 * Rate limits are waited for; a wait that would end after `deadline` of the access becomes a problem.
 */
export interface DeploymentHost {
  readonly id: 'github' | 'gitlab' | 'azure' | 'git';
  repositories(scope: RepositoryScope): AsyncIterable<HostRepository | ListingProblem>;
  /** In any order; each attempt of a run is a deployment of its own. */
  deployments(
    repository: HostRepository,
    query: DeploymentQuery,
  ): AsyncIterable<FoundDeployment | ListingProblem>;
  /** Reads what a deployment of the repository released. */
  changes(repository: HostRepository): ChangeSource;
}
