import type { Change } from '../deployment/record.ts';

/** Where changes can be read from, the better first: only a host knows the pull requests of its commits. */
export type ChangeSourceId = 'github' | 'gitlab' | 'azure-repos' | 'git';

/** The commits that are asked for: those that `head` reaches and none of `exclude` does. */
export interface ChangeRange {
  readonly head: string;
  /**
   * Commits whose history was released before: the previous deployment's first, then, after a rollback,
   * those of the successful deployments since its target. Each that the first one does not lead to costs a host one request.
   */
  readonly exclude: readonly string[];
  /**
   * Commits that ran even earlier. Where the first of `exclude` does not lead to one, as after an older commit or another
   * branch was deployed, it stands among the commits of the range and is taken away with what leads to it: at no cost.
   */
  readonly ranBefore?: readonly string[];
  /** Globs of a service in a monorepo, as in the option `service`; `null` when every file belongs to it. */
  readonly paths: readonly string[] | null;
}

/** How much a reading may take. */
export interface ReadLimits {
  /** Most commits that are looked at, merge commits included; of more, the newest. */
  readonly commits: number;
  /** Until when, in milliseconds since the epoch: no wait for a rate limit goes beyond it. */
  readonly deadline: number;
  /** Ends requests that are under way. */
  readonly signal?: AbortSignal;
  /** Milliseconds in which one request must be answered, so that a host that is silent costs no more; 10,000 when absent. */
  readonly answerWithin?: number;
  /**
   * How often one request is tried again after faults; rate limits are then waited for as often as they come. Absent
   * for a report, which nobody should wait for: it tries once more, whatever the reason.
   */
  readonly retries?: number;
}

/** What most deployments stay far below, and what takes a minute to read. */
export const defaultCommitLimit = 5_000;

/** Why something is not known, in words that fit after "no lead time:". */
export interface Unreadable {
  readonly reason: string;
}

/** What the rules for kinds look at, of one change. */
export interface ChangeOrigin {
  /**
   * The title of its pull request, else of the commit; `null` for the revert of a change of the same range, which
   * takes nothing back that was released.
   */
  readonly title: string | null;
  /** The branch that it came from. */
  readonly branch: string | null;
  /** Labels of its pull request. */
  readonly labels: readonly string[];
}

export interface ReadChanges {
  /** By author time, the newest first; commits of the same time by their hash. */
  readonly changes: readonly Change[];
  /** By the hash of each change. */
  readonly origins: ReadonlyMap<string, ChangeOrigin>;
  /** Whether the range has more commits than were looked at. */
  readonly truncated: boolean;
  readonly source: ChangeSourceId;
  /** What is less exact than it could be, and how to mend it. */
  readonly notes: readonly string[];
}

export type ChangeReading = ReadChanges | Unreadable;

/**
 * Reads what a deployment released for the first time. Merge commits are no changes; reverts and cherry-picks are.
 * A change is dated by its author time. A squash commit is one change, dated by the earliest author time among its
 * pull request's own commits, where the host tells them; a rebased commit has kept the author time of its original.
 * Whatever the host, git or the network says becomes a reason or a note: a source does not throw.
 */
export interface ChangeSource {
  readonly id: ChangeSourceId;
  changes(range: ChangeRange, limits: ReadLimits): Promise<ChangeReading>;
}
