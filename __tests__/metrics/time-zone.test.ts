import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bucketAt, bucketsOf, intervalFor } from '../../src/metrics/buckets.ts';
import { createTimeZone } from '../../src/metrics/time-zone.ts';
import { windowBefore } from '../../src/metrics/window-before.ts';
import { all, deployment, report } from './measure-records.ts';

const time = (text: string): number => Date.parse(text);
const iso = (instant: number): string => new Date(instant).toISOString();
const hour = 3_600_000;

const day = (text: string) => {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number);
  return { year, month, day: date };
};

describe('the beginning of a day', () => {
  test.each([
    ['UTC', '2026-01-02', '2026-01-02T00:00:00.000Z', 'midnight'],
    ['Europe/Berlin', '2026-01-02', '2026-01-01T23:00:00.000Z', 'winter, one hour ahead'],
    ['Europe/Berlin', '2026-07-02', '2026-07-01T22:00:00.000Z', 'summer, two hours ahead'],
    ['Asia/Kathmandu', '2026-01-02', '2026-01-01T18:15:00.000Z', 'an offset of 5:45'],
    [
      'Pacific/Kiritimati',
      '2026-01-02',
      '2026-01-01T10:00:00.000Z',
      'the largest offset, 14 hours',
    ],
    [
      'Africa/Cairo',
      '2024-04-26',
      '2024-04-25T22:00:00.000Z',
      'midnight is jumped over: the day begins at 1:00',
    ],
    [
      'America/Havana',
      '2024-11-03',
      '2024-11-03T04:00:00.000Z',
      'midnight comes twice: the first one',
    ],
    [
      'America/Sao_Paulo',
      '2018-02-18',
      '2018-02-18T03:00:00.000Z',
      'the clock is set back at midnight to the day before',
    ],
  ])('in %s on %s is %s (%s)', (zone, text, expected) => {
    expect(iso(createTimeZone(zone).startOf(day(text)))).toBe(expected);
  });

  test('is on that day and not a millisecond later than it began, in any zone at any time', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Cairo',
      'America/Havana',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2000-01-01'), max: new Date('2037-01-01'), noInvalidDate: true }),
        (name, date) => {
          const zone = createTimeZone(name);
          const own = zone.dayAt(date.getTime());
          const start = zone.startOf(own);
          expect(start).toBeLessThanOrEqual(date.getTime());
          expect(zone.dayAt(start)).toEqual(own);
          expect(zone.dayAt(start - 1)).not.toEqual(own);
        },
      ),
    );
  });
});

describe('days before', () => {
  test('the same time of day, though an hour was lost in between: 30 days before 1 April 0:00 in Berlin is 2 March 0:00', () => {
    const zone = createTimeZone('Europe/Berlin');
    const end = zone.startOf(day('2026-04-01'));
    expect(zone.daysBefore(end, 30)).toBe(zone.startOf(day('2026-03-02')));
    expect(end - zone.daysBefore(end, 30)).toBe(30 * 24 * hour - hour);
  });
});

describe('the steps of a trend', () => {
  const berlin = createTimeZone('Europe/Berlin');

  test('the day on which summer begins has 23 hours, the one on which it ends 25', () => {
    const lengths = (from: string, to: string) =>
      bucketsOf(
        { from: berlin.startOf(day(from)), to: berlin.startOf(day(to)) },
        'day',
        berlin,
      ).map((bucket) => (bucket.to - bucket.from) / hour);
    expect(lengths('2026-03-28', '2026-03-31')).toEqual([24, 23, 24]);
    expect(lengths('2026-10-24', '2026-10-27')).toEqual([24, 25, 24]);
  });

  test('a day that a zone left out is no step: Samoa had no 30 December 2011', () => {
    const apia = createTimeZone('Pacific/Apia');
    const span = { from: time('2011-12-29T10:00:00Z'), to: time('2012-01-02T10:00:00Z') };
    expect(bucketsOf(span, 'day', apia).map(({ label }) => label)).toEqual([
      '2011-12-29',
      '2011-12-31',
      '2012-01-01',
      '2012-01-02',
    ]);
  });

  test('ISO weeks belong to the year of their Thursday', () => {
    const labels = (from: string, to: string) =>
      bucketsOf({ from: time(from), to: time(to) }, 'week', createTimeZone('UTC')).map(
        ({ label }) => label,
      );
    expect(labels('2024-12-28T00:00:00Z', '2025-01-07T00:00:00Z')).toEqual([
      '2024-W52',
      '2025-W01',
      '2025-W02',
    ]);
    expect(labels('2026-12-27T00:00:00Z', '2027-01-05T00:00:00Z')).toEqual([
      '2026-W52',
      '2026-W53',
      '2027-W01',
    ]);
  });

  test('months have their own lengths, and the window cuts the first and the last', () => {
    const buckets = bucketsOf(
      { from: time('2026-01-20T12:00:00Z'), to: time('2026-03-02T00:00:00Z') },
      'month',
      createTimeZone('UTC'),
    );
    expect(buckets.map(({ label, from, to }) => [label, iso(from), iso(to)])).toEqual([
      ['2026-01', '2026-01-20T12:00:00.000Z', '2026-02-01T00:00:00.000Z'],
      ['2026-02', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
      ['2026-03', '2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ]);
  });

  test('cover the window without gap or overlap, and every instant lies in its step', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('UTC', 'Europe/Berlin', 'Africa/Cairo', 'America/Havana', 'Asia/Kathmandu'),
        fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        fc.integer({ min: time('2020-01-01'), max: time('2026-01-01') }),
        fc.integer({ min: 1, max: 100 * 24 * hour }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (name, interval, from, length, share) => {
          const to = from + length;
          const buckets = bucketsOf({ from, to }, interval, createTimeZone(name));
          expect(buckets[0]?.from).toBe(from);
          expect(buckets.at(-1)?.to).toBe(to);
          expect(buckets.slice(1).map((bucket) => bucket.from)).toEqual(
            buckets.slice(0, -1).map((bucket) => bucket.to),
          );
          const instant = from + Math.floor(length * share);
          const found = buckets[bucketAt(buckets, instant)];
          expect(found && found.from <= instant && instant < found.to).toBe(true);
          expect([bucketAt(buckets, from - 1), bucketAt(buckets, to)]).toEqual([-1, -1]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('are days, weeks or months by the length of the window', () => {
    const days = (count: number) => intervalFor({ from: 0, to: count * 24 * hour });
    expect([days(30), days(90), days(365)]).toEqual(['day', 'week', 'month']);
  });
});

describe('a zone in a report', () => {
  test('a deployment at 23:30 UTC is of the next day in Berlin', () => {
    const zone = createTimeZone('Europe/Berlin');
    const window = { from: zone.startOf(day('2026-01-01')), to: zone.startOf(day('2026-01-03')) };
    const { groups } = report([deployment('2026-01-01T23:30:00.000Z')], null, { zone, window });
    expect(groups[0].trend.map(({ label, outcomes }) => [label, outcomes.success])).toEqual([
      ['2026-01-01', 0],
      ['2026-01-02', 1],
    ]);
  });

  test.each([
    ['2026-03-24T23:00:00Z', '2026-03-31T22:00:00Z', 'an hour is lost in it'],
    ['2026-10-20T22:00:00Z', '2026-10-27T23:00:00Z', 'an hour comes twice in it'],
  ])('a week of calendar days is 7 days, though %s to %s: %s', (from, to) => {
    const zone = createTimeZone('Europe/Berlin');
    const window = { from: time(from), to: time(to) };
    const settings = { zone, window, now: window.to };
    const before = new Date(window.from - 1).toISOString();
    const times = [before, from, from, from, from];
    const group = all(
      times.map((begin) => deployment(begin)),
      null,
      settings,
    );
    expect(group.observed.days).toBe(7);
    expect(group.deploymentFrequency).toMatchObject({
      ...{ successful: 4, perDay: 0.571429, perWeek: 4, bandReason: null },
      band: 'between once per day and once per week',
    });
  });

  test('what is left of a day is counted in hours: 36 hours over the lost one are a day and 13 hours', () => {
    const zone = createTimeZone('Europe/Berlin');
    const to = time('2026-03-29T12:00:00Z');
    expect(zone.daysBetween(to - 36 * hour, to)).toBeCloseTo(1 + 13 / 24, 12);
    expect(zone.daysBetween(to - 3 * hour, to)).toBeCloseTo(3 / 24, 12);
  });

  test('the window before has as many calendar days, not hours', () => {
    const zone = createTimeZone('Europe/Berlin');
    const window = { from: zone.startOf(day('2026-03-29')), to: zone.startOf(day('2026-04-05')) };
    expect(windowBefore(window, zone)).toEqual({
      from: zone.startOf(day('2026-03-22')),
      to: window.from,
    });
    expect(windowBefore({ from: 10, to: 15 }, zone)).toEqual({ from: 5, to: 10 });
  });
});
