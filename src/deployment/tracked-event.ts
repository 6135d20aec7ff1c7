/** What can be the deployment instead of the job itself. */
export const eventTracks = [
  'pull-request',
  'workflow-run',
  'release',
  'tag',
  'deployment-status',
] as const;

export type EventTrack = (typeof eventTracks)[number];

/** `job`: the deployment is the job that reports. Otherwise the event that started the run tells it. */
export const tracks = ['job', ...eventTracks] as const;

/**
 * A deployment as the event of a run tells it, when `track` is not `job`.
 * Its own conclusion, times, commit and identity stand for the deployment; `null` means that the event does not tell.
 */
export interface TrackedEvent {
  readonly track: EventTrack;
  /** Stands in the identifier in place of run and job: `pull-request-12`, `workflow-run-123`, `release-5`, `tag-v1.0.0`, `deployment-9`. */
  readonly identity: string;
  /** The attempt of a workflow run; `null` for events that have none. */
  readonly attempt: number | null;
  /** The event's own word for its outcome: `success`, `failure`, `timed_out`, … */
  readonly status: string;
  readonly sha: string | null;
  readonly branch: string | null;
  readonly tag: string | null;
  /** The environment's name as the event has it. */
  readonly environment: string | null;
  /** `true` for a release that is marked as a prerelease. */
  readonly prerelease: boolean;
  /** `true` for a run of what a pull request would merge: its branch is not released. */
  readonly isUnmerged?: boolean;
  /** RFC 3339, UTC. */
  readonly createdAt: string | null;
  readonly finishedAt: string | null;
  readonly url: string | null;
  readonly actor: string | null;
  readonly pullRequest: { readonly number: number; readonly url: string | null } | null;
  /** What was taken from a less certain source than there could be, in words. */
  readonly notes?: readonly string[];
}

/** What an event says to a track: a deployment, or the reason in words why there is none to report. */
export type EventReading =
  | { readonly kind: 'deployment'; readonly event: TrackedEvent }
  /** The event fits the track, but it is no deployment: a pull request closed without merging, a draft, a state that is not final. */
  | { readonly kind: 'not-a-deployment'; readonly reason: string }
  /** The run was started by another event than the track needs. */
  | { readonly kind: 'wrong-event'; readonly reason: string; readonly hint: string }
  /** Whether there was a deployment, or how it ended, could not be found out; nothing is guessed. */
  | { readonly kind: 'unknown'; readonly reason: string; readonly hint: string };
