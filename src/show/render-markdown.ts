import type { GateOutcome } from '../metrics/judge-gate.ts';
import type { GroupMetrics, MetricsReport } from '../metrics/report.ts';
import type { RenderFormat } from './format.ts';
import { deploymentsChart, leadTimeChart } from './mermaid-charts.ts';
import { metricRows } from './metric-rows.ts';
import { sparkline, squeezed } from './sparkline.ts';
import { leftOutLines, settingLines } from './what-was-left-out.ts';
import { windowInWords } from './window-words.ts';

/** More rows than these make a job summary slow; the others are in the other forms. */
const mostGroups = 100;

/**
 * The report for a job summary. Its tables are HTML, because no text between tags is read as Markdown; names stand
 * escaped in `<code>`, so that they cannot make links, mentions or tags.
 */
export const renderMarkdown: RenderFormat = (report, { gates }) => {
  const [all, ...others] = report.groups;
  return [
    `### DORA metrics: ${report.environment}`,
    `<p>${escapeHtml(windowInWords(report))}</p>`,
    ...gateList(gates),
    overview(report),
    deploymentsChart(all, report.window.interval),
    leadTimeChart(all, report.window.interval),
    groupTable(others),
    details('Left out', leftOutLines(report.excluded)),
    details('About these numbers', settingLines(report)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
};

function overview({ groups, compare }: MetricsReport): string {
  const rows = metricRows(groups[0], compare?.groups[0] ?? null).map((row) =>
    cells([
      escapeHtml(row.title),
      `<b>${escapeHtml(row.value ?? '–')}</b>`,
      ...(compare === null ? [] : [escapeHtml(row.before ?? '–')]),
      // Spaces beside each other would be shown as one.
      sparkline(squeezed(row.trend, 30)).trimEnd().replaceAll(' ', '&nbsp;'),
      escapeHtml(row.band ?? ''),
      escapeHtml(row.detail),
    ]),
  );
  const heads = ['Metric', 'Value', ...(compare === null ? [] : ['Before']), 'Trend', 'Band', ''];
  return table(heads, rows);
}

function groupTable(groups: readonly GroupMetrics[]): string {
  if (groups.length === 0) return '';
  const rows = groups.slice(0, mostGroups).map((group) => {
    const values = metricRows(group).map(({ value }) => escapeHtml(value ?? '–'));
    const { total } = group.deploymentFrequency;
    return cells([`${group.by} ${code(group.name)}`, String(total), ...values]);
  });
  const heads = [
    '',
    'Deployments',
    'Frequency',
    'Lead time',
    'Failures',
    'Recovery',
    'Rework',
    'MTTR',
  ];
  const more = groups.length - mostGroups;
  return `${table(heads, rows)}${more > 0 ? `\n<p>${more} more are not shown here.</p>` : ''}`;
}

function gateList(gates: readonly GateOutcome[]): string[] {
  if (gates.length === 0) return [];
  const words = { holds: '✅', fails: '❌', unknown: '⚠️' } as const;
  const items = gates.map(
    ({ gate, outcome, says }) => `<li>${words[outcome]} ${code(gate)}: ${escapeHtml(says)}</li>`,
  );
  return [`<ul>\n${items.join('\n')}\n</ul>`];
}

function details(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const items = lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n');
  return `<details><summary>${title}</summary>\n<ul>\n${items}\n</ul>\n</details>`;
}

const table = (heads: readonly string[], rows: readonly string[]): string =>
  `<table>\n<tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr>\n${rows.join('\n')}\n</table>`;

const cells = (values: readonly string[]): string =>
  `<tr>${values.map((value) => `<td>${value}</td>`).join('')}</tr>`;

const code = (text: string): string => `<code>${escapeHtml(text.slice(0, 300))}</code>`;

/** Line ends would end the HTML block and start Markdown again. */
const escapeHtml = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[&<>"'`|@#]/g, (sign) => `&#${sign.charCodeAt(0)};`);
