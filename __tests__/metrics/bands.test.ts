import { describe, expect, test } from '@jest/globals';
import { bandOf } from '../../src/metrics/band-scale.ts';
import { bandIds, bandScales } from '../../src/metrics/bands.ts';
import { type MetricName, metricNames } from '../../src/metrics/report.ts';

describe("the answers of dora.dev's quick check", () => {
  const scale = bandScales['quick-check'];

  test.each([
    [0.99, 'less than one hour'],
    [1, 'less than one day'],
    [24, 'between one day and one week'],
    [168, 'between one week and one month'],
    [730.5, 'between one month and six months'],
    [4383, 'more than six months'],
  ])('%d hours of lead time or recovery: %s', (hours, band) => {
    expect(bandOf(scale, 'lead-time-for-changes', hours)).toBe(band);
    expect(bandOf(scale, 'failed-deployment-recovery-time', hours)).toBe(band);
  });

  test.each([
    [24.1, 'on demand (multiple deploys per day)'],
    [24, 'between once per hour and once per day'],
    [1, 'between once per hour and once per day'],
    [0.142857, 'between once per day and once per week'],
    [0.14, 'between once per week and once per month'],
    [0.03, 'between once per month and once every six months'],
    [0.005, 'fewer than once per six months'],
  ])('%d deployments a day: %s', (perDay, band) => {
    expect(bandOf(scale, 'deployment-frequency', perDay)).toBe(band);
  });

  test('it has none for the change failure rate, and none for no number', () => {
    expect(bandOf(scale, 'change-failure-rate', 0.1)).toBeNull();
    expect(bandOf(scale, 'lead-time-for-changes', null)).toBeNull();
  });
});

describe('every scale', () => {
  test.each(bandIds)('%s: a worse value never has a better band', (id) => {
    for (const metric of metricNames) {
      const names = bandScales[id].bands[metric]?.map(({ name }) => name) ?? [];
      const place = (value: number): number =>
        names.indexOf(bandOf(bandScales[id], metric, value) ?? '');
      const values = rising(metric);
      values.slice(1).forEach((value, index) => {
        expect(place(value)).toBeGreaterThanOrEqual(place(values[index] ?? 0));
      });
      if (names.length > 0) expect(new Set(values.map(place))).toEqual(new Set(names.keys()));
    }
  });

  /** From the best to the worst. */
  function rising(metric: MetricName): number[] {
    const steps = Array.from({ length: 2000 }, (_, index) => index / 2000);
    if (metric === 'change-failure-rate') return steps;
    return metric === 'deployment-frequency'
      ? steps.map((step) => 50 * (1 - step) ** 8)
      : steps.map((step) => 6000 * step ** 3);
  }

  test('2023: 5, 10 and 15 % failures are the bounds; 2024 swaps its 20 and 10 %', () => {
    const bands = (id: '2023' | '2024') =>
      [0.05, 0.06, 0.1, 0.12, 0.15, 0.2, 0.21].map((rate) =>
        bandOf(bandScales[id], 'change-failure-rate', rate),
      );
    expect(bands('2023')).toEqual(['Elite', 'High', 'High', 'Medium', 'Medium', 'Low', 'Low']);
    expect(bands('2024')).toEqual(['Elite', 'High', 'High', 'Medium', 'Medium', 'Medium', 'Low']);
  });
});
