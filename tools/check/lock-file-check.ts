import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';

/** Lock files of the project: the main one, and the one of the Node versions for tests. */
const lockFiles = ['package-lock.json', 'tools/node-versions/package-lock.json'];

/** Lock files name no server, so that an install works through any registry, and every package has its hash. */
export const lockFileCheck: Check = {
  name: 'lock files',
  run: async (root) => lockFiles.flatMap((file) => lockFileProblems(file, read(root, file))),
};

const read = (root: string, file: string) => readFileSync(join(root, file), 'utf8');

export function lockFileProblems(file: string, text: string): string[] {
  const problems: string[] = [];
  const { packages } = JSON.parse(text) as { packages: Record<string, Record<string, unknown>> };
  for (const [path, entry] of Object.entries(packages)) {
    if (path === '') continue;
    if ('resolved' in entry) problems.push(`${file}: ${path} names the server it came from`);
    if (!('integrity' in entry)) problems.push(`${file}: ${path} has no integrity hash`);
  }
  return problems;
}
