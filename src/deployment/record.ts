import type { CiId } from './run-context.ts';

/** The environments of the data model; other names are mapped to one of them by rules. */
export const environments = ['Production', 'Staging', 'Testing'] as const;

export type DeploymentEnvironment = (typeof environments)[number];

export const deploymentStatuses = ['Success', 'Failed'] as const;

export type DeploymentStatus = (typeof deploymentStatuses)[number];

export const deploymentKinds = ['standard', 'baseline', 'redeploy', 'rollback', 'hotfix'] as const;

export type DeploymentKind = (typeof deploymentKinds)[number];

/** Where the environment was taken from: the option, the CI's own name, an event, or a rule on the tag or branch. */
export const environmentSources = ['input', 'ci', 'event', 'tag', 'branch'] as const;

export type EnvironmentSource = (typeof environmentSources)[number];

export const failureReasons = ['run', 'rollback', 'incident'] as const;

export type FailureReason = (typeof failureReasons)[number];

/** The reason for no lead time where nobody asked for one. */
export const notWorkedOut = 'not worked out';

/** One commit that a deployment released for the first time. */
export interface Change {
  readonly sha: string;
  readonly authoredAt: string;
  readonly title?: string | null;
  readonly author?: string | null;
  readonly pullRequest?: {
    readonly number: number;
    readonly url: string | null;
    readonly createdAt?: string | null;
    readonly mergedAt?: string | null;
    readonly firstCommitAt?: string | null;
  } | null;
}

/**
 * A deployment with everything that is known about it: one attempt to release one service to one environment.
 * Times are RFC 3339 in UTC with `Z`. All but the first five required fields may be `null` or absent.
 */
export interface DeploymentRecord {
  readonly identifier: string;
  readonly service: string;
  readonly environment: DeploymentEnvironment;
  readonly status: DeploymentStatus;
  /** When the deployment began, after approvals. */
  readonly createdAt: string;
  readonly title?: string | null;
  /** The environment's own name, for instance `production-eu`. */
  readonly environmentName?: string | null;
  readonly environmentSource?: EnvironmentSource | null;
  readonly kind?: DeploymentKind | null;
  readonly finishedAt?: string | null;
  readonly sha?: string | null;
  readonly previousSha?: string | null;
  readonly previousIdentifier?: string | null;
  /** Branch or tag. */
  readonly ref?: string | null;
  readonly version?: string | null;
  /** Address of the repository. */
  readonly repository?: string | null;
  readonly ci?: CiId | null;
  readonly runUrl?: string | null;
  readonly actor?: string | null;
  readonly changes?: readonly Change[] | null;
  readonly changesTruncated?: boolean | null;
  readonly leadTimeHours?: number | null;
  readonly leadTimeSource?: string | null;
  /** Why there is no lead time, in words. */
  readonly leadTimeReason?: string | null;
  readonly failure?: {
    readonly reason: FailureReason;
    readonly at?: string | null;
    /** Identifier of the deployment or incident that showed the failure. */
    readonly by?: string | null;
  } | null;
  readonly recoveredAt?: string | null;
  readonly incidents?: readonly string[] | null;
}
