import type { Exclusion } from './report.ts';

/** Counts what is left out, by reason. */
export interface Tally {
  add(what: Exclusion['what'], reason: string, metric?: Exclusion['metric'], count?: number): void;
  /** The most frequent first, those of one count by reason. */
  list(): Exclusion[];
}

export function createTally(start: readonly Exclusion[] = []): Tally {
  const counted = new Map<string, Exclusion>();
  const add: Tally['add'] = (what, reason, metric = null, count = 1) => {
    if (count === 0) return;
    const key = `${what} ${metric} ${reason}`;
    const before = counted.get(key)?.count ?? 0;
    counted.set(key, { reason, count: before + count, what, metric });
  };
  for (const { what, reason, metric, count } of start) add(what, reason, metric, count);
  return {
    add,
    list: () =>
      [...counted.values()].sort(
        (a, b) => b.count - a.count || (a.reason < b.reason ? -1 : Number(a.reason > b.reason)),
      ),
  };
}
