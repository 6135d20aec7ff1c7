import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFiles } from '../rules/project-files.ts';
import type { Check } from './check.ts';

/** `npm run generate` changes nothing: tried on a copy, so that checking never edits anyone's work. */
export const generatedCheck: Check = {
  name: 'generated files are fresh',
  run: async (root) => {
    const copy = mkdtempSync(join(tmpdir(), 'port-dora-generated-'));
    try {
      const before = copyProject(root, copy);
      execFileSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'tools/generate.ts'], {
        cwd: copy,
        stdio: 'pipe',
      });
      return changed(root, copy, before);
    } catch (error) {
      return [`npm run generate fails: ${error instanceof Error ? error.message : String(error)}`];
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  },
};

function copyProject(root: string, copy: string): string[] {
  const files = projectFiles(root);
  for (const file of files) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  // A repository of its own, so that the copy's files can be listed in the same way.
  execFileSync('git', ['init', '-q'], { cwd: copy });
  return files;
}

function changed(root: string, copy: string, before: readonly string[]): string[] {
  const problems: string[] = [];
  const after = new Set(projectFiles(copy));
  for (const file of before) {
    if (!after.has(file)) problems.push(`${file} is removed by npm run generate`);
    else if (!readFileSync(join(root, file)).equals(readFileSync(join(copy, file))))
      problems.push(`${file} is not fresh`);
    after.delete(file);
  }
  for (const file of after) problems.push(`${file} is missing`);
  return problems.length === 0 ? [] : [...problems.sort(), 'run: npm run generate'];
}
