import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import { type LockedPackages, missingPlatformPackages } from './platform-packages.ts';

/** Lock files of the project: the main one, and the one of the Node versions for tests. */
const lockFiles = ['package-lock.json', 'tools/node-versions/package-lock.json'];

/** Lock files name no server, so that an install works through any registry, and every package has its hash. */
export const lockFileCheck: Check = {
  name: 'lock files',
  run: async (root) => lockFiles.flatMap((file) => lockFileProblems(file, read(root, file))),
};

const read = (root: string, file: string) => readFileSync(join(root, file), 'utf8');

export function lockFileProblems(file: string, text: string): string[] {
  const { packages } = JSON.parse(text) as { packages: LockedPackages };
  const problems = missingPlatformPackages(packages).map(
    ({ name, neededBy }) => `${file}: ${name} of ${neededBy} is left out: npm run complete-lock`,
  );
  for (const [path, entry] of Object.entries(packages)) {
    if (path === '') continue;
    if ('resolved' in entry) problems.push(`${file}: ${path} names the server it came from`);
    // Of variants for other platforms the hash may be unknown where the lock file was made.
    if (!('integrity' in entry) && !entry.optional)
      problems.push(`${file}: ${path} has no integrity hash`);
  }
  return problems;
}
