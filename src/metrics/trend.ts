import { bucketAt } from './buckets.ts';
import { countsForFailureRate } from './change-failure-rate.ts';
import { isRework } from './deployment-code.ts';
import type { LeadTimes } from './lead-time-for-changes.ts';
import { minutesOf } from './mean-time-to-recovery.ts';
import type { DeploymentOutcomes, TrendPoint } from './report.ts';
import type { Facts, Scope } from './scope.ts';
import { ratio, summarize } from './statistics.ts';

/** What is counted of a bucket on the way through the rows. */
interface Counts {
  readonly outcomes: { -readonly [Name in keyof DeploymentOutcomes]: number };
  readonly recoveries: number[];
  /** Of resolved incidents. */
  readonly minutes: number[];
  rework: number;
  failed: number;
  total: number;
  incidents: number;
}

/** A point for each bucket of the window. @param leads sorts each bucket's part on the way */
export function trendOf(scope: Scope, facts: Facts, leads: LeadTimes): TrendPoint[] {
  const counts = scope.buckets.map(emptyCounts);
  for (const row of scope.rows) {
    const bucket = counts[scope.bucketOf[row] ?? -1];
    if (bucket) countRow(bucket, row, facts);
  }
  for (const incident of scope.incidents) {
    const bucket = counts[bucketAt(scope.buckets, incident.createdAt)];
    if (!bucket) continue;
    bucket.incidents += 1;
    bucket.minutes.push(...minutesOf(incident));
  }
  return scope.buckets.map(({ label, from, to }, index) => {
    const { outcomes, rework, failed, total, incidents, recoveries, minutes } =
      counts[index] ?? emptyCounts();
    const lead = summarize(leads.hours.subarray(leads.starts[index], leads.starts[index + 1]));
    const recovery = summarize(Float64Array.from(recoveries));
    const toRecovery = summarize(Float64Array.from(minutes));
    return {
      label,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      outcomes,
      rework,
      leadTime: { n: lead.n, medianHours: lead.median },
      changeFailureRate: { failed, total, ratio: ratio(failed, total) },
      recovery: { n: recovery.n, medianHours: recovery.median },
      incidents,
      timeToRecovery: { n: toRecovery.n, meanMinutes: toRecovery.mean },
    };
  });
}

function countRow(bucket: Counts, row: number, facts: Facts): void {
  const reason = facts.failures.reasonOf(row);
  bucket.outcomes[outcomeOf[reason ?? 'none']] += 1;
  if (isRework(facts.table.code[row] ?? 0)) bucket.rework += 1;
  const hours = facts.outages[row] ?? Number.NaN;
  if (hours >= 0 && hours < Number.POSITIVE_INFINITY) bucket.recoveries.push(hours);
  if (!countsForFailureRate(facts, row)) return;
  bucket.total += 1;
  if (reason !== null) bucket.failed += 1;
}

const outcomeOf = {
  none: 'success',
  run: 'failedRun',
  rollback: 'rolledBack',
  incident: 'incident',
} as const;

const emptyCounts = (): Counts => ({
  outcomes: { success: 0, failedRun: 0, rolledBack: 0, incident: 0 },
  recoveries: [],
  minutes: [],
  rework: 0,
  failed: 0,
  total: 0,
  incidents: 0,
});
