import type { GroupMetrics, Interval } from '../metrics/report.ts';
import { shortNumber } from './render-number.ts';

// Form: Mermaid's page "XY Chart"; GitHub renders it in Markdown and job summaries.

/** Successful deployments for each step of the window; empty when there are none. */
export function deploymentsChart({ trend }: GroupMetrics, interval: Interval): string {
  const counts = trend.map(({ outcomes: o }) => o.success + o.rolledBack + o.incident);
  if (!counts.some((count) => count > 0)) return '';
  const labels = trend.map(({ label }) => label);
  return chart(`Successful deployments per ${interval}`, labels, ['bar', counts]);
}

/** Median lead time of the steps that have one; empty when fewer than two have. */
export function leadTimeChart({ trend }: GroupMetrics, interval: Interval): string {
  const known = trend.flatMap(({ label, leadTime: { medianHours } }) =>
    medianHours === null ? [] : [{ label, medianHours }],
  );
  if (known.length < 2) return '';
  const hours = known.map(({ medianHours }) => Number(shortNumber(medianHours)));
  return chart(
    `Median lead time in hours per ${interval}`,
    known.map(({ label }) => label),
    ['line', hours],
  );
}

function chart(
  title: string,
  labels: readonly string[],
  [form, values]: readonly ['bar' | 'line', readonly number[]],
): string {
  const top = Math.max(...values, 1);
  return [
    '```mermaid',
    'xychart-beta',
    `  title "${title}"`,
    `  x-axis [${labels.map((label) => `"${label}"`).join(', ')}]`,
    `  y-axis 0 --> ${Math.ceil(top)}`,
    `  ${form} [${values.join(', ')}]`,
    '```',
  ].join('\n');
}
