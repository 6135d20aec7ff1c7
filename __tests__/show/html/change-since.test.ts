import { describe, expect, test } from '@jest/globals';
import { changeSince } from '../../../src/show/html/change-since.ts';

describe('the change since the window before', () => {
  test.each([
    [3, 2, 'deployment-frequency', '50 % more, better'],
    [1, 2, 'deployment-frequency', '50 % fewer, worse'],
    [30, 20, 'lead-time-for-changes', '50 % longer, worse'],
    [0.1, 0.2, 'change-failure-rate', '10 percentage points lower, better'],
    [0.158, 0.143, 'change-failure-rate', '1.5 percentage points higher, worse'],
    [0.1, 0.11, 'change-failure-rate', '1 percentage point lower, better'],
    [0.1, 0.10001, 'change-failure-rate', 'lower, better'],
    [0.1, 0, 'change-failure-rate', '10 percentage points higher, worse'],
    [2, 0, 'failed-deployment-recovery-time', 'longer, worse'],
    [0, 0.1, 'deployment-rework-rate', '10 percentage points lower, better'],
    [5, 5, 'mean-time-to-recovery', 'as before'],
  ] as const)('%d after %d of %s is %s', (now, before, metric, words) => {
    expect(changeSince(now, before, metric)?.words).toBe(words);
  });

  test('there is none where a number is missing', () => {
    expect(changeSince(null, 1, 'lead-time-for-changes')).toBeNull();
    expect(changeSince(1, null, 'lead-time-for-changes')).toBeNull();
  });
});
