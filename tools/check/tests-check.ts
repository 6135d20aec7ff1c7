import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';

/** Where test runs leave their results, for the totals; not in git. */
export const resultsFolder = 'test-results';

interface TestRun {
  /** Names the run and its results file. */
  readonly name: string;
  /** The Node that runs jest and, through `process.execPath`, everything that tests start. */
  readonly node: string;
  readonly args: readonly string[];
}

/** A run of the tests; shows its own output as it goes. */
export function testsCheck({ name, node, args }: TestRun): Check {
  return {
    name,
    run: async (root) => {
      const results = join(root, resultsFolder, `${name.replaceAll(' ', '-')}.json`);
      const code = await jest(root, node, [...args, '--json', `--outputFile=${results}`]);
      if (!existsSync(results)) return [`jest exits with ${code} and leaves no results`];
      return [...(code === 0 ? [] : ['tests fail, see above']), ...skipped(results)];
    },
  };
}

/** A test that is skipped proves nothing, so it has no place in the gate. */
function skipped(results: string): string[] {
  const { numPendingTests, numTodoTests } = JSON.parse(readFileSync(results, 'utf8'));
  const count = numPendingTests + numTodoTests;
  return count === 0 ? [] : [`${count} tests are skipped`];
}

function jest(cwd: string, node: string, args: readonly string[]): Promise<number> {
  const all = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(cwd, 'node_modules/jest/bin/jest.js'),
    ...args,
  ];
  return new Promise((resolve, reject) => {
    // With --json jest writes its report to stderr; what it prints to stdout is said again in the results file.
    const child = spawn(node, all, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
