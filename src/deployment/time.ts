import { letterPattern } from '../host/letter-pattern.ts';

/** A time that was understood, as RFC 3339 in UTC with milliseconds and `Z`; or what is wrong with it and what to give instead. */
export type ParsedTime = { readonly value: string } | { readonly problem: string };

/** Clocks of a CI, its agents and this process differ a little; what is later than this is a mistake. */
const clockToleranceMs = 5 * 60_000;

/** Epoch times tell their unit by their length; this holds from 2001 to 2286. */
const epochDigits: ReadonlySet<number> = new Set([10, 13, 16, 19]);

/** Unset clocks say 1970 or year 1, and some systems write "never" as 9999. */
const years = { from: 1990, to: 2199 } as const;

/** From -12:00 to +14:00 is all that exists on earth; one bound for both signs is enough to catch slips. */
const largestOffsetMinutes = 14 * 60;

const example = '2026-01-02T03:04:05Z';

const timeForm =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):?(\d{2}))$/;

/**
 * Reads a time strictly, because guessing would date deployments wrongly: epoch digits (10 seconds, 13 milliseconds,
 * 16 microseconds, 19 nanoseconds) or `YYYY-MM-DD hh:mm[:ss[.f]]` with `T` or a space and a zone. Below milliseconds is cut off.
 */
export function parseTime(text: string): ParsedTime {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return fromEpoch(trimmed);
  const parts = timeForm.exec(trimmed);
  return parts === null ? { problem: whyNotATime(trimmed) } : fromParts(parts);
}

/** Whether a time lies further ahead of `now` (milliseconds since the epoch) than clocks may differ. */
export function isFuture(time: string, now: number): boolean {
  return Date.parse(time) > now + clockToleranceMs;
}

function fromEpoch(digits: string): ParsedTime {
  if (!epochDigits.has(digits.length)) {
    return {
      problem: `is a number of ${digits.length} digits: give epoch seconds (10 digits) or milliseconds (13), or a time such as ${example}`,
    };
  }
  return inRange(Number(digits.padEnd(13, '0').slice(0, 13)));
}

function fromParts(parts: RegExpExecArray): ParsedTime {
  const at = (index: number) => Number(parts[index] ?? 0);
  const day: Day = { year: at(1), month: at(2), day: at(3) };
  const [hour, minute, second] = [at(4), at(5), at(6)];
  const problem = calendarProblem(day) ?? clockProblem(hour, minute, second);
  if (problem !== null) return { problem };
  const offset = offsetMinutes(parts[8], at(9), at(10));
  if (offset === null) {
    return { problem: 'has an offset that no zone has: give Z or an offset from -14:00 to +14:00' };
  }
  const millis = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  return inRange(midnight(day).setUTCHours(hour, minute - offset, second, millis));
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The start of a day, without the rule of `Date.UTC` that the years 0 to 99 mean 1900 to 1999. */
function midnight({ year, month, day }: Day): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

function calendarProblem({ year, month, day }: Day): string | null {
  if (month < 1 || month > 12) return `has the month ${month}: give a month from 01 to 12`;
  const days = midnight({ year, month: month + 1, day: 0 }).getUTCDate();
  return day < 1 || day > days
    ? `has the day ${day}, which that month does not have: give a day from 01 to ${days}`
    : null;
}

function clockProblem(hour: number, minute: number, second: number): string | null {
  if (hour > 23) return `has the hour ${hour}: give an hour from 00 to 23`;
  if (minute > 59) return `has the minute ${minute}: give a minute from 00 to 59`;
  // JavaScript, like POSIX, has no leap seconds, so there is no honest value for one.
  if (second === 60) return 'has a leap second, which cannot be stored: give the second 59';
  return second > 59 ? `has the second ${second}: give a second from 00 to 59` : null;
}

function offsetMinutes(sign: string | undefined, hours: number, minutes: number): number | null {
  const total = hours * 60 + minutes;
  if (minutes > 59 || total > largestOffsetMinutes) return null;
  return sign === '-' ? -total : total;
}

function inRange(millis: number): ParsedTime {
  const date = new Date(millis);
  const year = date.getUTCFullYear();
  return year < years.from || year > years.to
    ? { problem: `is in the year ${year}, so it is no real date: give a time such as ${example}` }
    : { value: date.toISOString() };
}

function whyNotATime(text: string): string {
  if (text === '') return `is empty: give a time such as ${example}`;
  const known = telltales.find(([form]) => form.test(text));
  const reason =
    known?.[1] ?? (words(text).test(text) ? inWords : 'is not a time that can be read safely');
  return `${reason}: give a time such as ${example}, or epoch seconds`;
}

/** Forms that `Date.parse` would guess at, each with the reason why it cannot be trusted; first match wins. */
const telltales: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d{2}-\d{2}$/, 'is a date without a time of day'],
  [
    /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?$/,
    'does not say its zone (Z or an offset such as +02:00)',
  ],
  [/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.* [+-]\d{2}:?\d{2}$/, 'has a space before its offset'],
  [/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/, 'does not tell the day from the month'],
  [/^\d{8}T\d{4,6}/, 'is written without separators'],
  [/^[+-]?\d+\.\d*$|^[+-]\d+$/, 'is a number with a sign or a fraction'],
  [/^[$<#%{]/, 'looks like a variable that was not replaced by its value'],
];

const words = letterPattern(String.raw`[\p{L}]{3}`);
const inWords = 'is written in words, whose language and zone are not known';
