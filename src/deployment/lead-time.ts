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
  readonly warnings: readonly string[];
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
  if (reason !== null) return { hours: null, reason, split: null, warnings: [] };
  const spans = changes.map(({ authoredAt }) => hoursBetween(authoredAt, deployment.finishedAt));
  const known = spans.filter((span) => span !== null);
  const negative = spans.length - known.length;
  return {
    hours: median(known),
    reason: known.length > 0 ? null : 'no change has a time before the deployment',
    split: splitOf(changes, deployment.finishedAt),
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

function splitOf(changes: readonly Change[], finishedAt: string): LeadTimeSplit | null {
  const merged = changes.flatMap(({ authoredAt, pullRequest }) =>
    pullRequest ? [{ ...pullRequest, begin: pullRequest.firstCommitAt ?? authoredAt }] : [],
  );
  if (merged.length === 0) return null;
  const part = (spans: readonly (number | null)[]): number | null =>
    median(spans.filter((span) => span !== null));
  return {
    codingHours: part(merged.map(({ begin, createdAt }) => hoursBetween(begin, createdAt))),
    reviewHours: part(merged.map(({ createdAt, mergedAt }) => hoursBetween(createdAt, mergedAt))),
    deployHours: part(merged.map(({ mergedAt }) => hoursBetween(mergedAt, finishedAt))),
  };
}

/** `null` when a time is not known or the span is negative: such a span says that a clock or a date is wrong. */
function hoursBetween(
  from: string | null | undefined,
  to: string | null | undefined,
): number | null {
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
