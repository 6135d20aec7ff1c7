import { expect, test } from '@jest/globals';
import { clearedProperties } from '../../src/deployment/cleared-properties.ts';
import { minimal } from './any-record.ts';

test('names what was known of a deployment and no longer is', () => {
  const before = {
    ...minimal,
    finishedAt: '2026-01-02T03:05:05.000Z',
    leadTimeHours: 3,
    failure: { reason: 'rollback' as const, at: null, by: 'b' },
    recoveredAt: '2026-01-02T04:05:05.000Z',
  };
  const after = {
    ...before,
    leadTimeHours: null,
    leadTimeReason: 'rollback',
    failure: null,
    recoveredAt: null,
  };
  expect(clearedProperties(before, after)).toEqual([
    'failed',
    'failureReason',
    'failureBy',
    'recoveredAt',
    'recoveryHours',
    'leadTimeHours',
  ]);
  expect(clearedProperties(after, before)).toEqual(['leadTimeReason']);
  expect(clearedProperties(before, before)).toEqual([]);
});
