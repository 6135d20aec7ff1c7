import type { Git } from '../host/host.ts';
import type { ChangeRange, Unreadable } from './change-source.ts';
import { type LoggedCommit, logArguments, parseGitLog } from './git-log.ts';
import { createPathFilter } from './path-filter.ts';
import { planPaths } from './plan-paths.ts';

/** Parallel lines of history that a shallow checkout may end in and still be judged. */
const mostBoundaries = 32;

/** The first of the commits that the checkout does not have; `null` when it has them all. */
export async function missingCommit(
  git: Git,
  { head, exclude }: ChangeRange,
): Promise<string | null> {
  for (const sha of [head, ...exclude]) {
    if ((await git(['cat-file', '-e', `${sha}^{commit}`])) === null) return sha;
  }
  return null;
}

/** The commits of the range, merge commits included, the newest first and children before parents. */
export async function logRange(
  git: Git,
  { head, exclude }: ChangeRange,
  limit: number,
): Promise<readonly LoggedCommit[] | Unreadable> {
  const output = await git([
    ...logArguments,
    '--date-order',
    `--max-count=${limit}`,
    head,
    '--not',
    ...exclude,
    '--',
  ]);
  return output === null ? { reason: 'git log failed or took too long' } : parseGitLog(output);
}

/** The hashes of the range's commits that touch the globs. */
export async function touchingCommits(
  git: Git,
  { head, exclude }: ChangeRange,
  globs: readonly string[],
): Promise<ReadonlySet<string> | Unreadable> {
  const output = await git([
    ...logArguments,
    '--name-only',
    '--no-merges',
    // Without it, git leaves out branches whose effect on the paths another parent has already.
    '--full-history',
    head,
    '--not',
    ...exclude,
    '--',
    ...planPaths(globs).prefixes.map((prefix) => `:(top,literal)${prefix}`),
  ]);
  if (output === null) return { reason: 'git log of the paths failed or took too long' };
  // git knows no braces and no exceptions as we do, so it is only told where to look.
  const belongs = createPathFilter(globs);
  const touching = parseGitLog(output).filter(({ files }) => belongs(files));
  return new Set(touching.map(({ sha }) => sha));
}

/**
 * Whether a shallow checkout is deep enough for a range. Where its history is cut off, a released commit may look
 * unreleased. It cannot, when each commit of the range descends from every commit where the history ends: a commit
 * beyond the cut would then be its own ancestor.
 */
export async function isDeepEnough(
  git: Git,
  { head, exclude }: ChangeRange,
  shas: readonly string[],
): Promise<boolean> {
  const ends = lines(await git(['rev-list', '--max-parents=0', head, ...exclude, '--']));
  if (ends === null || ends.length > mostBoundaries) return false;
  for (const end of ends) {
    const after = lines(await git(['rev-list', '--ancestry-path', head, `^${end}`, '--']));
    if (after === null) return false;
    const descendants = new Set(after);
    if (!shas.every((sha) => descendants.has(sha))) return false;
  }
  return true;
}

const lines = (output: string | null): string[] | null =>
  output === null ? null : output.split('\n').filter((line) => line !== '');
