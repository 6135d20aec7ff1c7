import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Everything in the project's folder that is in git or could be: not what git ignores, not what was deleted. */
export function projectFiles(root: string, ...folders: readonly string[]): string[] {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  const text = execFileSync('git', [...list, '--', ...folders], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return text.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}
