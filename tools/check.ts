// npm run check: the whole gate, the same here and in CI.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks } from './check/checks.ts';
import { type CheckResult, renderTable, runChecks } from './check/run-checks.ts';
import { resultsFolder, testsCheck } from './check/tests-check.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const tests = testsCheck({ name: 'tests', node: process.execPath, args: [] });

function show({ name, problems, seconds }: CheckResult): void {
  console.log(`${problems.length === 0 ? 'ok' : 'FAILED'}: ${name} (${seconds.toFixed(1)} s)`);
  for (const problem of problems) console.log(`${problem.replace(/^/gm, '    ')}\n`);
}

rmSync(join(root, resultsFolder), { recursive: true, force: true });
mkdirSync(join(root, resultsFolder));
const results = await runChecks([...checks, tests], root, show);
const failed = results.filter((one) => one.problems.length > 0);

console.log(`\n${renderTable(results)}\n`);
// The tests count for themselves in the totals; the other checks count as one each when they fail.
const failedChecks = failed.filter((one) => one.name !== tests.name).length;
writeFileSync(join(root, resultsFolder, 'checks.json'), JSON.stringify({ failedChecks }));
console.log(failed.length === 0 ? 'All checks hold.' : `${failed.length} checks failed.`);
process.exitCode = failed.length === 0 ? 0 : 1;
