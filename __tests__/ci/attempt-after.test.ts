import { expect, test } from '@jest/globals';
import { attemptAfter } from '../../src/ci/attempt-after.ts';

test('a job that was retried twice is at its third attempt', () => {
  expect(attemptAfter('0')).toBe('1');
  expect(attemptAfter('2')).toBe('3');
  expect(attemptAfter('09')).toBe('10');
});

test.each([null, '', '-1', '1.5', 'many', '99999999999999999999'])(
  '%p is no count of retries',
  (text) => {
    expect(attemptAfter(text)).toBeNull();
  },
);
