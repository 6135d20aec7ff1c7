// npm run test:nodes: the tests of the built files on the other Node versions that users have.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderTable, runChecks } from './check/run-checks.ts';
import { resultsFolder, testsCheck } from './check/tests-check.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function installedNode(name: string): string {
  const node = join(root, 'tools/node-versions/node_modules', name, 'bin/node');
  if (!existsSync(node))
    throw new Error(`${name} is not installed: npm ci --prefix tools/node-versions`);
  return node;
}

const runs = ['node22', 'node24'].map((name) => {
  const node = installedNode(name);
  console.log(`${name}: ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`);
  return testsCheck({ name: `tests on ${name}`, node, args: ['__tests__/bundle'] });
});

mkdirSync(join(root, resultsFolder), { recursive: true });
const results = await runChecks(runs, root, ({ problems }) => {
  for (const problem of problems) console.log(problem);
});
console.log(renderTable(results));
process.exitCode = results.every((one) => one.problems.length === 0) ? 0 : 1;
