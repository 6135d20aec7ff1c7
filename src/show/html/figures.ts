import { type MetricName, type MetricsReport, metricNames } from '../../metrics/report.ts';
import { type Html, html } from '../../page/html.ts';
import { binInWords, filledBins, histogram } from '../charts/histogram.ts';
import { splitChart, splitParts } from '../charts/split-chart.ts';
import { trendChart } from '../charts/trend-charts.ts';
import { metricRows } from '../metric-rows.ts';
import { counted, hoursInWords } from '../render-number.ts';
import { figure } from './figure.ts';

/** How each metric went over the window, for all services together. */
export function trendFigures(report: MetricsReport): Html {
  const { interval } = report.window;
  const rows = metricRows(report.groups[0]);
  return html`<div class="figures">${metricNames.map((metric) => {
    const chart = trendChart(report.groups[0], metric);
    return figure({
      ...chart,
      id: `trend-${metric}`,
      about: chart.about.replace('each step', `each ${interval}`),
      nothing: nothing(metric, rows),
      height: 220,
      heads: [interval, ...chart.columns],
      rows: () =>
        chart.rows().map(({ step, cells }) => [step, ...cells.map((cell) => cell ?? 'none')]),
    });
  })}</div>`;
}

function nothing(metric: MetricName, rows: ReturnType<typeof metricRows>): string {
  const row = rows.find((one) => one.metric === metric);
  return row?.value === null
    ? `Nothing to draw: ${row.detail}.`
    : 'Nothing to draw in this window.';
}

/** Where lead time goes, and how far changes lie apart. */
export function leadTimeFigures({ groups: [all] }: MetricsReport): Html {
  const lead = all.leadTimeForChanges;
  const parts = splitParts(lead);
  const bins = filledBins(lead.histogram);
  return html`<div class="figures">${figure({
    id: 'lead-split',
    title: 'Coding, review and deploy',
    about:
      'Medians over the changes that came through a pull request: first commit to opened, opened to merged, merged to deployed. Medians do not add up to the median of the whole.',
    nothing: 'No change of this window came through a known pull request.',
    isEmpty: parts.length === 0,
    legend: [],
    height: 150,
    draw: (area) => splitChart(area, parts),
    heads: ['part', 'median'],
    rows: () => parts.map(({ name, hours }) => [name, hoursInWords(hours)]),
  })}${figure({
    id: 'lead-histogram',
    title: 'Changes by lead time',
    about: `${counted(lead.n, 'change')}. The steps grow, because most changes are quick and a few are not.`,
    nothing: `Nothing to draw: ${lead.reason ?? 'no change has a lead time'}.`,
    isEmpty: bins.length === 0,
    legend: [],
    height: 220,
    draw: (area) => histogram(area, bins),
    heads: ['lead time', 'changes'],
    rows: () => bins.map((bin) => [binInWords(bin), String(bin.count)]),
  })}</div>`;
}
