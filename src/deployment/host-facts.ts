/** A pull or merge request as its host's API tells it. Times are RFC 3339 in UTC; `null` is what the host does not tell. */
export interface HostPullRequest {
  readonly number: number;
  /** `open`, `closed` (without merging) or `merged`. */
  readonly state: 'open' | 'closed' | 'merged';
  readonly targetBranch: string | null;
  /** The commit on the target branch that the merge made. */
  readonly sha: string | null;
  readonly mergedAt: string | null;
  readonly mergedBy: string | null;
  readonly url: string | null;
}

/** A pipeline, or a run of it, as its host's API tells it. */
export interface HostRun {
  readonly id: string;
  /** Counted from 1; `null` where the host does not tell. */
  readonly attempt: number | null;
  /** Of the pipeline, not of this run; many pipelines of GitLab have none. */
  readonly name: string | null;
  /** The host's own word for how it ended, or that it did not. */
  readonly status: string;
  readonly sha: string | null;
  readonly branch: string | null;
  readonly tag: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly url: string | null;
  readonly actor: string | null;
}

/** A release as its host's API tells it. */
export interface HostRelease {
  /** Tells it from the other releases of the repository: its number, else its tag. */
  readonly id: string;
  readonly tag: string | null;
  /** Not visible yet, or announced for a time to come. */
  readonly isDraft: boolean;
  readonly isPrerelease: boolean;
  readonly sha: string | null;
  readonly releasedAt: string | null;
  readonly url: string | null;
  readonly actor: string | null;
}

/** The job that asks about the run which it is a part of: it has not ended itself. */
export interface AskingJob {
  readonly id: string | null;
  readonly stage: string | null;
}

/** What only the host's API can tell about the run at hand. */
export type HostQuestion =
  /** Whose merge made the commit at the tip of a branch? */
  | { readonly about: 'pull-request'; readonly sha: string; readonly branch: string }
  /** How did a run end? `job` asks from inside of it; `project` is another one than the job's. */
  | {
      readonly about: 'run';
      readonly id: string;
      readonly job: AskingJob | null;
      readonly project: string | null;
    }
  /** Which release has the tag? */
  | { readonly about: 'release'; readonly tag: string };

/** What the host says; `null` says that there is none. */
export type HostAnswer =
  | { readonly about: 'pull-request'; readonly found: HostPullRequest | null }
  | { readonly about: 'run'; readonly found: HostRun | null }
  | { readonly about: 'release'; readonly found: HostRelease | null }
  | Unanswered;

/** Why the host could not be asked, in words. */
export interface Unanswered {
  readonly about: 'nothing';
  readonly reason: string;
  /** Whether somebody gave a token for it, so that a refusal is a mistake to mend. */
  readonly isExpected: boolean;
}
