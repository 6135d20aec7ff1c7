import type { ChangeRange, ChangeReading, ChangeSource, Unreadable } from './change-source.ts';
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
  attribute(ask: Ask, commits: readonly Commit[], merges: readonly Commit[]): Promise<Attribution>;
}

export interface Attribution {
  readonly attributed: readonly Attributed[];
  readonly notes: readonly string[];
}

/** The two steps that ask for a range as a whole. */
interface RangeReader {
  list(range: ChangeRange): Promise<CommitListing | Unreadable>;
  /** At least those of `own`, which are among the commits of the listing. */
  attribute(
    range: ChangeRange,
    listing: CommitListing,
    own: readonly Commit[],
  ): Promise<Attribution>;
}

/**
 * A source that asks a host: the range, in a monorepo the commits of the paths, then their pull requests. For several
 * services that are deployed together (`isShared`) a range and its pull requests are asked for once.
 */
export function createHostSource(
  access: HostAccess,
  reader: HostReader,
  isShared = false,
): ChangeSource {
  const known = isShared ? new Map<string, Promise<unknown>>() : null;
  return {
    id: reader.id,
    changes: async (range, limits) => {
      const ask = createHostClient(access, limits);
      const single = rangeReader(ask, reader, limits.commits);
      const ranges = known === null ? single : remembering(single, known);
      const reading = await readHost(ask, reader, range, ranges);
      return 'reason' in reading ? { reason: reading.reason } : reading;
    },
  };
}

const rangeReader = (ask: Ask, reader: HostReader, limit: number): RangeReader => ({
  list: (range) => readRange(range, (base, tip) => reader.between(ask, [base, tip], limit)),
  attribute: async (_, { commits }, own) =>
    own.length === 0
      ? { attributed: [], notes: [] }
      : reader.attribute(ask, own, commits.filter(isMerge)),
});

/** Asks for a range and all its pull requests at the first time. */
function remembering(reader: RangeReader, known: Map<string, Promise<unknown>>): RangeReader {
  const once = <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    const result = (known.get(key) as Promise<Result> | undefined) ?? work();
    known.set(key, result);
    return result;
  };
  const keyOf = ({ head, exclude, ranBefore = [] }: ChangeRange): string =>
    [head, ...exclude, '-', ...ranBefore].join(' ');
  return {
    list: (range) => once(`list ${keyOf(range)}`, () => reader.list(range)),
    attribute: async (range, listing, own) => {
      if (own.length === 0) return { attributed: [], notes: [] };
      const all = listing.commits.filter((commit) => !isMerge(commit));
      const { attributed, notes } = await once(`attribute ${keyOf(range)}`, () =>
        reader.attribute(range, listing, all),
      );
      const wanted = new Set(own.map(({ sha }) => sha));
      return { attributed: attributed.filter(({ commit }) => wanted.has(commit.sha)), notes };
    },
  };
}

async function readHost(
  ask: Ask,
  reader: HostReader,
  range: ChangeRange,
  ranges: RangeReader,
): Promise<ChangeReading> {
  const listing = await ranges.list(range);
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
  const { attributed, notes } = await ranges.attribute(range, listing, own);
  return toChanges(attributed, {
    source: reader.id,
    merges: commits.filter(isMerge),
    truncated,
    notes,
  });
}
