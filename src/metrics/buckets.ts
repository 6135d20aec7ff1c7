import type { Interval } from './report.ts';
import type { CalendarDay, TimeZone } from './time-zone.ts';

/** One step of a trend: from `from` to before `to`, in milliseconds since the epoch. */
export interface Bucket {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/** Half-open, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const dayMs = 86_400_000;

/** The days, ISO weeks or months that make up a window, the first and the last cut where the window ends. */
export function bucketsOf({ from, to }: Span, interval: Interval, zone: TimeZone): Bucket[] {
  const buckets: Bucket[] = [];
  let first = firstDay(zone.dayAt(from), interval);
  let start = zone.startOf(first);
  while (start < to) {
    const next = following(first, interval);
    const end = zone.startOf(next);
    // A day that a zone left out, as Samoa did when it moved over the date line, has no length.
    const bucket = { from: Math.max(start, from), to: Math.min(end, to) };
    if (bucket.from < bucket.to) buckets.push({ label: labelOf(first, interval), ...bucket });
    [first, start] = [next, end];
  }
  return buckets;
}

/** A step that gives a window a readable number of points. */
export function intervalFor({ from, to }: Span): Interval {
  const days = (to - from) / dayMs;
  if (days <= 32) return 'day';
  return days <= 190 ? 'week' : 'month';
}

/** The bucket that an instant lies in, or -1. */
export function bucketAt(buckets: readonly Bucket[], instant: number): number {
  let [low, high] = [0, buckets.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const bucket = buckets[middle];
    if (bucket === undefined || instant < bucket.from) high = middle - 1;
    else if (instant >= bucket.to) low = middle + 1;
    else return middle;
  }
  return -1;
}

function firstDay(day: CalendarDay, interval: Interval): CalendarDay {
  if (interval === 'month') return { ...day, day: 1 };
  return interval === 'week' ? plusDays(day, 1 - weekday(day)) : day;
}

function following(first: CalendarDay, interval: Interval): CalendarDay {
  if (interval === 'month') return plusDays({ ...first, day: 1 }, 31, true);
  return plusDays(first, interval === 'week' ? 7 : 1);
}

function plusDays(day: CalendarDay, days: number, isMonth = false): CalendarDay {
  const date = new Date(utc(day) + days * dayMs);
  const moved = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
  return isMonth ? { ...moved, day: 1 } : moved;
}

function labelOf(day: CalendarDay, interval: Interval): string {
  const text = new Date(utc(day)).toISOString();
  if (interval === 'month') return text.slice(0, 7);
  return interval === 'day' ? text.slice(0, 10) : weekLabel(day);
}

/** ISO 8601: a week belongs to the year of its Thursday. */
function weekLabel(monday: CalendarDay): string {
  const thursday = plusDays(monday, 3);
  const days = (utc(thursday) - Date.UTC(thursday.year, 0, 1)) / dayMs;
  return `${thursday.year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}

const utc = ({ year, month, day }: CalendarDay): number => Date.UTC(year, month - 1, day);

/** From 1 for Monday to 7 for Sunday. */
const weekday = (day: CalendarDay): number => new Date(utc(day)).getUTCDay() || 7;
