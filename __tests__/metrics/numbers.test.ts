import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseTime } from '../../src/deployment/time.ts';
import { createColumn, float64 } from '../../src/metrics/column.ts';
import { readInstant } from '../../src/metrics/instant.ts';
import { medianOf } from '../../src/metrics/median-of.ts';
import { createSeenIdentifiers } from '../../src/metrics/seen-identifiers.ts';
import { quantile, summarize } from '../../src/metrics/statistics.ts';

const values = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 300 });

describe('statistics', () => {
  test('of 1, 2, 3, 10: median 2.5, mean 4, 90th percentile 3 + 0.7 × 7 = 7.9', () => {
    expect(summarize(Float64Array.of(10, 1, 3, 2))).toEqual({
      n: 4,
      median: 2.5,
      mean: 4,
      p90: 7.9,
    });
  });

  test('of one value all are that value; of none they are null', () => {
    expect(summarize(Float64Array.of(7))).toEqual({ n: 1, median: 7, mean: 7, p90: 7 });
    expect(summarize(Float64Array.of())).toEqual({ n: 0, median: null, mean: null, p90: null });
  });

  test('the median in any order is that of the sorted values', () => {
    fc.assert(
      fc.property(values, (list) => {
        const sorted = Float64Array.from(list).sort();
        expect(medianOf(Float64Array.from(list))).toBe(quantile(sorted, 0.5));
      }),
    );
  });

  test.each([
    ['rising', (index: number) => index],
    ['falling', (index: number) => -index],
    ['all the same', () => 5],
    ['like the pipes of an organ', (index: number) => Math.min(index, 100_000 - index)],
    ['two values in turn', (index: number) => index % 2],
  ])('a hundred thousand values that are %s take no long', (_, of) => {
    const list = Float64Array.from({ length: 100_000 }, (__, index) => of(index));
    const expected = quantile(list.slice().sort(), 0.5);
    const start = performance.now();
    expect(medianOf(list)).toBe(expected);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('times', () => {
  const year = fc.integer({ min: 1985, max: 2205 });
  const part = (max: number) => fc.integer({ min: 0, max });
  const two = (value: number) => String(value).padStart(2, '0');

  test('are read as strictly as everywhere else, quick or not', () => {
    const texts = fc
      .record({
        y: year,
        mo: part(13),
        d: part(32),
        h: part(25),
        mi: part(61),
        s: part(61),
        ms: part(999),
        zone: fc.constantFrom('Z', '+02:00', '', 'z'),
        hasMs: fc.boolean(),
      })
      .map(
        ({ y, mo, d, h, mi, s, ms, zone, hasMs }) =>
          `${y}-${two(mo)}-${two(d)}T${two(h)}:${two(mi)}:${two(s)}${hasMs ? `.${String(ms).padStart(3, '0')}` : ''}${zone}`,
      );
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ maxLength: 24 })), (text) => {
        const parsed = parseTime(text);
        const expected = 'value' in parsed ? Date.parse(parsed.value) : parsed;
        expect(readInstant(text)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('identifiers that came before', () => {
  test('each is known under the number of its first time', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 6 }), { maxLength: 3000 }), (list) => {
        const seen = createSeenIdentifiers();
        const first = new Map<string, number>();
        list.forEach((identifier, index) => {
          expect(seen.add(identifier, index)).toBe(first.get(identifier) ?? null);
          if (!first.has(identifier)) first.set(identifier, index);
        });
      }),
      { numRuns: 30 },
    );
  });

  test('two hundred thousand that differ in one digit are all told apart', () => {
    const seen = createSeenIdentifiers();
    let twice = 0;
    for (let index = 0; index < 200_000; index += 1)
      if (seen.add(`acme/shop/${index}/1/deploy/shop/production`, index) !== null) twice += 1;
    expect(twice).toBe(0);
  });
});

describe('columns', () => {
  test('hold what was pushed, over many growths', () => {
    const column = createColumn(float64);
    for (let index = 0; index < 5000; index += 1) column.push(index / 3);
    expect(column.length).toBe(5000);
    expect(column.view()).toEqual(Float64Array.from({ length: 5000 }, (_, index) => index / 3));
  });
});
