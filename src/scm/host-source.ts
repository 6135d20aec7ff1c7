import type {
  ChangeRange,
  ChangeReading,
  ChangeSource,
  ReadLimits,
  Unreadable,
} from './change-source.ts';
import { type Commit, isMerge } from './commit.ts';
import { type Ask, createHostClient, type HostAccess } from './host-client.ts';
import { pathPrefixes } from './path-prefixes.ts';
import { type CommitListing, readRange } from './read-range.ts';
import { type Attributed, toChanges } from './to-changes.ts';

/** Where the commits that touch some paths are looked for. */
export interface PathSearch {
  readonly head: string;
  /** Just before the earliest committer time of the range: older commits cannot belong to it. */
  readonly since: string;
  /** More than can belong to the range, so that a mistake does not read all history. */
  readonly most: number;
}

/** What differs between the hosts; the steps are the same. */
export interface HostReader {
  readonly id: Exclude<ChangeSource['id'], 'git'>;
  between(
    ask: Ask,
    pair: readonly [base: string, tip: string],
    limit: number,
  ): Promise<CommitListing | Unreadable>;
  touching(
    ask: Ask,
    paths: readonly string[],
    search: PathSearch,
  ): Promise<ReadonlySet<string> | Unreadable>;
  /** The pull requests of commits; merge commits of the range come along for hosts that need them. */
  attribute(
    ask: Ask,
    commits: readonly Commit[],
    merges: readonly Commit[],
  ): Promise<{ readonly attributed: readonly Attributed[]; readonly notes: readonly string[] }>;
}

/** A source that asks a host: the range, in a monorepo the commits of the paths, then their pull requests. */
export function createHostSource(access: HostAccess, reader: HostReader): ChangeSource {
  return {
    id: reader.id,
    changes: async (range, limits) => {
      const reading = await readHost(createHostClient(access, limits), reader, range, limits);
      return 'reason' in reading ? { reason: reading.reason } : reading;
    },
  };
}

async function readHost(
  ask: Ask,
  reader: HostReader,
  range: ChangeRange,
  limits: ReadLimits,
): Promise<ChangeReading> {
  const paths = range.paths === null ? [] : pathPrefixes(range.paths);
  if ('reason' in paths) return paths;
  const listing = await readRange(range, (base, tip) =>
    reader.between(ask, [base, tip], limits.commits),
  );
  if ('reason' in listing) return listing;
  const commits = listing.commits.filter((commit) => !isMerge(commit));
  const touching = await touchingIn(ask, reader, paths, listing.commits, range.head);
  if (touching !== null && 'reason' in touching) return touching;
  const own = touching === null ? commits : commits.filter(({ sha }) => touching.has(sha));
  const { attributed, notes } =
    own.length === 0
      ? { attributed: [], notes: [] }
      : await reader.attribute(ask, own, listing.commits.filter(isMerge));
  return toChanges(attributed, { source: reader.id, truncated: listing.truncated, notes });
}

/**
 * The hosts filter by path only from one commit back. That finds every commit of the range: whatever leads to one of
 * its commits belongs to it as well, and none is older than its earliest committer time.
 */
async function touchingIn(
  ask: Ask,
  reader: HostReader,
  paths: readonly string[],
  commits: readonly Commit[],
  head: string,
): Promise<ReadonlySet<string> | Unreadable | null> {
  if (paths.length === 0 || commits.length === 0) return null;
  const since = justBefore(commits);
  if (since === null) return { reason: 'the commits have no readable time to look for paths from' };
  return reader.touching(ask, paths, { head, since, most: commits.length * 2 + 1_000 });
}

/** A second before the earliest committer time, in whole seconds; `null` when no commit has one. */
export function justBefore(commits: readonly Commit[]): string | null {
  const [first] = commits.flatMap(({ committedAt }) => committedAt ?? []).sort();
  if (first === undefined) return null;
  return `${new Date(Date.parse(first) - 1_000).toISOString().slice(0, 19)}Z`;
}
