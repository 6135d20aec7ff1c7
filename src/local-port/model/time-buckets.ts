/** How wide a point of a line chart is. Port API reference, "Aggregate entities over time". */
export const timeIntervals = ['hour', 'day', 'isoWeek', 'month', 'quarter'] as const;
export type TimeInterval = (typeof timeIntervals)[number];

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** From the start of a bucket to somewhere in the middle of the next one, however long months and days of 25 hours are. */
const toMiddleOfNext: Readonly<Record<TimeInterval, number>> = {
  hour: 1.5 * hour,
  day: 1.5 * day,
  isoWeek: 10.5 * day,
  month: 45 * day,
  quarter: 136 * day,
};

/** Divides time as people in one time zone do: into their hours, days, weeks from Monday, months and quarters. */
export class TimeBuckets {
  readonly #interval: TimeInterval;
  readonly #format: Intl.DateTimeFormat;

  /** @throws RangeError when there is no such time zone */
  constructor(interval: TimeInterval, timeZone: string) {
    this.#interval = interval;
    this.#format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  }

  /** The first instant of the bucket that a time falls in, in milliseconds since the epoch. */
  startOf(time: number): number {
    const local = this.#localTime(time);
    // An hour that a change of time repeats is a bucket of its own.
    if (this.#interval === 'hour') return time - (((local % hour) + hour) % hour);
    return this.#instantOf(this.#truncated(local));
  }

  /** The starts of all buckets that a span touches, in order. */
  between(from: number, to: number): readonly number[] {
    const starts: number[] = [];
    const step = toMiddleOfNext[this.#interval];
    for (let at = this.startOf(from); at <= to; at = this.startOf(at + step)) starts.push(at);
    return starts;
  }

  #truncated(local: number): number {
    const date = new Date(local);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    switch (this.#interval) {
      case 'hour':
      case 'day':
        return Math.floor(local / day) * day;
      case 'isoWeek':
        return Math.floor(local / day) * day - ((date.getUTCDay() + 6) % 7) * day;
      case 'month':
        return Date.UTC(year, month);
      case 'quarter':
        return Date.UTC(year, month - (month % 3));
    }
  }

  /** What a clock on the wall shows, as if it were in UTC. */
  #localTime(time: number): number {
    const parts = Object.fromEntries(
      this.#format.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
    ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
    const { year, month, day: date, hour: hours, minute, second } = parts;
    const fraction = ((time % 1000) + 1000) % 1000;
    return Date.UTC(year, month - 1, date, hours, minute, second) + fraction;
  }

  /**
   * The instant at which a clock on the wall shows a time: the first one where it shows it twice, the next one where a
   * change of time leaves it out.
   */
  #instantOf(local: number): number {
    const guess = local - (this.#localTime(local) - local);
    const candidates = [guess - hour, guess, guess + hour];
    return candidates.find((one) => this.#localTime(one) >= local) ?? guess;
  }
}
