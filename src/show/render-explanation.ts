import { unreadable } from '../metrics/collect.ts';
import type { DeploymentStory } from '../metrics/deployment-story.ts';
import type { ExplainedEvent, Explanation } from '../metrics/explanation.ts';
import type { MetricsReport } from '../metrics/report.ts';
import { harmlessDocument } from './harmless.ts';
import { metricRows, metricTitles } from './metric-rows.ts';
import { hoursInWords } from './render-number.ts';
import { settingLines } from './what-was-left-out.ts';
import { timeIn, windowInWords } from './window-words.ts';

/** What a number is made of, as lines for people: what counts first, then what does not, each with its reason. */
export function renderExplanation(given: Explanation, report: MetricsReport): string[] {
  const { metric, events } = harmlessDocument(given);
  const shown = harmlessDocument(report);
  const [all] = shown.groups;
  const row = metricRows(all).find((one) => one.metric === metric);
  const [counting, others] = [
    events.filter((one) => one.counts),
    events.filter((one) => !one.counts),
  ];
  const line = (event: ExplainedEvent): string => eventLine(event, shown.window.timeZone);
  return [
    `${metricTitles[metric]}: ${row?.value ?? 'no number'}`,
    `  ${row?.detail ?? ''}`,
    `  ${shown.environment}, ${windowInWords(shown)}`,
    ...(row?.band ? [`  band: ${row.band} (${shown.settings.bands.title})`] : []),
    '',
    `Counts (${counting.length}):`,
    ...counting.map(line),
    '',
    `Left out of the window's events (${others.length}):`,
    ...others.map(line),
    '',
    'Not of this window or not of this metric at all:',
    ...shown.excluded
      .filter((one) => one.metric === null || (one.metric === metric && one.reason === unreadable))
      .map(({ count, what, reason }) => `  ${count} × ${what}: ${reason}`),
    '',
    'About this number:',
    ...settingLines(shown).map((text) => `  ${text}`),
  ];
}

function eventLine(
  { what, identifier, title, service, at, value, isTime, reason }: ExplainedEvent,
  timeZone: string,
): string {
  const name = what === 'change' ? identifier.slice(0, 7) : identifier;
  const number = value !== null && isTime ? hoursInWords(value) : '';
  const about = [service, title].filter(Boolean).join(': ');
  return `  ${timeIn(at, timeZone).padEnd(17)} ${number.padEnd(10)} ${what} ${name}${about ? ` (${about})` : ''}: ${reason}`;
}

/** The story of a deployment, as lines for people. */
export function renderStory(given: DeploymentStory, timeZone: string): string[] {
  const { deployment, timeline, metrics } = harmlessDocument(given);
  const name = deployment.title
    ? `${deployment.identifier} (${deployment.title})`
    : deployment.identifier;
  return [
    `Deployment ${name}`,
    `  ${deployment.service} to ${deployment.environmentName ?? deployment.environment}: ${deployment.status}, kind ${deployment.kind ?? 'not known'}`,
    '',
    'Timeline:',
    ...timeline.map(
      ({ at, hoursBefore, text }) =>
        `  ${timeIn(at, timeZone).padEnd(17)} ${distance(hoursBefore).padEnd(18)} ${text}`,
    ),
    '',
    'In the metrics:',
    ...metrics.map(
      ({ metric, counts, reason, value, isTime }) =>
        `  ${counts ? '+' : '-'} ${metricTitles[metric].padEnd(33)} ${value !== null && isTime ? `${hoursInWords(value)}: ` : ''}${reason}`,
    ),
  ];
}

function distance(hours: number | null): string {
  if (hours === null || hours === 0) return '';
  return hours > 0 ? `${hoursInWords(hours)} before` : `${hoursInWords(-hours)} after`;
}
