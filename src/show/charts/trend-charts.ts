import type { GroupMetrics, MetricName, TrendPoint } from '../../metrics/report.ts';
import { deploymentsOf, reworkRatio } from '../metric-rows.ts';
import { counted, hoursInWords, percent } from '../render-number.ts';
import { barChart, type Series } from './bar-chart.ts';
import type { Shape } from './drawing.ts';
import type { Area } from './frame.ts';
import { type Course, lineChart } from './line-chart.ts';
import { stepLabel } from './step-label.ts';

/** How a metric went over the window. */
export interface TrendChart {
  readonly title: string;
  /** What one number of it is. */
  readonly about: string;
  readonly legend: readonly Series[];
  /** The columns of its numbers, and for each step what stands in them; `null` where there is none. */
  readonly columns: readonly string[];
  rows(): readonly { readonly step: string; readonly cells: readonly (string | null)[] }[];
  /** Whether there is anything to draw. */
  readonly isEmpty: boolean;
  draw(area: Area): Shape[];
}

/** The trend of one metric of a group. */
export function trendChart(group: GroupMetrics, metric: MetricName): TrendChart {
  return makers[metric](group.trend);
}

const makers: Readonly<Record<MetricName, (trend: readonly TrendPoint[]) => TrendChart>> = {
  'deployment-frequency': (trend) =>
    bars(trend, 'Deployments by outcome', 'Deployments that began in each step.', [
      series('successful', 'success', trend, ({ outcomes }) => outcomes.success),
      series('failed run', 'failedRun', trend, ({ outcomes }) => outcomes.failedRun),
      series('rolled back', 'rolledBack', trend, ({ outcomes }) => outcomes.rolledBack),
      series('with an incident', 'incident', trend, ({ outcomes }) => outcomes.incident),
    ]),
  'lead-time-for-changes': (trend) =>
    course(
      trend,
      'Lead time for changes',
      'Median over the changes that were released in each step.',
      {
        measure: 'hours',
        of: ({ leadTime }) => [leadTime.medianHours, counted(leadTime.n, 'change')],
      },
    ),
  'change-failure-rate': (trend) =>
    course(trend, 'Change failure rate', 'Failed deployments of all deployments in each step.', {
      measure: 'ratio',
      of: ({ changeFailureRate: { ratio, failed, total } }) => [ratio, `${failed} of ${total}`],
    }),
  'failed-deployment-recovery-time': (trend) =>
    course(
      trend,
      'Failed deployment recovery time',
      'Median over the deployments that failed in each step and were recovered.',
      {
        measure: 'hours',
        of: ({ recovery }) => [recovery.medianHours, `${recovery.n} recovered`],
      },
    ),
  'deployment-rework-rate': (trend) =>
    course(
      trend,
      'Deployment rework rate',
      'Rollbacks and hotfixes of all deployments in each step.',
      {
        measure: 'ratio',
        of: (point) => [reworkRatio(point), `${point.rework} of ${deploymentsOf(point)}`],
      },
    ),
  'mean-time-to-recovery': (trend) =>
    course(
      trend,
      'Mean time to recovery',
      'Mean over the incidents that were opened in each step and are resolved.',
      {
        measure: 'hours',
        of: ({ incidents, timeToRecovery: { n, meanMinutes } }) => [
          meanMinutes === null ? null : meanMinutes / 60,
          `${n} resolved of ${counted(incidents, 'incident')}`,
        ],
      },
    ),
};

const series = (
  name: string,
  colour: Series['colour'],
  trend: readonly TrendPoint[],
  of: (point: TrendPoint) => number,
): Series => ({ name, colour, values: trend.map(of) });

const labelsOf = (trend: readonly TrendPoint[]): string[] =>
  trend.map(({ label }) => stepLabel(label));

function bars(
  trend: readonly TrendPoint[],
  title: string,
  about: string,
  legend: readonly Series[],
): TrendChart {
  return {
    ...{ title, about, legend },
    columns: legend.map(({ name }) => name),
    rows: () =>
      trend.map(({ label: step }, index) => ({
        step,
        cells: legend.map(({ values }) => String(values[index] ?? 0)),
      })),
    isEmpty: legend.every(({ values }) => values.every((value) => value === 0)),
    draw: (area) => barChart(area, labelsOf(trend), legend),
  };
}

interface Kind {
  readonly measure: Exclude<Course['measure'], 'count'>;
  of(point: TrendPoint): readonly [value: number | null, from: string];
}

function course(
  trend: readonly TrendPoint[],
  title: string,
  about: string,
  { measure, of }: Kind,
): TrendChart {
  const points = trend.map(of);
  const say = measure === 'hours' ? hoursInWords : percent;
  const values = points.map(([value]) => value);
  return {
    ...{ title, about, legend: [] },
    columns: ['value', 'from'],
    rows: () =>
      points.map(([value, from], index) => ({
        step: trend[index]?.label ?? '',
        cells: [value === null ? null : say(value), from],
      })),
    isEmpty: values.every((value) => value === null),
    draw: (area) => lineChart(area, labelsOf(trend), { measure, colour: 'success', values, say }),
  };
}
