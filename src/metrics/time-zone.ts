/** A day of the calendar; months from 1. Days past the end of a month roll over, as in `Date.UTC`. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The calendar of a place, with its changes of daylight saving. */
export interface TimeZone {
  readonly name: string;
  /** The day at an instant (milliseconds since the epoch). */
  dayAt(instant: number): CalendarDay;
  /** The instant at which a day begins: midnight, or what comes after it where the clocks jump over midnight. */
  startOf(day: CalendarDay): number;
  /** The same time of day so many calendar days earlier. */
  daysBefore(instant: number, days: number): number;
  /** Calendar days and what is left of one in days of 24 hours: a day on which the clocks change is one day too. */
  daysBetween(from: number, to: number): number;
}

const dayMs = 86_400_000;

/** @param name IANA name of a zone. @throws RangeError when Node does not know it */
export function createTimeZone(name: string): TimeZone {
  const wallAt = name === 'UTC' ? (instant: number): number => instant : wallClock(name);

  /** The earliest instant at which the clocks show this; `null` when they jump over it. */
  const instantOf = (wall: number): number | null => {
    const candidates = [wall - dayMs, wall + dayMs].map((near) => wall - (wallAt(near) - near));
    const shown = candidates.filter((instant) => wallAt(instant) === wall);
    return shown.length === 0 ? null : Math.min(...shown);
  };

  const startOf = ({ year, month, day }: CalendarDay): number => {
    const midnight = Date.UTC(year, month - 1, day);
    return instantOf(midnight) ?? firstAfter(midnight, wallAt);
  };

  const daysBefore = (instant: number, days: number): number => {
    const wall = wallAt(instant) - days * dayMs;
    return instantOf(wall) ?? firstAfter(wall, wallAt);
  };

  const daysBetween = (from: number, to: number): number => {
    if (name === 'UTC') return (to - from) / dayMs;
    // One more than the days of 24 hours, because a day can be shorter.
    let days = Math.floor((to - from) / dayMs) + 1;
    while (days > 0 && daysBefore(to, days) < from) days -= 1;
    return days + Math.min(1, (daysBefore(to, days) - from) / dayMs);
  };

  return { name, dayAt: (instant) => dayOf(wallAt(instant)), startOf, daysBefore, daysBetween };
}

/** The day of a time that is written as if it were UTC. */
function dayOf(wall: number): CalendarDay {
  const date = new Date(wall);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** What the clocks of a zone show at an instant, written as if it were UTC. */
function wallClock(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const millis = ((instant % 1000) + 1000) % 1000;
    return Date.UTC(year, month - 1, day, hour, minute, second, millis);
  };
}

/** Where the clocks jump over a time: the instant of the jump. */
function firstAfter(wall: number, wallAt: (instant: number) => number): number {
  let [before, after] = [wall - 2 * dayMs, wall + 2 * dayMs];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallAt(middle) < wall) before = middle;
    else after = middle;
  }
  return after;
}
