import type { GroupMetrics, Interval } from '../metrics/report.ts';
import { stepLabel } from './charts/step-label.ts';
import { shortNumber } from './render-number.ts';

// Form: Mermaid's page "XY Chart"; GitHub renders it in Markdown and job summaries.

/** Mermaid prints labels over each other when there are more of them. */
const mostLabels = 12;

/** Successful deployments for each step of the window, several steps in one bar where there are many; empty when there are none. */
export function deploymentsChart({ trend }: GroupMetrics, interval: Interval): string {
  const size = Math.ceil(trend.length / mostLabels);
  const bars = trend.flatMap(({ label }, index) => {
    if (index % size !== 0) return [];
    const steps = trend.slice(index, index + size);
    const count = steps.reduce(
      (sum, { outcomes: o }) => sum + o.success + o.rolledBack + o.incident,
      0,
    );
    return [{ label, count }];
  });
  if (!bars.some(({ count }) => count > 0)) return '';
  const title = `Successful deployments per ${size === 1 ? interval : `${size} ${interval}s`}`;
  const counts = bars.map(({ count }) => count);
  return chart(title, labelAxis(bars.map(({ label }) => label)), ['bar', counts]);
}

/** Median lead time of the steps that have one; empty when fewer than two have. */
export function leadTimeChart({ trend }: GroupMetrics, interval: Interval): string {
  const known = trend.flatMap(({ label, leadTime: { medianHours } }) =>
    medianHours === null ? [] : [{ label, medianHours }],
  );
  if (known.length < 2) return '';
  const hours = known.map(({ medianHours }) => Number(shortNumber(medianHours)));
  const labels = known.map(({ label }) => label);
  const axis = labels.length > mostLabels ? numberAxis(labels, interval) : labelAxis(labels);
  return chart(`Median lead time in hours per ${interval}`, axis, ['line', hours]);
}

const labelAxis = (labels: readonly string[]): string =>
  `[${labels.map((label) => `"${stepLabel(label)}"`).join(', ')}]`;

/** Medians cannot be put together as counts can, so the steps are numbered. */
const numberAxis = (labels: readonly string[], interval: Interval): string =>
  `"${interval}s with changes, ${stepLabel(labels[0] ?? '')} to ${stepLabel(labels.at(-1) ?? '')}" 1 --> ${labels.length}`;

function chart(
  title: string,
  axis: string,
  [form, values]: readonly ['bar' | 'line', readonly number[]],
): string {
  const top = Math.max(...values, 1);
  return [
    '```mermaid',
    'xychart-beta',
    `  title "${title}"`,
    `  x-axis ${axis}`,
    `  y-axis 0 --> ${Math.ceil(top)}`,
    `  ${form} [${values.join(', ')}]`,
    '```',
  ].join('\n');
}
