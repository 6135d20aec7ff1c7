import { describe, expect, test } from '@jest/globals';
import { changeSince } from '../../../src/show/html/change-since.ts';

describe('the change since the window before', () => {
  test.each([
    [3, 2, 'deployment-frequency', '50 % more, better'],
    [1, 2, 'deployment-frequency', '50 % fewer, worse'],
    [30, 20, 'lead-time-for-changes', '50 % longer, worse'],
    [0.1, 0.2, 'change-failure-rate', '50 % lower, better'],
    [0.1, 0, 'change-failure-rate', 'higher, worse'],
    [0, 0.1, 'deployment-rework-rate', '100 % lower, better'],
    [5, 5, 'mean-time-to-recovery', 'as before'],
  ] as const)('%d after %d of %s is %s', (now, before, metric, words) => {
    expect(changeSince(now, before, metric)?.words).toBe(words);
  });

  test('there is none where a number is missing', () => {
    expect(changeSince(null, 1, 'lead-time-for-changes')).toBeNull();
    expect(changeSince(1, null, 'lead-time-for-changes')).toBeNull();
  });
});
