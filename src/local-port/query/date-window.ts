import type { DateRange, Preset } from '../model/query-body.ts';
import { parseRfc3339 } from '../model/rfc3339.ts';
import { TimeBuckets } from '../model/time-buckets.ts';

const day = 24 * 60 * 60 * 1000;

// Lengths in days: page "Comparison operators".
const windows: Readonly<Partial<Record<Preset, number>>> = {
  lastDay: -1,
  lastWeek: -7,
  last2Weeks: -14,
  lastMonth: -30,
  last3Months: -90,
  last6Months: -180,
  last12Months: -365,
  last2Years: -2 * 365,
  last3Years: -3 * 365,
  nextDay: 1,
  nextWeek: 7,
  next2Weeks: 14,
  nextMonth: 30,
  next3Months: 90,
  next6Months: 180,
  next12Months: 365,
};

/** First and last millisecond that belong to a window. */
export interface DateWindow {
  readonly from: number;
  readonly to: number;
}

/** The window that a rule means: its own dates, days of the calendar, or a span that ends or begins now. */
export function dateWindow(
  range: DateRange | { readonly preset: Preset },
  now: number,
  timeZone = 'UTC',
): DateWindow {
  if ('preset' in range) return presetWindow(range.preset as Preset, now, timeZone);
  return {
    from: parseRfc3339(range.from) ?? Number.NaN,
    to: parseRfc3339(range.to) ?? Number.NaN,
  };
}

function presetWindow(preset: Preset, now: number, timeZone: string): DateWindow {
  const days = windows[preset];
  if (days !== undefined) {
    const other = now + days * day;
    return { from: Math.min(now, other), to: Math.max(now, other) };
  }
  const calendar = new TimeBuckets('day', timeZone);
  const today = calendar.startOf(now);
  if (preset === 'yesterday') return { from: calendar.startOf(today - 1), to: today - 1 };
  const tomorrow = calendar.startOf(today + day + day / 4);
  if (preset === 'today') return { from: today, to: tomorrow - 1 };
  return { from: tomorrow, to: calendar.startOf(tomorrow + day + day / 4) - 1 };
}
