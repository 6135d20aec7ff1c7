import type { BandSource, MetricName, MetricsReport } from '../../metrics/report.ts';
import { type Html, html } from '../../page/html.ts';
import { type MetricRow, metricRows } from '../metric-rows.ts';
import { changeSince, numberOf } from './change-since.ts';
import { explainCommand } from './explain-command.ts';

/** A card for each metric of all services together. */
export function metricCards(report: MetricsReport): Html {
  const [all] = report.groups;
  const before = report.compare?.groups[0] ?? null;
  const rows = metricRows(all, before);
  return html`<div class="cards">${rows.map(
    (row) => html`
<article class="card metric">
<h3>${row.title}</h3>
${row.value === null ? html`<p class="value none">No data</p>` : html`<p class="value">${row.value}</p>`}
<p class="detail">${sentence(row.detail)}</p>
${before === null ? null : change(row, report)}
${band(row, report)}
<details><summary>Why this number<span class="hidden">: ${row.title}</span></summary>
<p class="quiet">See every deployment, change or incident behind it, and what was left out:</p>
<pre tabindex="0" role="region" aria-label="Command that explains ${row.title}"><code>${explainCommand(report, row.metric)}</code></pre></details>
</article>`,
  )}</div>`;
}

function change(row: MetricRow, { groups, compare }: MetricsReport): Html {
  const before = compare?.groups[0];
  const now = numberOf(groups[0], row.metric);
  const since = before ? changeSince(now, numberOf(before, row.metric), row.metric) : null;
  if (row.before === null) return html`<p class="change quiet">No number in the window before.</p>`;
  if (since === null)
    return html`<p class="change">In the window before: ${together(row.before)}</p>`;
  const kind = since.isBetter === null ? 'same' : since.isBetter ? 'better' : 'worse';
  const arrow = { up: '▲', down: '▼', none: '■' }[since.direction ?? 'none'];
  return html`<p class="change ${kind}"><span aria-hidden="true">${arrow}</span> ${since.words} <span class="quiet">(before: ${together(row.before)})</span></p>`;
}

function band(
  { metric, band: name, value }: MetricRow,
  { settings, groups }: MetricsReport,
): Html | null {
  const { bands } = settings;
  if (bands.id === 'none') return null;
  const scale = scaleOf(bands, metric);
  const place = scale.findIndex((one) => one.name === name);
  if (place < 0 && scale.length > 0) return null;
  if (place < 0)
    return value === null ? null : html`<p class="no-band">${noBand(metric, bands, groups[0])}</p>`;
  return html`<div class="band"><span class="steps" aria-hidden="true">${scale.map((_, index) => (index === place ? html`<i class="here"></i>` : html`<i></i>`))}</span>
<p><strong>${sentence(name ?? '')}</strong> <span class="quiet">band ${place + 1} of ${scale.length}, the first is the best</span></p></div>`;
}

const scaleOf = ({ scales }: BandSource, metric: MetricName) =>
  scales.find((one) => one.metric === metric)?.bands ?? [];

function noBand(metric: MetricName, bands: BandSource, all: MetricsReport['groups'][0]): string {
  const why = metric === 'deployment-frequency' ? all.deploymentFrequency.bandReason : null;
  return why === null ? `No band: ${bands.title} has none for this metric.` : `No band: ${why}.`;
}

/** With a capital at its beginning. */
const sentence = (text: string): string => together(text.charAt(0).toUpperCase() + text.slice(1));

/** A number and its unit stay on one line. */
const together = (text: string): string =>
  text.replace(/(\d) (?=(?:h|min|s|days|%)(?![\w]))/g, '$1\u00a0');
