import type { Git } from '../host/host.ts';
import type { ChangedFiles, ChangeRange } from './changed-files.ts';

/** The changed files from the checkout in the working directory; of a renamed file both names. */
export async function changedFilesFromGit(git: Git, range: ChangeRange): Promise<ChangedFiles> {
  if ('reason' in range) return range;
  const { base, head } = range;
  // With a relative diff of the user's own settings, a step in a subfolder would see other paths.
  const output = await git([
    '-c',
    'diff.relative=false',
    'diff',
    '--name-only',
    '--no-renames',
    '-z',
    base,
    head,
    '--',
  ]);
  if (output === null) {
    return {
      reason: `the checkout does not have both commits ${base} and ${head} (a shallow checkout has one)`,
    };
  }
  return { files: output.split('\0').filter((file) => file !== '') };
}
