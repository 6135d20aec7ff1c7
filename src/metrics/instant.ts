import { parseTime } from '../deployment/time.ts';

/** A time as milliseconds since the epoch, or what is wrong with it. */
export type Instant = number | { readonly problem: string };

const earliestYear = 1990;
const latestYear = 2199;

/** A 29th of February is left to the strict parser. */
const daysOf = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Reads a time as strictly as `parseTime`. A million records hold ten million times, nearly all in the form that records
 * are written in (`2026-01-02T03:04:05.000Z`): those are read digit by digit, everything else by `parseTime`.
 */
export function readInstant(text: string): Instant {
  const quick = canonical(text);
  if (quick !== null) return quick;
  const parsed = parseTime(text);
  return 'value' in parsed ? Date.parse(parsed.value) : parsed;
}

function canonical(text: string): number | null {
  const { length } = text;
  if ((length !== 24 && length !== 20) || text.charCodeAt(length - 1) !== 90) return null;
  if (!isPunctuated(text)) return null;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const [hour, minute] = [digits(text, 11, 13), digits(text, 14, 16)];
  const second = digits(text, 17, 19);
  const millis = length === 24 ? digits(text, 20, 23) : 0;
  const isPlain =
    year >= earliestYear &&
    year <= latestYear &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= (daysOf[month - 1] ?? 0) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59;
  return isPlain && millis <= 999
    ? Date.UTC(year, month - 1, day, hour, minute, second, millis)
    : null;
}

/** `-`, `-`, `T`, `:`, `:` and, where there are milliseconds, `.` at their places. */
function isPunctuated(text: string): boolean {
  return (
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58 &&
    (text.length === 20 || text.charCodeAt(19) === 46)
  );
}

/** A number far out of every range when a character is no digit. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return 1e6;
    number = number * 10 + digit;
  }
  return number;
}
