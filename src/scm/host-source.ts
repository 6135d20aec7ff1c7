import type {
  ChangeRange,
  ChangeReading,
  ChangeSource,
  ReadLimits,
  Unreadable,
} from './change-source.ts';
import { type Commit, isMerge } from './commit.ts';
import { type Ask, createHostClient, type HostAccess } from './host-client.ts';
import { type CommitListing, readRange } from './read-range.ts';
import { type Attributed, toChanges } from './to-changes.ts';
import { type PathReader, touchingCommits } from './touching-commits.ts';

/** What differs between the hosts; the steps are the same. */
export interface HostReader extends PathReader {
  readonly id: Exclude<ChangeSource['id'], 'git'>;
  between(
    ask: Ask,
    pair: readonly [base: string, tip: string],
    limit: number,
  ): Promise<CommitListing | Unreadable>;
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
  const listing = await readRange(range, (base, tip) =>
    reader.between(ask, [base, tip], limits.commits),
  );
  if ('reason' in listing) return listing;
  const { commits, truncated } = listing;
  const touching =
    range.paths === null
      ? null
      : await touchingCommits(ask, reader, range.paths, commits, range.head);
  if (touching !== null && 'reason' in touching) return touching;
  const own = commits.filter(
    (commit) => !isMerge(commit) && (touching === null || touching.has(commit.sha)),
  );
  const { attributed, notes } =
    own.length === 0
      ? { attributed: [], notes: [] }
      : await reader.attribute(ask, own, commits.filter(isMerge));
  return toChanges(attributed, { source: reader.id, truncated, notes });
}
