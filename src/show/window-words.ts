import type { MetricsReport } from '../metrics/report.ts';

/** A time as the clocks of a zone show it, to the minute; only the day where it begins there. */
export function timeIn(time: string, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(time));
  return text.replace(/ 00:00$/, '');
}

/** `2026-01-01 to 2026-01-31 (UTC)`, and from when on something is known. */
export function windowInWords({ window }: Pick<MetricsReport, 'window'>): string {
  const { from, to, observedFrom, timeZone } = window;
  const span = `${timeIn(from, timeZone)} to before ${timeIn(to, timeZone)} (${timeZone})`;
  return observedFrom !== null && observedFrom !== from
    ? `${span}, observed from ${timeIn(observedFrom, timeZone)}`
    : span;
}
