import type { Unreadable } from './change-source.ts';
import { type Commit, isMerge } from './commit.ts';
import type { Ask, Refusal } from './host-client.ts';
import { inParallel } from './in-parallel.ts';
import { createPathFilter } from './path-filter.ts';
import { planPaths } from './plan-paths.ts';

/** Where the commits that touch some paths are looked for. */
export interface PathSearch {
  readonly head: string;
  /** Just before the earliest committer time of the range: older commits cannot belong to it. */
  readonly since: string;
  /** More than can belong to the range, so that a mistake does not read all history. */
  readonly most: number;
}

/** What a host tells about paths. */
export interface PathReader {
  /** The hashes of the commits that touch one of some plain folders and files. */
  touching(
    ask: Ask,
    prefixes: readonly string[],
    search: PathSearch,
  ): Promise<ReadonlySet<string> | Unreadable>;
  /** The files that one commit changes, a renamed one by both names. */
  files(ask: Ask, sha: string): Promise<readonly string[] | Refusal>;
}

/** Commits whose files are looked at one by one, when the globs are no plain folders. */
const mostFileLookUps = 200;

/**
 * The commits of a range that touch some globs. A host filters by plain folders and files only, and only from one
 * commit back. That finds every commit of the range: whatever leads to one of its commits belongs to it as well, and
 * none is older than its earliest committer time. For other globs (`src/*.ts`, `!docs/**`) the files of each commit
 * that is left have to be read, one request each.
 */
export async function touchingCommits(
  ask: Ask,
  reader: PathReader,
  globs: readonly string[],
  commits: readonly Commit[],
  head: string,
): Promise<ReadonlySet<string> | Unreadable> {
  const { prefixes, isExact } = planPaths(globs);
  const all = new Set(commits.filter((commit) => !isMerge(commit)).map(({ sha }) => sha));
  const found =
    prefixes.length === 0 || commits.length === 0
      ? all
      : await belowPrefixes(ask, reader, prefixes, commits, head);
  if ('reason' in found || isExact) return found;
  return matching(
    ask,
    reader,
    globs,
    [...all].filter((sha) => found.has(sha)),
  );
}

async function belowPrefixes(
  ask: Ask,
  reader: PathReader,
  prefixes: readonly string[],
  commits: readonly Commit[],
  head: string,
): Promise<ReadonlySet<string> | Unreadable> {
  const since = justBefore(commits);
  if (since === null) return { reason: 'the commits have no readable time to look for paths from' };
  return reader.touching(ask, prefixes, { head, since, most: commits.length * 2 + 1_000 });
}

async function matching(
  ask: Ask,
  reader: PathReader,
  globs: readonly string[],
  shas: readonly string[],
): Promise<ReadonlySet<string> | Unreadable> {
  if (shas.length > mostFileLookUps) {
    return {
      reason: `the files of ${shas.length} commits would have to be read one by one to match ${globs.join(', ')}: use plain folders, or a full checkout`,
    };
  }
  const belongs = createPathFilter(globs);
  const read = await inParallel(shas, async (sha) => ({
    sha,
    files: await reader.files(ask, sha),
  }));
  const touching = new Set<string>();
  for (const { sha, files } of read) {
    if ('reason' in files) return files;
    if (belongs(files)) touching.add(sha);
  }
  return touching;
}

/** A second before the earliest committer time, in whole seconds; `null` when no commit has one. */
export function justBefore(commits: readonly Commit[]): string | null {
  const [first] = commits.flatMap(({ committedAt }) => committedAt ?? []).sort();
  if (first === undefined) return null;
  return `${new Date(Date.parse(first) - 1_000).toISOString().slice(0, 19)}Z`;
}
