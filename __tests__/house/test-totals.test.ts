import { describe, expect, test } from '@jest/globals';
import { totalsLine } from '../../tools/check/test-totals.ts';

describe('the totals', () => {
  test('are those of all runs together', () => {
    const runs = [
      { numPassedTests: 10, numFailedTests: 1, numRuntimeErrorTestSuites: 0 },
      { numPassedTests: 5, numFailedTests: 2, numRuntimeErrorTestSuites: 0 },
    ];
    expect(totalsLine(runs, true)).toBe('15 passed, 3 failed');
  });

  test('count a test file that could not start, and a check that does not hold, as failed', () => {
    const runs = [
      { numPassedTests: 1, numFailedTests: 0, numRuntimeErrorTestSuites: 1 },
      { failedChecks: 2 },
    ];
    expect(totalsLine(runs, true)).toBe('1 passed, 3 failed');
  });

  test('of a run that failed otherwise never end with none failed', () => {
    expect(totalsLine([{ numPassedTests: 4, numFailedTests: 0 }], true)).toBe('4 passed, 1 failed');
    expect(totalsLine([], true)).toBe('0 passed, 1 failed');
    expect(totalsLine([{ numPassedTests: 4, numFailedTests: 0 }], false)).toBe(
      '4 passed, 0 failed',
    );
  });
});
