import type { Check } from './check.ts';
import { commandCheck } from './command-check.ts';
import { distCheck } from './dist-check.ts';
import { generatedCheck } from './generated-check.ts';
import { lockFileCheck } from './lock-file-check.ts';

const typesCheck = commandCheck('types', { script: 'typescript/bin/tsc', args: ['-p', '.'] });

const styleCheck = commandCheck('lint and format', {
  script: '@biomejs/biome/bin/biome',
  args: ['check', '--error-on-warnings', '--colors=off'],
});

/** What only the types can tell: promises that nobody waits for, and the like. */
const promisesCheck = commandCheck('lint with types', {
  script: 'oxlint/bin/oxlint',
  args: ['--type-aware', '--deny-warnings'],
});

const importsCheck = commandCheck('import directions', {
  script: 'dependency-cruiser/bin/dependency-cruise.mjs',
  args: ['src', '--output-type', 'err-long'],
});

const deadCodeCheck = commandCheck('dead code', { script: 'knip/bin/knip.js', args: [] });

/** Tests do not count as use here: code that only a test calls is dead as well. */
const deadShippedCodeCheck = commandCheck('dead code, shipped', {
  script: 'knip/bin/knip.js',
  args: ['--production', '--include', 'files,exports,types,duplicates'],
});

/** The gate, quick parts first. */
export const checks: readonly Check[] = [
  lockFileCheck,
  styleCheck,
  typesCheck,
  promisesCheck,
  importsCheck,
  deadCodeCheck,
  deadShippedCodeCheck,
  generatedCheck,
  distCheck,
];
