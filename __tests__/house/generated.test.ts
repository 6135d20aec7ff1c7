import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { generatedCheck } from '../../tools/check/generated-check.ts';
import { withProject } from './project.ts';

jest.setTimeout(60_000); // starts a real program on a machine that may be busy

const generate = "import { writeFileSync } from 'node:fs';\nwriteFileSync('made.txt', 'fresh');\n";

/** What the check says about a project in git whose generator writes `fresh` into made.txt. */
async function problemsWith(files: Readonly<Record<string, string>>, generator = generate) {
  return withProject({ 'tools/generate.ts': generator, ...files }, async (folder) => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    const problems = await generatedCheck.run(folder);
    expect(existsSync(join(folder, 'made.txt'))).toBe('made.txt' in files);
    return problems;
  });
}

describe('generated files', () => {
  test('are fresh when generating changes nothing', async () => {
    expect(await problemsWith({ 'made.txt': 'fresh' })).toEqual([]);
  });

  test('that would change or be added are problems, and stay as they are', async () => {
    expect(await problemsWith({ 'made.txt': 'stale' })).toEqual([
      'made.txt is not fresh',
      'run: npm run generate',
    ]);
    expect(await problemsWith({})).toEqual(['made.txt is missing', 'run: npm run generate']);
  });

  test('are not known to be fresh when the generator fails', async () => {
    const problems = await problemsWith({}, "throw new Error('no section options');\n");
    expect(problems.join()).toContain('no section options');
  });
});
