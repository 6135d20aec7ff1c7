import type { Change, DeploymentKind, DeploymentStatus } from './record.ts';

/** Median hours of the three parts of a lead time, over the changes that came through a pull request. */
export interface LeadTimeSplit {
  /** First commit → pull request opened. */
  readonly codingHours: number | null;
  /** Opened → merged. */
  readonly reviewHours: number | null;
  /** Merged → deployed. */
  readonly deployHours: number | null;
}

export interface LeadTime {
  /** The median over the changes, from the author's commit to the end of the deployment. */
  readonly hours: number | null;
  /** Why there is none, in words. */
  readonly reason: string | null;
  readonly split: LeadTimeSplit | null;
  /** About changes that were left out of the lead time. */
  readonly warnings: readonly string[];
  /** About changes of which a part of the split is negative, and was left out of it. */
  readonly splitWarnings: readonly string[];
}

/** The deployment whose lead time is asked for. */
export interface TimedDeployment {
  readonly status: DeploymentStatus;
  readonly kind: DeploymentKind | null;
  readonly finishedAt: string;
}

const kindsWithout: readonly (DeploymentKind | null)[] = ['baseline', 'redeploy', 'rollback'];

/** The lead time of a deployment by its changes; `null` with the reason where the definition gives none. */
export function leadTimeOf(deployment: TimedDeployment, changes: readonly Change[]): LeadTime {
  const reason = reasonForNone(deployment, changes);
  if (reason !== null) return { hours: null, reason, split: null, warnings: [], splitWarnings: [] };
  const spans = changes.map(({ authoredAt }) => hoursBetween(authoredAt, deployment.finishedAt));
  const known = spans.filter((span) => span !== null);
  const negative = spans.length - known.length;
  return {
    hours: median(known),
    reason: known.length > 0 ? null : 'no change has a time before the deployment',
    ...splitOf(changes, deployment.finishedAt),
    warnings:
      negative > 0
        ? [
            `${negative} of ${spans.length} changes are dated after the deployment and were left out of the lead time`,
          ]
        : [],
  };
}

function reasonForNone(
  { kind, status }: TimedDeployment,
  changes: readonly Change[],
): string | null {
  if (kind !== null && kindsWithout.includes(kind)) return kind;
  if (status === 'Failed') return 'failed';
  return changes.length === 0 ? 'no changes' : null;
}

function splitOf(
  changes: readonly Change[],
  finishedAt: string,
): Pick<LeadTime, 'split' | 'splitWarnings'> {
  const merged = changes.flatMap(({ authoredAt, pullRequest }) =>
    pullRequest ? [{ ...pullRequest, begin: pullRequest.firstCommitAt ?? authoredAt }] : [],
  );
  if (merged.length === 0) return { split: null, splitWarnings: [] };
  const splitWarnings: string[] = [];
  const part = (name: string, why: string, spans: readonly Span[]): number | null => {
    const negative = spans.filter(([from, to]) => isNegative(from, to)).length;
    if (negative > 0)
      splitWarnings.push(`${negative} of ${spans.length} changes have no ${name} time: ${why}`);
    return median(spans.flatMap(([from, to]) => hoursBetween(from, to) ?? []));
  };
  const spans = (of: (one: (typeof merged)[number]) => Span): readonly Span[] => merged.map(of);
  const split = {
    codingHours: part(
      'coding',
      'their pull request was opened before its first commit was written',
      spans(({ begin, createdAt }) => [begin, createdAt]),
    ),
    reviewHours: part(
      'review',
      'their pull request was merged before it was opened',
      spans(({ createdAt, mergedAt }) => [createdAt, mergedAt]),
    ),
    deployHours: part(
      'deploy',
      'their pull request was merged after the deployment',
      spans(({ mergedAt }) => [mergedAt, finishedAt]),
    ),
  };
  return { split, splitWarnings };
}

type Moment = string | null | undefined;
type Span = readonly [from: Moment, to: Moment];

const isNegative = (from: Moment, to: Moment): boolean =>
  Boolean(from && to) && Date.parse(to ?? '') < Date.parse(from ?? '');

/** `null` when a time is not known or the span is negative: such a span says that a clock or a date is wrong. */
function hoursBetween(from: Moment, to: Moment): number | null {
  const ms = from && to ? Date.parse(to) - Date.parse(from) : Number.NaN;
  return ms >= 0 ? ms / 3_600_000 : null;
}

/** The middle of the sorted values, or the mean of the two in the middle; `null` of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
