import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { root, withProject } from './project.ts';

jest.setTimeout(60_000); // starts several programs on a machine that may be busy

/** Stands for npm: does what the case says, and leaves results as the real commands would. */
const npm = `#!/usr/bin/env bash
case "$*" in
  ci*) exit "\${CI_EXIT:-0}" ;;
  *check)
    mkdir -p test-results
    echo "$CHECK_RESULTS" > test-results/tests.json
    read -r line && echo "had input: $line"
    exit "\${CHECK_EXIT:-0}" ;;
  *test:nodes) echo '{"numPassedTests": 5, "numFailedTests": 0}' > test-results/node22.json ;;
esac
`;

/** The exit code and the last line of .ci/run, with commands that end as the variables say. */
async function ciRun(variables: Readonly<Record<string, string>>) {
  return withProject({ 'bin/npm': npm }, async (folder) => {
    cpSync(join(root, '.ci/run'), join(folder, '.ci/run'));
    cpSync(join(root, 'tools'), join(folder, 'tools'), {
      recursive: true,
      filter: (path) => !path.includes('node-versions'),
    });
    chmodSync(join(folder, 'bin/npm'), 0o755);
    const path = [join(folder, 'bin'), process.env.PATH].join(delimiter);
    const { status, stdout } = spawnSync(join(folder, '.ci/run'), {
      cwd: '/',
      env: { ...process.env, PATH: path, ...variables },
      encoding: 'utf8',
      input: 'a line\n',
    });
    expect(stdout).not.toContain('had input');
    return { status, last: stdout.trimEnd().split('\n').at(-1) };
  });
}

const passed = '{"numPassedTests": 10, "numFailedTests": 0}';

describe('.ci/run', () => {
  test('may be started', () => {
    expect(statSync(join(root, '.ci/run')).mode & 0o111).not.toBe(0);
  });

  test('ends with the totals of all runs', async () => {
    expect(await ciRun({ CHECK_RESULTS: passed })).toEqual({
      status: 0,
      last: '15 passed, 0 failed',
    });
  });

  test('goes on after a failure, and fails', async () => {
    const results = '{"numPassedTests": 9, "numFailedTests": 1}';
    expect(await ciRun({ CHECK_RESULTS: results, CHECK_EXIT: '1' })).toEqual({
      status: 1,
      last: '14 passed, 1 failed',
    });
  });

  test('does not end with none failed when something else than a test did', async () => {
    expect(await ciRun({ CHECK_RESULTS: passed, CHECK_EXIT: '1' })).toEqual({
      status: 1,
      last: '15 passed, 1 failed',
    });
  });

  test('ends at once when the packages cannot be installed', async () => {
    expect(await ciRun({ CHECK_RESULTS: passed, CI_EXIT: '1' })).toEqual({
      status: 1,
      last: '0 passed, 1 failed',
    });
  });
});
