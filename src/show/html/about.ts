import type { MetricsReport } from '../../metrics/report.ts';
import { type Html, html } from '../../page/html.ts';
import { metricTitles } from '../metric-rows.ts';
import { counted } from '../render-number.ts';
import { timeIn } from '../window-words.ts';

/** What does not count, each reason with how often. */
export function leftOut({ excluded }: MetricsReport): Html {
  if (excluded.length === 0) return html`<p>Nothing was left out.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of what was left out"><table>
<caption class="hidden">What was left out, by reason</caption>
<thead><tr><th scope="col">Reason</th><th scope="col">Left out of</th><th scope="col" class="number">How many</th></tr></thead>
<tbody>${excluded.map(
    ({ reason, count, what, metric }) =>
      html`<tr><th scope="row">${reason}</th><td>${metric === null ? 'everything' : metricTitles[metric]}</td><td class="number">${counted(count, what)}</td></tr>\n`,
  )}</tbody></table></div>`;
}

/** Records that could not be used, the first of them named. */
export function badRecords({ source: { badRecords: all, problems } }: MetricsReport): Html | null {
  if (all === 0) return null;
  const more = all - problems.length;
  return html`<details><summary>${counted(all, 'record')} could not be used</summary>
<ul>${problems.map(
    ({ source, line, identifier, problem }) =>
      html`<li><code>${source}${line === null ? '' : `:${line}`}</code>${identifier === null ? '' : ` ${identifier}`}: ${problem}</li>\n`,
  )}${more > 0 ? html`<li>and ${more} more</li>` : null}</ul></details>`;
}

/** What the numbers were worked out from, and how. */
export function settingsList(report: MetricsReport): Html {
  const { settings, source, window, environment } = report;
  const yes = (value: boolean): string => (value ? 'yes' : 'no');
  const facts: readonly (readonly [string, string])[] = [
    ['Deployments', `${source.deployments}, ${counted(source.records, 'record')}`],
    [
      'Incidents',
      source.incidents === null
        ? 'none were read'
        : `${source.incidents}, ${counted(source.incidentRecords, 'incident')}`,
    ],
    ['Read', timeIn(source.readAt, window.timeZone)],
    ['Environment', environment],
    ['Days, weeks and months begin in', window.timeZone],
    ['Only services', settings.services.join(', ') || 'all'],
    ['Only teams', settings.teams.join(', ') || 'all'],
    [
      'Bands',
      settings.bands.id === 'none' ? 'none' : `${settings.bands.title}: ${settings.bands.source}`,
    ],
    ['Percentiles', settings.percentile],
    ['An incident belongs to a deployment for', `${settings.incidentWindowHours} h`],
    ['Incidents of low urgency count', yes(settings.countLowUrgency)],
    ['Scheduled maintenance counts', yes(settings.countMaintenance)],
    ['Failed runs are left out of the failure rate', yes(settings.excludeFailedRuns)],
    ['Kinds, failures and recoveries derived again', yes(settings.recompute)],
  ];
  return html`<dl class="facts card">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}

/** Every band with its bound, from the best to the worst. */
export function bandTables({ settings: { bands } }: MetricsReport): Html | null {
  if (bands.scales.length === 0) return null;
  return html`<details><summary>The bands and their bounds</summary><div class="scales">${bands.scales.map(
    ({ metric, bands: list }) =>
      html`<div class="card"><h3>${metricTitles[metric]}</h3><ol>${list.map(({ name, bound }) => html`<li>${name} <span class="quiet">${bound}</span></li>`)}</ol></div>\n`,
  )}</div></details>`;
}
