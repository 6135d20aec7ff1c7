import Table from 'cli-table3';
import type { GateOutcome } from '../metrics/judge-gate.ts';
import type { GroupMetrics } from '../metrics/report.ts';
import type { RenderContext, RenderFormat } from './format.ts';
import { harmlessDocument } from './harmless.ts';
import { type MetricRow, metricRows } from './metric-rows.ts';
import { sparkline, squeezed } from './sparkline.ts';
import { leftOutLines, settingLines } from './what-was-left-out.ts';
import { windowInWords } from './window-words.ts';

/** Text in a colour, or as it is. */
interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
}

/** The report for a terminal: all together with trends, then a line for each other group. */
export const renderTable: RenderFormat = (given, context) => {
  const report = harmlessDocument(given);
  const paint = painter(context.colour);
  const [all, ...others] = report.groups;
  const before = report.compare?.groups[0] ?? null;
  const title = `DORA metrics, ${report.environment}`;
  return [
    `${paint.bold(title)}  ${windowInWords(report)}`,
    '',
    ...overview(metricRows(all, before), context, paint),
    ...(others.length > 0 ? ['', groupTable(others, paint)] : []),
    ...section('Left out', leftOutLines(report.excluded), paint),
    ...section('About these numbers', settingLines(report), paint),
    ...section('Conditions', gateLines(harmlessDocument(context.gates), paint), paint),
    '',
  ].join('\n');
};

function overview(rows: readonly MetricRow[], { width }: RenderContext, paint: Paint): string[] {
  const most = Math.max(8, Math.min(40, width - 80));
  const isCompared = rows.some(({ before }) => before !== null);
  return rows.flatMap(({ title, value, before, band, detail, trend }) => {
    const number = (value ?? '–').padEnd(14);
    const line = sparkline(squeezed(trend, most));
    const earlier = isCompared
      ? paint.dim((before === null ? '' : `before: ${before}`).padEnd(22))
      : '';
    return [
      `  ${title.padEnd(33)}${paint.bold(number)}${line.padEnd(most + 2)}${earlier}${band === null ? '' : paint.green(band)}`.trimEnd(),
      `  ${' '.repeat(33)}${paint.dim(detail)}`,
    ];
  });
}

const heads = [
  '',
  'Deployments',
  'Frequency',
  'Lead time',
  'Failures',
  'Recovery',
  'Rework',
  'MTTR',
  '',
];

function groupTable(groups: readonly GroupMetrics[], paint: Paint): string {
  const table = new Table({
    head: heads.map((head) => paint.dim(head)),
    chars: plain,
    style: { head: [], border: [], 'padding-left': 2, 'padding-right': 0 },
  });
  for (const group of groups) {
    const values = metricRows(group).map(({ value }) => value ?? '–');
    const { total } = group.deploymentFrequency;
    const outcomes = group.trend.map(({ outcomes: o }) => o.success + o.rolledBack + o.incident);
    const name = `${paint.dim(group.by)} ${fitting(group.name)}`;
    table.push([name, String(total), ...values, sparkline(squeezed(outcomes, 20))]);
  }
  return table.toString();
}

/** One long name would push the numbers of all out of sight; the other forms have it whole. */
function fitting(name: string): string {
  const letters = Array.from(name);
  return letters.length <= longestName ? name : `${letters.slice(0, longestName - 1).join('')}…`;
}

const longestName = 40;

/** Columns without lines between them. */
const plain = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'],
    ...['bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((name) => [name, '']),
);

const section = (title: string, lines: readonly string[], paint: Paint): string[] =>
  lines.length === 0 ? [] : ['', paint.bold(title), ...lines.map((line) => `  ${line}`)];

/** A line for each condition of `fail-if`. */
function gateLines(gates: readonly GateOutcome[], paint: Paint): string[] {
  return gates.map(({ gate, outcome, says }) => {
    const word = { holds: paint.green('ok'), fails: paint.red('MET'), unknown: 'not known' }[
      outcome
    ];
    return `${word}  ${gate}: ${says}`;
  });
}

function painter(colour: boolean): Paint {
  const paint =
    (code: number) =>
    (text: string): string =>
      colour && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { bold: paint(1), dim: paint(2), red: paint(31), green: paint(32) };
}
