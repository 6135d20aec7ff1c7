// The last line of .ci/run: the totals of all test runs that left their results. Argument: the exit code so far.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { totalsLine } from './check/test-totals.ts';
import { resultsFolder } from './check/tests-check.ts';

const folder = fileURLToPath(new URL(`../${resultsFolder}`, import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const results = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
console.log(totalsLine(results, process.argv[2] !== undefined && process.argv[2] !== '0'));
