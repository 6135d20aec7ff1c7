import { execFileSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { differences, writeFolder } from '../../tools/bundle/dist-folder.ts';
import { distProblems } from '../../tools/check/dist-check.ts';
import { withProject } from './project.ts';

const files = new Map([
  ['index.js', Buffer.from('require("./chunks/late.js");\n')],
  ['chunks/late.js', Buffer.from('exports.late = 1;\n')],
  ['cli/index.js', Buffer.from('#!/usr/bin/env node\n')],
]);

/** What is wrong with a dist of these files after `change`; before it, all of them are known to git. */
async function problemsAfter(change: (folder: string, git: (...args: string[]) => void) => void) {
  return withProject({}, async (folder) => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
    writeFolder(join(folder, 'dist'), files);
    git('init', '-q');
    git('add', 'dist');
    change(folder, git);
    return distProblems(folder, files);
  });
}

const whatToDo = 'run: npm run build && git add dist';

describe('dist', () => {
  test('holds when it is what the sources say', async () => {
    expect(await problemsAfter(() => {})).toEqual([]);
  });

  test('does not hold when a file is changed, missing or too many', async () => {
    const problems = await problemsAfter((folder) => {
      cpSync(join(folder, 'dist/index.js'), join(folder, 'dist/chunks/old.js'));
      rmSync(join(folder, 'dist/chunks/late.js'));
      writeFileSync(join(folder, 'dist/cli/index.js'), 'console.log(1)');
    });
    expect(problems).toEqual([
      'dist/chunks/late.js is missing',
      'dist/chunks/old.js does not belong there',
      'dist/cli/index.js differs',
      whatToDo,
    ]);
  });

  test('does not hold when git does not know a file, or ignores it', async () => {
    const problems = await problemsAfter((folder, git) => {
      writeFileSync(join(folder, '.gitignore'), 'late.js\n');
      git('rm', '-q', '--cached', 'dist/chunks/late.js');
    });
    expect(problems).toEqual(['dist/chunks/late.js is not in git', whatToDo]);
  });

  test('that is not there at all misses every file', () => {
    expect(differences('/no/such/folder', files)).toEqual([
      'chunks/late.js is missing',
      'cli/index.js is missing',
      'index.js is missing',
    ]);
  });
});
