import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type BundledFiles, bundle } from '../bundle/bundle.ts';
import { differences } from '../bundle/dist-folder.ts';
import { entries } from '../bundle/entries.ts';
import type { Check } from './check.ts';

/** dist is what the sources say, byte for byte and file for file, and all of it is in git. */
export const distCheck: Check = {
  name: 'dist is fresh',
  run: async (root) => distProblems(root, await bundle(root, entries)),
};

export function distProblems(root: string, files: BundledFiles): string[] {
  const stale = differences(join(root, 'dist'), files).map((line) => `dist/${line}`);
  const known = new Set(trackedFiles(root));
  const unknown = [...files.keys()].filter((path) => !known.has(`dist/${path}`));
  const problems = [...stale, ...unknown.map((path) => `dist/${path} is not in git`)];
  return problems.length === 0 ? [] : [...problems, 'run: npm run build && git add dist'];
}

/** What `git add` was told of, committed or not: users get dist from git, so an ignored file there is a missing one. */
function trackedFiles(root: string): string[] {
  return execFileSync('git', ['ls-files', '-z', '--', 'dist'], {
    cwd: root,
    encoding: 'utf8',
  }).split('\0');
}
