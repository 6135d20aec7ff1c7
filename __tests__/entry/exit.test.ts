import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { runStage } from '../../src/entry/exit.ts';
import type { Log } from '../../src/host/host.ts';
import { createPlainLog } from '../../src/host/plain-log.ts';
import { createRedactor } from '../../src/host/redactor.ts';

let stdout = '';
let lines: string[] = [];

beforeEach(() => {
  stdout = '';
  lines = [];
  jest.useFakeTimers(); // the end of the process, for open handles
  jest.spyOn(process, 'on').mockReturnValue(process);
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
});

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

/** A report in which something broke that nobody thought of. */
async function breakDown(isJson: boolean, env: Readonly<Record<string, string>> = {}) {
  const log: Log = createPlainLog((line) => lines.push(line), false);
  const secrets = createRedactor();
  secrets.add('planted-secret');
  const stage = () => Promise.reject(new TypeError('no such thing: planted-secret'));
  runStage({ env, log, secrets }, stage, isJson);
  await Promise.resolve().then(() => undefined);
}

test('a report that breaks down leaves the job alone, and stdout empty', async () => {
  await breakDown(false);
  expect(lines).toEqual([expect.stringMatching(/^warning: NOT REPORTED: .*\[INTERNAL\]$/)]);
  expect([process.exitCode, stdout]).toEqual([0, '']);
});

test('a report that breaks down with --json says so as the one document', async () => {
  await breakDown(true, { PORT_DORA_FAIL_ON_ERROR: 'true' });
  expect(JSON.parse(stdout)).toEqual({
    error: {
      code: 'INTERNAL',
      message: 'unexpected error: TypeError: no such thing: ***',
      hint: expect.any(String),
    },
  });
  expect(process.exitCode).toBe(1);
});
