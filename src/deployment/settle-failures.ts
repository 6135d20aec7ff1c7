import type { IncidentRecord } from './incident.ts';
import type { DeploymentRecord } from './record.ts';
import { endOfOutage, type Outage } from './recovery.ts';
import type { SettledIncidents } from './settle-incidents.ts';
import type { PlacedStep } from './settle-timeline.ts';
import { endOf, firstIndex } from './timeline.ts';

/** What of a record tells that it failed, and how it was mended. */
export type FailureFacts = Pick<DeploymentRecord, 'failure' | 'recoveredAt'>;

type Failure = NonNullable<DeploymentRecord['failure']>;

/** Works out the failures of one timeline; of successful ones only what came later tells. */
export function settleFailures(
  steps: readonly PlacedStep[],
  incidents: Pick<SettledIncidents, 'of' | 'isElsewhere'>,
): readonly FailureFacts[] {
  const timeline = readTimeline(steps);
  let outage: string | null = null;
  let hasSucceeded = false;
  return steps.map(({ given, record }, index) => {
    if (record.status === 'Failed') {
      const begun: string | null = hasSucceeded ? null : outageBefore(given, timeline);
      outage ??= begun ?? record.identifier;
      return failedRun(given, outage, timeline.nextSuccess(index));
    }
    outage = null;
    hasSucceeded = true;
    return failedLater(given, index, timeline, incidents);
  });
}

/** A successful run may turn out to have failed. */
function failedLater(
  given: DeploymentRecord,
  index: number,
  timeline: Failures,
  incidents: Pick<SettledIncidents, 'of' | 'isElsewhere'>,
): FailureFacts {
  const hasMoved = isMoved(given, timeline, incidents);
  const mark = timeline.marks.get(given.identifier);
  if (mark !== undefined) return rolledBack(given, mark, timeline);
  const own = incidents.of(given.identifier);
  if (own.length > 0) return hadIncidents(own, index, timeline);
  return given.failure && !hasMoved
    ? kept(given, given.failure, index, timeline)
    : { failure: null, recoveredAt: hasMoved ? null : (given.recoveredAt ?? null) };
}

interface Failures {
  readonly steps: readonly PlacedStep[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** By the identifier of the deployment that was rolled back. */
  readonly marks: ReadonlyMap<string, Mark>;
  /** When the first success after an index ended. */
  nextSuccess(index: number): string | null;
  /** When the first rollback or hotfix after an index that also ended after a moment did. */
  nextFix(index: number, began: number): string | null;
}

function readTimeline(steps: readonly PlacedStep[]): Failures {
  const indices = steps.map((_, index) => index);
  const stepAt = (index: number | undefined): PlacedStep | undefined => steps[index ?? -1];
  const successes = indices.filter((index) => stepAt(index)?.record.status === 'Success');
  const fixes = successes.filter((index) => {
    const kind = stepAt(index)?.record.kind;
    return kind === 'rollback' || kind === 'hotfix';
  });
  const endAfter = (
    among: readonly number[],
    isBehind: (index: number) => boolean,
  ): string | null => {
    const step = stepAt(among[firstIndex(among, isBehind)]);
    return step ? endOf(step.record) : null;
  };
  return {
    steps,
    indexOf: new Map(steps.map(({ given }, index) => [given.identifier, index])),
    marks: readMarks(steps),
    nextSuccess: (index) => endAfter(successes, (one) => one > index),
    nextFix: (index, began) =>
      endAfter(fixes, (one) => one > index && (stepAt(one)?.at ?? began) > began),
  };
}

/** Rollbacks of one deployment, by their index: the first attempt, and the first that succeeded. */
interface Mark {
  readonly first: number;
  readonly success: number | null;
}

/** The first attempt shows that the deployment failed; as with live reports, later ones only tell of the recovery. */
function readMarks(steps: readonly PlacedStep[]): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const [index, { rolledBack, record }] of steps.entries()) {
    if (rolledBack === null) continue;
    const { first = index, success = null } = marks.get(rolledBack) ?? {};
    const isSuccess = record.status === 'Success';
    marks.set(rolledBack, { first, success: success ?? (isSuccess ? index : null) });
  }
  return marks;
}

/**
 * Whether a mark of failure stands on the wrong deployment: the rollback or incident that left it could not know of one
 * in between that was reported later. Then it belongs to that one; all other failures that are known stay.
 */
function isMoved(
  { identifier, failure }: DeploymentRecord,
  { steps, indexOf, marks }: Failures,
  { isElsewhere }: Pick<SettledIncidents, 'isElsewhere'>,
): boolean {
  if (!failure?.by || marks.has(identifier)) return false;
  if (failure.reason === 'incident') return isElsewhere(failure.by, identifier);
  const shows = steps[indexOf.get(failure.by) ?? -1]?.shows ?? null;
  return failure.reason === 'rollback' && shows !== null && shows !== identifier;
}

/** The first failed run of an outage that began before what is given. */
function outageBefore(
  { failure, identifier }: DeploymentRecord,
  timeline: Failures,
): string | null {
  const { reason, by } = failure ?? {};
  const isContinued = reason === 'run' && by && by !== identifier && !timeline.indexOf.has(by);
  return isContinued ? by : null;
}

/** Consecutive failed runs are one outage: its first carries the recovery, the others name the first. */
function failedRun(
  given: DeploymentRecord,
  first: string,
  nextSuccess: string | null,
): FailureFacts {
  const isFirst = first === given.identifier;
  return {
    failure: { reason: 'run', at: endOf(given), by: first },
    recoveredAt: isFirst ? (nextSuccess ?? recoveryOf(given, 'run', first)) : null,
  };
}

/** Recovered by the rollback; after attempts that all failed, by the next success. */
function rolledBack(
  given: DeploymentRecord,
  { first, success }: Mark,
  { steps, nextSuccess }: Failures,
): FailureFacts {
  const { createdAt, identifier } = (steps[first] as PlacedStep).record;
  const rollback = steps[success ?? -1];
  return {
    failure: { reason: 'rollback', at: createdAt, by: identifier },
    recoveredAt: rollback
      ? endOf(rollback.record)
      : (nextSuccess(first) ?? recoveryOf(given, 'rollback', identifier)),
  };
}

/** `incidents` are given the earliest first. */
function hadIncidents(
  incidents: readonly IncidentRecord[],
  index: number,
  { nextFix }: Failures,
): FailureFacts {
  const outages = incidents.map(({ createdAt, resolvedAt }): Outage => {
    const began = Date.parse(createdAt);
    return { began, ended: earliest(resolvedAt, nextFix(index, began)) };
  });
  const [first] = incidents;
  return {
    failure: {
      reason: 'incident',
      at: timeAt(Date.parse(first?.createdAt ?? '')),
      by: first?.identifier ?? null,
    },
    recoveredAt: timeAt(endOfOutage(outages)),
  };
}

/** A failure that was known before and that nothing here explains; what mends its kind mends it. */
function kept(
  given: DeploymentRecord,
  failure: Failure,
  index: number,
  { nextSuccess, nextFix, indexOf, steps }: Failures,
): FailureFacts {
  const fixedBy = (): string | null => {
    if (failure.reason === 'incident')
      return nextFix(index, Date.parse(failure.at ?? endOf(given)));
    if (failure.reason === 'run') return nextSuccess(index);
    const by = steps[indexOf.get(failure.by ?? '') ?? -1]?.record;
    return by?.status === 'Success' ? endOf(by) : null;
  };
  return { failure, recoveredAt: timeAt(earliest(given.recoveredAt, fixedBy())) };
}

/** What was known before of the recovery from this very failure. */
function recoveryOf(
  { failure, recoveredAt }: DeploymentRecord,
  reason: Failure['reason'],
  by: string,
): string | null {
  const isSame = failure?.reason === reason && (!failure.by || failure.by === by);
  return !failure || isSame ? (recoveredAt ?? null) : null;
}

/** Milliseconds since the epoch; infinity when none is known. */
function earliest(...times: readonly (string | null | undefined)[]): number {
  const known = times.map((time) => (time ? Date.parse(time) : Number.NaN));
  return Math.min(...known.filter((time) => !Number.isNaN(time)));
}

const timeAt = (moment: number): string | null =>
  Number.isFinite(moment) ? new Date(moment).toISOString() : null;
