import { describe, expect, test } from '@jest/globals';
import { aimsFor } from '../../bench/aims.ts';
import { render } from '../../bench/render.ts';
import { median, medianDifference, medianRatio } from '../../bench/statistics.ts';

describe('the benchmark', () => {
  test('takes the middle, and the mean of the two in the middle', () => {
    expect(median([9, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 9])).toBe(3);
    expect(() => median([])).toThrow('no values');
  });

  test('compares the runs of one round, so that a slow spell of the machine does not count', () => {
    // Three rounds, the last of them on a machine that is ten times slower.
    expect(medianRatio([20, 22, 200], [10, 11, 100])).toBe(2);
    expect(medianDifference([20, 22, 200], [10, 11, 100])).toBe(11);
  });

  test('says which aims are missed', () => {
    const found = {
      version: 'v24.1.0',
      rounds: 5,
      parts: [{ name: 'load', milliseconds: 12.34 }],
      time: 2.01,
      memory: 1.2,
      requests: 3,
      startKib: 107,
    };
    const lines = render(found, aimsFor('v24.1.0')).split('\n');
    expect(lines.filter((line) => line.endsWith('MISSED'))).toEqual([
      expect.stringContaining('wall time'),
      expect.stringContaining('requests'),
    ]);
    expect(lines.at(-1)).toBe('       12.3 ms  loading the code');
    expect(render(found, aimsFor('v20.16.0'))).toContain('<= 2.2 x  ok');
  });
});
