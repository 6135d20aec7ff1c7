import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TimeBuckets, timeIntervals } from '../../src/local-port/model/time-buckets.ts';

const iso = (time: number) => new Date(time).toISOString();
const start = (interval: (typeof timeIntervals)[number], zone: string, time: string) =>
  iso(new TimeBuckets(interval, zone).startOf(Date.parse(time)));

describe('a time falls in', () => {
  test('the hour, day, week from Monday, month and quarter of UTC', () => {
    const time = '2026-02-19T13:45:10.123Z';
    expect(timeIntervals.map((interval) => start(interval, 'UTC', time))).toEqual([
      '2026-02-19T13:00:00.000Z',
      '2026-02-19T00:00:00.000Z',
      '2026-02-16T00:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
      '2026-01-01T00:00:00.000Z',
    ]);
    expect(start('isoWeek', 'UTC', '2026-02-22T23:59:59.999Z')).toBe('2026-02-16T00:00:00.000Z');
    expect(start('isoWeek', 'UTC', '2026-02-23T00:00:00.000Z')).toBe('2026-02-23T00:00:00.000Z');
  });

  test('the day of its time zone', () => {
    expect(start('day', 'Asia/Tokyo', '2026-01-01T16:00:00Z')).toBe('2026-01-01T15:00:00.000Z');
    expect(start('hour', 'Asia/Kolkata', '2026-01-01T16:10:00Z')).toBe('2026-01-01T15:30:00.000Z');
    expect(start('month', 'America/New_York', '2026-04-01T02:00:00Z')).toBe(
      '2026-03-01T05:00:00.000Z',
    );
  });

  test('a day that has 23 or 25 hours, or no midnight', () => {
    expect(start('day', 'Europe/Berlin', '2026-03-29T20:00:00Z')).toBe('2026-03-28T23:00:00.000Z');
    expect(start('day', 'Europe/Berlin', '2026-10-25T22:30:00Z')).toBe('2026-10-24T22:00:00.000Z');
    // Clocks in Beirut go from 0:00 to 1:00.
    expect(start('day', 'Asia/Beirut', '2026-03-29T10:00:00Z')).toBe('2026-03-28T22:00:00.000Z');
  });
});

describe('the buckets between two times', () => {
  test('are all that the span touches', () => {
    const days = new TimeBuckets('day', 'UTC');
    const between = days.between(
      Date.parse('2026-02-27T12:00:00Z'),
      Date.parse('2026-03-02T00:00:00Z'),
    );
    expect(between.map(iso)).toEqual([
      '2026-02-27T00:00:00.000Z',
      '2026-02-28T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
      '2026-03-02T00:00:00.000Z',
    ]);
  });

  test('count a repeated hour twice and a missing one never', () => {
    const hours = new TimeBuckets('hour', 'Europe/Berlin');
    const count = (from: string, to: string) =>
      hours.between(Date.parse(from), Date.parse(to)).length;
    expect(count('2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z')).toBe(25);
    expect(count('2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z')).toBe(23);
  });

  test('follow each other without a gap, and hold the start of every time in them', () => {
    const zone = fc.constantFrom(
      ...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'],
      ...['Asia/Beirut', 'America/Havana', 'Pacific/Apia', 'Africa/Cairo', 'America/Santiago'],
    );
    const property = fc.property(
      ...([fc.constantFrom(...timeIntervals), zone] as const),
      fc.integer({ min: Date.UTC(2022, 0), max: Date.UTC(2027, 0) }),
      fc.integer({ min: 0, max: 40 * 24 * 3_600_000 }),
      (interval, timeZone, from, length) => {
        const buckets = new TimeBuckets(interval, timeZone);
        const starts = buckets.between(from, from + length);
        expect(starts[0]).toBeLessThanOrEqual(from);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
        for (const one of starts) expect(buckets.startOf(one)).toBe(one);
        const inside = from + Math.floor(length / 2);
        expect(starts).toContain(buckets.startOf(inside));
        const next = starts.find((one) => one > inside) ?? Number.POSITIVE_INFINITY;
        expect(buckets.startOf(inside)).toBeLessThanOrEqual(inside);
        expect(inside).toBeLessThan(next);
      },
    );
    fc.assert(property, { numRuns: 150 });
  });
});
