import { expect, test } from '@jest/globals';
import { exitStatus, runStatus } from '../../src/ci/run-status.ts';

test.each([
  ['SucceededWithIssues', 'success'],
  ['passed', 'success'],
  ['hard_failed', 'failure'],
  ['timed_out', 'failure'],
  ['UNSTABLE', 'failure'],
  ['canceled', 'cancelled'],
  ['ABORTED', 'cancelled'],
  ['skipped', 'cancelled'],
  ['NOT_BUILT', 'cancelled'],
  ['in_progress', 'running'],
  ['In Progress', 'running'],
  ['pending', 'running'],
  ['', 'unknown'],
  ['great', 'unknown'],
  ['constructor', 'unknown'],
  ['__proto__', 'unknown'],
])('the word %j means %s', (word, status) => {
  expect(runStatus(word)).toBe(status);
});

test.each([
  ['0', 'success'],
  ['1', 'failure'],
  ['-1', 'failure'],
  ['137', 'failure'],
  ['', null],
  ['none', null],
  [null, null],
])('the exit code %j is %j', (code, status) => {
  expect(exitStatus(code)).toBe(status);
});
