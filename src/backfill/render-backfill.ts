import { singleLine } from '../host/single-line.ts';
import type { BackfillOptionValues } from './backfill-needs.ts';
import type { BackfillSummary } from './backfill-summary.ts';
import type { ImportOutcome } from './files/import-records.ts';
import type { BackfillOutcome } from './run-backfill.ts';

const mostLines = 40;

/** How many deployments of which repository, environment and month: what people check before they say yes. */
export function renderPlan({ plan, toWrite, unchanged, repositories }: BackfillSummary): string[] {
  const months = [...new Set(plan.map(({ month }) => month))].sort();
  const rows = new Map<string, Map<string, number>>();
  for (const { repository, environment, month, count } of plan) {
    const key = `${repository}  ${environment}`;
    const row = rows.get(key) ?? new Map<string, number>();
    rows.set(key, row.set(month, count));
  }
  const width = Math.max(12, ...[...rows.keys()].map((key) => singleLine(key).length));
  const shown = [...rows].slice(0, mostLines).map(([key, row]) => {
    const counts = months.map((month) => String(row.get(month) ?? '·').padStart(7));
    return `  ${singleLine(key).padEnd(width)}  ${counts.join('  ')}`;
  });
  const hidden = rows.size - shown.length;
  return [
    `${count(toWrite, 'deployment')} to write, ${unchanged} as they should be, in ${count(repositories, 'repository')}`,
    ...(rows.size === 0 ? [] : [`  ${''.padEnd(width)}  ${months.join('  ')}`]),
    ...shown,
    ...(hidden > 0 ? [`  and ${hidden} more lines: --json shows them all`] : []),
  ];
}

/** What was left out and what could not be read, the most frequent first. */
export function renderLeftOut({ leftOut, problems, warnings }: BackfillSummary): string[] {
  const open = problems.filter(({ isGone }) => !isGone);
  const gone = new Set(problems.filter(({ isGone }) => isGone).map(({ repository }) => repository))
    .size;
  return [
    ...leftOut
      .slice(0, mostLines)
      .map((one) => `  not a deployment: ${one.count} × ${singleLine(one.reason, 200)}`),
    ...(gone > 0
      ? [
          `  ${count(gone, 'repository')} passed over that is gone or empty, or of which old jobs are`,
        ]
      : []),
    ...open
      .slice(0, mostLines)
      .map(
        ({ repository, reason }) =>
          `  could not be read: ${repository ?? 'the list of repositories'}: ${singleLine(reason, 300)}`,
      ),
    ...warnings.slice(0, 10).map((warning) => `  note: ${singleLine(warning, 300)}`),
  ];
}

const plurals: Readonly<Record<string, string>> = { repository: 'repositories' };

export const count = (number: number, noun: string): string =>
  `${number} ${number === 1 ? noun : (plurals[noun] ?? `${noun}s`)}`;

/** What became of it, and the one next step where something is left to do. */
export function renderOutcome(
  outcome: BackfillOutcome,
  options: Pick<BackfillOptionValues, 'dryRun' | 'out'>,
): string[] {
  const { summary } = outcome;
  const isSent = !options.out && !options.dryRun;
  return [
    ...renderPlan(summary),
    ...renderLeftOut(summary),
    ...(options.out ? [`${count(summary.toWrite, 'record')} written to ${options.out}`] : []),
    ...(options.dryRun ? ['Dry run: nothing was sent.'] : []),
    ...renderSent(outcome, isSent),
  ];
}

/** What became of the records of files. */
export function renderImport(outcome: ImportOutcome, isSent: boolean): string[] {
  const { read, bad, badCount, twice } = outcome;
  return [
    `${count(read, 'record')} read${badCount > 0 ? `, ${count(badCount, 'bad line')}` : ''}`,
    ...bad.map(({ file, line, problem }) => `  ${file}:${line} ${singleLine(problem, 300)}`),
    ...(badCount > bad.length ? [`  and ${badCount - bad.length} more bad lines`] : []),
    ...(twice > 0
      ? [`  ${count(twice, 'record')} left out whose identifier came before: the first one counts`]
      : []),
    ...(isSent ? [] : ['Dry run: nothing was sent.']),
    ...renderSent(outcome, isSent),
  ];
}

type Sent = Pick<
  ImportOutcome,
  'counts' | 'ended' | 'failures' | 'refusals' | 'leftOut' | 'unlinked'
>;

function renderSent(
  { counts: sent, ended, failures, refusals, leftOut, unlinked }: Sent,
  isSent: boolean,
): string[] {
  const titles = unlinked.slice(0, 20).map((one) => singleLine(one, 80));
  return [
    ...(isSent ? [`Written to Port: ${sent.created} new, ${sent.updated} changed`] : []),
    ...(leftOut.length > 0
      ? [
          `  the deployment blueprint cannot take, so left out: ${leftOut.join(', ')}; port-dora setup apply adds them`,
        ]
      : []),
    ...(titles.length > 0
      ? [
          `  Port has no service, or several, with these names, so they are not linked: ${titles.join(', ')}`,
        ]
      : []),
    ...refusals
      .slice(0, 10)
      .map(({ reason, count: number }) => `  REFUSED ${number} ×: ${singleLine(reason, 500)}`),
    ...(sent.untried > 0 ? [`  ${count(sent.untried, 'deployment')} not sent yet`] : []),
    ...(failures
      ? [`  ${count(sent.failed, 'record')} kept in ${failures}: port-dora replay ${failures}`]
      : []),
    ...(ended === null ? [] : [endedEarly(ended)]),
  ];
}

function endedEarly(ended: Exclude<Sent['ended'], null>): string {
  const next = 'run the same command again: what is in Port already is not written twice';
  return ended === 'stopped'
    ? `STOPPED before the end; ${next}`
    : `ENDED EARLY: ${singleLine(ended.message, 500)}; ${singleLine(ended.hint)} [${ended.code}]; then ${next}`;
}

/** Whether all that was asked for is in Port. */
export const isWell = ({ ended, counts: { failed }, summary }: BackfillOutcome): boolean =>
  ended === null && failed === 0 && summary.problems.every(({ isGone }) => isGone);
