import type { Span } from '../metrics/buckets.ts';
import type { TimeZone } from '../metrics/time-zone.ts';
import type { OptionProblem } from '../options/option-problem.ts';
import type { WindowLength } from '../options/parse-length.ts';
import type { Moment } from '../options/parse-moment.ts';

interface WindowOptions {
  readonly from: Moment | undefined;
  readonly to: Moment | undefined;
  readonly window: WindowLength | undefined;
}

const usualLength: WindowLength = { days: 30 };
const dayMs = 86_400_000;
const longestDays = 3660;

/** The window that was asked for: half-open, by default the 30 days until now. Lengths in days are calendar days of the zone. */
export function readWindow(
  { from, to, window }: WindowOptions,
  zone: TimeZone,
  now: number,
): Span | OptionProblem {
  if (from && to && window) {
    return {
      code: 'OPTION_CONFLICT',
      message: 'from, to and window are all given',
      hint: 'give two of them',
    };
  }
  const length = window ?? usualLength;
  const begin = from && instantOf(from, zone);
  const last = to && instantOf(to, zone);
  const end = last ?? (begin !== undefined && window ? shifted(begin, length, zone, -1) : now);
  const span = { from: begin ?? shifted(end, length, zone, 1), to: end };
  return problemWith(span) ?? span;
}

function problemWith({ from, to }: Span): OptionProblem | null {
  if (from >= to) {
    return {
      code: 'OPTION_INVALID',
      message: `the window ends at ${iso(to)}, which is not after its begin at ${iso(from)}`,
      hint: 'give a later `to` or an earlier `from`',
    };
  }
  return to - from > longestDays * dayMs
    ? {
        code: 'OPTION_INVALID',
        message: 'the window is longer than ten years',
        hint: 'give a later `from` or an earlier `to`',
      }
    : null;
}

const instantOf = (moment: Moment, zone: TimeZone): number =>
  'instant' in moment ? Date.parse(moment.instant) : zone.startOf(moment);

/** So much earlier; later with the direction -1. */
function shifted(instant: number, length: WindowLength, zone: TimeZone, direction: 1 | -1): number {
  return 'days' in length
    ? zone.daysBefore(instant, direction * length.days)
    : instant - direction * length.milliseconds;
}

const iso = (time: number): string => new Date(time).toISOString();
