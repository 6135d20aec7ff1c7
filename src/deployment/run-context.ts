/** The CI systems that are recognised, by the id that names their provider, fixtures, template and docs page. */
export const ciIds = [
  'github',
  'gitlab',
  'azure',
  'jenkins',
  'circleci',
  'codefresh',
  'octopus',
  'bitbucket',
  'buildkite',
  'harness',
  'woodpecker',
  'drone',
  'travis',
  'teamcity',
  'codebuild',
  'argo',
  'generic',
] as const;

export type CiId = (typeof ciIds)[number];

/** The state of a job or run in one vocabulary for all CIs; `unknown` when the CI does not tell. */
export type RunStatus = 'success' | 'failure' | 'cancelled' | 'running' | 'unknown';

/**
 * What the CI tells a step: facts, no policy. Every key is always there; what the CI does not tell is `null`.
 * Times are RFC 3339 in UTC. URLs hold no credentials. Branches and tags stand without `refs/…`; a tag run has no branch.
 */
export interface RunContext {
  readonly ci: CiId;
  readonly repository: {
    /** `owner/name`, or the full path with nested groups. */
    readonly slug: string | null;
    /** The last part of the slug. */
    readonly name: string | null;
    readonly url: string | null;
    /** The branch that releases come from by default. */
    readonly defaultBranch: string | null;
  };
  readonly branch: string | null;
  readonly tag: string | null;
  readonly sha: string | null;
  readonly pullRequest: {
    readonly number: number;
    readonly targetBranch: string | null;
  } | null;
  readonly run: {
    readonly id: string | null;
    readonly number: string | null;
    readonly attempt: number | null;
    readonly url: string | null;
  };
  readonly job: {
    readonly id: string | null;
    readonly name: string | null;
    readonly url: string | null;
  };
  readonly actor: string | null;
  /** The name of the environment as the CI knows it, for instance `production-eu`. */
  readonly environment: string | null;
  readonly status: RunStatus;
  /** When the job, or else the run, began. */
  readonly createdAt: string | null;
}
