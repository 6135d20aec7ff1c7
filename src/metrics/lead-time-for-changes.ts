import { bandOf } from './band-scale.ts';
import { createColumn, float64 } from './column.ts';
import type { DeploymentTable } from './deployment-table.ts';
import { givesLeadTime } from './lead-time-refusal.ts';
import { medianOf } from './median-of.ts';
import type { HistogramBin, LeadTimeForChanges } from './report.ts';
import { type Facts, reasonForNone, type Scope } from './scope.ts';
import { summarizeSorted } from './statistics.ts';

/** Hours at which the bins of the histogram begin: from an hour over a day and a week to months. */
const binStarts = [0, 1, 4, 12, 24, 72, 168, 336, 730.5, 2191.5] as const;

/** Lead times of changes, each bucket's together. */
export interface LeadTimes {
  readonly hours: Float64Array;
  /** Where each bucket begins, and at the end how many there are. */
  readonly starts: readonly number[];
}

/** The hours of all changes that were released in the window. */
export function leadTimes({ rows, buckets, bucketOf }: Scope, { table }: Facts): LeadTimes {
  const sizes: number[] = new Array<number>(buckets.length).fill(0);
  const each = (take: (bucket: number, hours: number) => void): void => {
    for (const row of rows) {
      if (!givesLeadTime(table.code[row] ?? 0)) continue;
      const [from, to] = [table.changesFrom[row] ?? 0, table.changesFrom[row + 1] ?? 0];
      for (let change = from; change < to; change += 1) {
        const hours = table.changes.lead[change] ?? Number.NaN;
        if (hours >= 0) take(bucketOf[row] ?? 0, hours);
      }
    }
  };
  each((bucket) => {
    sizes[bucket] = (sizes[bucket] ?? 0) + 1;
  });
  const starts = [0];
  for (const size of sizes) starts.push((starts.at(-1) ?? 0) + size);
  const hours = new Float64Array(starts.at(-1) ?? 0);
  const next = [...starts];
  each((bucket, value) => {
    hours[next[bucket] ?? 0] = value;
    next[bucket] = (next[bucket] ?? 0) + 1;
  });
  return { hours, starts };
}

/** The metric. @param sorted the hours of all changes of the scope, sorted */
export function leadTimeForChanges(
  scope: Scope,
  facts: Facts,
  sorted: Float64Array,
): LeadTimeForChanges {
  const { n, median, mean, p90 } = summarizeSorted(sorted);
  const deployments = perDeployment(scope, facts);
  return {
    n,
    medianHours: median,
    meanHours: mean,
    p90Hours: p90,
    band: bandOf(facts.bands, 'lead-time-for-changes', median),
    reason:
      n > 0
        ? null
        : (reasonForNone(scope) ?? 'no deployment in the window lists a change that counts'),
    perDeployment: {
      n: deployments.n,
      medianHours: deployments.median,
      meanHours: deployments.mean,
    },
    split: {
      codingHours: medianPart(scope, facts, 'coding'),
      reviewHours: medianPart(scope, facts, 'review'),
      deployHours: medianPart(scope, facts, 'deploy'),
    },
    histogram: n === 0 ? [] : histogramOf(sorted),
  };
}

function perDeployment({ rows }: Scope, { table }: Facts) {
  const hours = createColumn(float64);
  for (const row of rows) {
    const value = table.leadTimeHours[row] ?? Number.NaN;
    if (value >= 0 && givesLeadTime(table.code[row] ?? 0)) hours.push(value);
  }
  return summarizeSorted(hours.view().sort());
}

function medianPart(
  { rows }: Scope,
  { table }: Facts,
  part: 'coding' | 'review' | 'deploy',
): number | null {
  const { code, changesFrom } = table;
  const column = table.changes[part];
  const hours = new Float64Array(changesOf(rows, table));
  let known = 0;
  for (const row of rows) {
    if (!givesLeadTime(code[row] ?? 0)) continue;
    const to = changesFrom[row + 1] ?? 0;
    for (let change = changesFrom[row] ?? 0; change < to; change += 1) {
      const value = column[change] ?? Number.NaN;
      if (value < 0 || Number.isNaN(value)) continue;
      hours[known] = value;
      known += 1;
    }
  }
  return medianOf(hours.subarray(0, known));
}

function changesOf(rows: Uint32Array, { changesFrom }: DeploymentTable): number {
  let count = 0;
  for (const row of rows) count += (changesFrom[row + 1] ?? 0) - (changesFrom[row] ?? 0);
  return count;
}

function histogramOf(sorted: Float64Array): HistogramBin[] {
  return binStarts.map((fromHours, index) => {
    const toHours = binStarts[index + 1] ?? null;
    const count = below(sorted, toHours ?? Number.POSITIVE_INFINITY) - below(sorted, fromHours);
    return { fromHours, toHours, count };
  });
}

/** How many of the sorted values are less. */
function below(sorted: Float64Array, bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
