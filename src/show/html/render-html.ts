import type { GateOutcome } from '../../metrics/judge-gate.ts';
import type { MetricsReport } from '../../metrics/report.ts';
import { renderDocument } from '../../page/document.ts';
import { type Html, html } from '../../page/html.ts';
import { counted } from '../render-number.ts';
import { timeIn, windowInWords } from '../window-words.ts';
import { badRecords, bandTables, leftOut, settingsList } from './about.ts';
import { failureTable } from './failure-table.ts';
import { leadTimeFigures, trendFigures } from './figures.ts';
import { groupTables } from './group-tables.ts';
import { metricCards } from './metric-cards.ts';
import { pageStyles } from './page-styles.ts';
import { tableScript } from './table-script.ts';

/** What may stand on the page beside the report. */
export interface HtmlContext {
  readonly gates?: readonly GateOutcome[];
  /** A page to go back to, of the same server. */
  readonly home?: { readonly href: string; readonly title: string };
}

/** The report as one page that loads nothing: whole without scripts, for screens, phones, paper and screen readers. */
export function renderHtml(report: MetricsReport, { gates = [], home }: HtmlContext = {}): string {
  const { window, source, environment } = report;
  return renderDocument({
    title: 'DORA metrics',
    subtitle: html`<p><strong>${environment}</strong>, ${windowInWords(report)}${comparedWith(report)}</p>
${home === undefined ? null : html`<p><a href="${home.href}">${home.title}</a></p>`}`,
    main: mainPart(report, gates),
    footer: html`<p>Made from ${source.deployments} at ${timeIn(source.readAt, window.timeZone)} (${window.timeZone}) by port-dora. This page holds all of its data and loads nothing.</p>`,
    styles: pageStyles,
    script: tableScript,
  });
}

const mainPart = (
  report: MetricsReport,
  gates: readonly GateOutcome[],
): Html => html`${notices(report)}
${conditions(gates)}
${section('metrics', 'All services together', metricCards(report))}
${isEmpty(report) ? section('trends', 'Over time', nothing(report)) : details(report)}
${section('left-out', 'Left out', html`${leftOut(report)}${badRecords(report)}`)}
${section('about', 'About these numbers', html`${settingsList(report)}${bandTables(report)}`)}`;

const details = (
  report: MetricsReport,
): Html => html`${section('trends', 'Over time', trendFigures(report))}
${section('lead-time', 'Lead time in detail', leadTimeFigures(report))}
${section('failures', 'Failures and recovery', failureTable(report))}
${groupTables(report)}`;

/** Whether nothing happened in the window: a page of empty charts says less than a sentence. */
const isEmpty = ({ groups: [all] }: MetricsReport): boolean =>
  all.deploymentFrequency.total === 0 && all.trend.every(({ incidents }) => incidents === 0);

const nothing = ({ environment, source, excluded }: MetricsReport): Html => html`<div class="card">
<p><strong>Nothing happened in this window.</strong> ${counted(source.records, 'record')} ${source.records === 1 ? 'was' : 'were'} read from ${source.deployments}, and none is a deployment to ${environment} that began in it.</p>
<p>${excluded.length > 0 ? 'The table below says what was left out, and why.' : 'Report a deployment, or choose another window or environment, and make this page again.'}</p>
</div>`;

const section = (id: string, title: string, content: Html): Html =>
  html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${content}
</section>
`;

const notices = ({ notices: list }: MetricsReport): Html | null =>
  list.length === 0
    ? null
    : html`<aside class="notices" aria-label="Notices"><ul>${list.map((one) => html`<li>${one}</li>`)}</ul></aside>`;

function conditions(gates: readonly GateOutcome[]): Html | null {
  if (gates.length === 0) return null;
  const words = { holds: 'not met', fails: 'met', unknown: 'cannot be told' } as const;
  return section(
    'conditions',
    'Conditions',
    html`<ul>${gates.map(({ gate, outcome, says }) => html`<li><code>${gate}</code>: <strong class="${outcome === 'fails' ? 'worse' : 'same'}">${words[outcome]}</strong>, ${says}</li>`)}</ul>`,
  );
}

function comparedWith({ compare, window: { timeZone } }: MetricsReport): string {
  if (compare === null) return '';
  const { from, to } = compare.window;
  return `; compared with ${timeIn(from, timeZone)} to before ${timeIn(to, timeZone)}`;
}
