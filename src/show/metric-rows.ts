import type { GroupMetrics, MetricName, TrendPoint } from '../metrics/report.ts';
import { counted, hoursInWords, percent, rateInWords } from './render-number.ts';

/** A metric of one group, in words. */
export interface MetricRow {
  readonly metric: MetricName;
  readonly title: string;
  /** The number; `null` when there is none. */
  readonly value: string | null;
  /** What it was in the window before; `null` when there was none, or none was asked for. */
  readonly before: string | null;
  readonly band: string | null;
  /** What the number is made of; or why there is none. */
  readonly detail: string;
  /** A number for each step of the window. */
  readonly trend: readonly (number | null)[];
}

export const metricTitles: Readonly<Record<MetricName, string>> = {
  'deployment-frequency': 'Deployment frequency',
  'lead-time-for-changes': 'Lead time for changes',
  'change-failure-rate': 'Change failure rate',
  'failed-deployment-recovery-time': 'Failed deployment recovery time',
  'deployment-rework-rate': 'Deployment rework rate',
  'mean-time-to-recovery': 'Mean time to recovery',
};

/** All metrics of a group, in the order in which they are always shown. */
export function metricRows(group: GroupMetrics, before: GroupMetrics | null = null): MetricRow[] {
  const rows = [frequency, leadTime, failureRate, recovery, rework, toRecovery];
  return rows.map((describe) => {
    const { value, ...row } = describe(group);
    const earlier = before === null ? null : describe(before).value;
    return { ...row, title: metricTitles[row.metric], value, before: earlier };
  });
}

type Described = Omit<MetricRow, 'title' | 'before'>;

/** All deployments of a step, also the failed runs that a setting leaves out of the failure rate. */
export const deploymentsOf = ({ outcomes }: TrendPoint): number =>
  Object.values(outcomes).reduce((sum, one) => sum + one, 0);

/** From 0 to 1; `null` where nothing was deployed. */
export function reworkRatio(point: TrendPoint): number | null {
  const total = deploymentsOf(point);
  return total === 0 ? null : point.rework / total;
}

const over = (group: GroupMetrics, of: (point: TrendPoint) => number | null): (number | null)[] =>
  group.trend.map(of);

function frequency(group: GroupMetrics): Described {
  const { perDay, successful, medianHoursBetween, band, reason } = group.deploymentFrequency;
  const between =
    medianHoursBetween === null ? '' : `, median ${hoursInWords(medianHoursBetween)} between them`;
  return {
    metric: 'deployment-frequency',
    value: perDay === null ? null : rateInWords(perDay),
    band,
    detail: reason ?? `${counted(successful, 'successful deployment')}${between}`,
    trend: over(group, ({ outcomes: o }) => o.success + o.rolledBack + o.incident),
  };
}

function leadTime(group: GroupMetrics): Described {
  const { n, medianHours, meanHours, p90Hours, band, reason } = group.leadTimeForChanges;
  const more = `mean ${words(meanHours)}, 90th percentile ${words(p90Hours)}`;
  return {
    metric: 'lead-time-for-changes',
    value: medianHours === null ? null : hoursInWords(medianHours),
    band,
    detail: reason ?? `median of ${counted(n, 'change')}, ${more}`,
    trend: over(group, (point) => point.leadTime.medianHours),
  };
}

function failureRate(group: GroupMetrics): Described {
  const { failed, total, ratio, failedBy, band, reason } = group.changeFailureRate;
  const by = Object.entries(failedBy).flatMap(([name, count]) =>
    count > 0 ? [`${name} ${count}`] : [],
  );
  const split = by.length > 0 ? ` (${by.join(', ')})` : '';
  return {
    metric: 'change-failure-rate',
    value: ratio === null ? null : percent(ratio),
    band,
    detail: reason ?? `${failed} of ${counted(total, 'deployment')} failed${split}`,
    trend: over(group, (point) => point.changeFailureRate.ratio),
  };
}

function recovery(group: GroupMetrics): Described {
  const { n, open, medianHours, meanHours, band, reason } = group.failedDeploymentRecoveryTime;
  return {
    metric: 'failed-deployment-recovery-time',
    value: medianHours === null ? null : hoursInWords(medianHours),
    band,
    detail: withOpen(reason ?? `median of ${n} recovered, mean ${words(meanHours)}`, open),
    trend: over(group, (point) => point.recovery.medianHours),
  };
}

function rework(group: GroupMetrics): Described {
  const { rework: count, total, ratio, reason } = group.deploymentReworkRate;
  return {
    metric: 'deployment-rework-rate',
    value: ratio === null ? null : percent(ratio),
    band: null,
    detail:
      reason ??
      `${count} of ${counted(total, 'deployment')} ${total === 1 ? 'was a rollback or hotfix' : 'were rollbacks or hotfixes'}`,
    trend: over(group, reworkRatio),
  };
}

function toRecovery(group: GroupMetrics): Described {
  const { n, open, meanMinutes, medianMinutes, reason } = group.meanTimeToRecovery;
  const { linked, unlinked } = group.incidents;
  const links =
    linked + unlinked > 0
      ? `; ${linked} ${linked === 1 ? 'belongs' : 'belong'} to a deployment, ${unlinked} to none`
      : '';
  const middle = `mean of ${counted(n, 'resolved incident')}, median ${words(hours(medianMinutes))}`;
  return {
    metric: 'mean-time-to-recovery',
    value: meanMinutes === null ? null : hoursInWords(meanMinutes / 60),
    band: null,
    detail: `${withOpen(reason ?? middle, open)}${links}`,
    trend: over(group, (point) => point.timeToRecovery.meanMinutes),
  };
}

const withOpen = (text: string, open: number): string =>
  open > 0 ? `${text}, ${open} still open` : text;

const hours = (minutes: number | null): number | null => (minutes === null ? null : minutes / 60);

const words = (value: number | null): string => (value === null ? 'none' : hoursInWords(value));
