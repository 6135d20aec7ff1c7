import { describe, expect, test } from '@jest/globals';
import type { MetricsValues } from '../../src/show/plan-measurement.ts';
import { planMeasurement } from '../../src/show/plan-measurement.ts';
import { usualValues } from './support/measure-files.ts';

const now = Date.parse('2026-04-10T15:30:00Z');
const none = { from: undefined, to: undefined, window: undefined };

function windowOf(given: Partial<MetricsValues>): readonly string[] {
  const plan = planMeasurement({ ...usualValues, ...none, ...given }, now);
  if ('problems' in plan) return plan.problems.map(({ message }) => message);
  return [plan.settings.window.from, plan.settings.window.to].map((time) =>
    new Date(time).toISOString(),
  );
}

const day = (month: number, date: number) => ({ year: 2026, month, day: date });

describe('the window', () => {
  test.each<[string, Partial<MetricsValues>, readonly string[]]>([
    [
      'nothing: the 30 days until now',
      {},
      ['2026-03-11T15:30:00.000Z', '2026-04-10T15:30:00.000Z'],
    ],
    ['a length', { window: { days: 7 } }, ['2026-04-03T15:30:00.000Z', '2026-04-10T15:30:00.000Z']],
    ['a begin', { from: day(4, 1) }, ['2026-04-01T00:00:00.000Z', '2026-04-10T15:30:00.000Z']],
    ['an end', { to: day(4, 1) }, ['2026-03-02T00:00:00.000Z', '2026-04-01T00:00:00.000Z']],
    [
      'begin and end',
      { from: day(1, 1), to: day(2, 1) },
      ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
    ],
    [
      'begin and length',
      { from: day(1, 1), window: { days: 14 } },
      ['2026-01-01T00:00:00.000Z', '2026-01-15T00:00:00.000Z'],
    ],
    [
      'end and hours',
      { to: { instant: '2026-01-02T12:00:00.000Z' }, window: { milliseconds: 36 * 3_600_000 } },
      ['2026-01-01T00:00:00.000Z', '2026-01-02T12:00:00.000Z'],
    ],
    [
      'calendar days of a zone over the change to summer',
      { to: day(4, 1), timeZone: 'Europe/Berlin' },
      ['2026-03-01T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
    ],
  ])('from %s', (_, given, expected) => {
    expect(windowOf(given)).toEqual(expected);
  });

  test.each<[Partial<MetricsValues>, string]>([
    [{ from: day(4, 2), to: day(4, 1) }, 'not after its begin'],
    [{ from: day(4, 1), to: day(4, 1) }, 'not after its begin'],
    [{ from: { year: 1999, month: 1, day: 1 } }, 'longer than ten years'],
    [{ from: day(1, 1), to: day(2, 1), window: { days: 5 } }, 'from, to and window are all given'],
    [{ failIf: ['speed > 3', 'change-failure-rate > 5 %'] }, 'fail-if names no metric'],
    [{ input: '-', incidents: '-' }, 'both read from stdin'],
  ])('%j is refused', (given, message) => {
    expect(windowOf(given).join()).toContain(message);
  });

  test('all problems are said together', () => {
    expect(windowOf({ from: day(4, 2), to: day(4, 1), failIf: ['x', 'y'] })).toHaveLength(3);
  });
});
