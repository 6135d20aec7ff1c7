import type { DeploymentRecord } from './record.ts';

/** A record with the moment at which it ended, in milliseconds since the epoch. */
export interface TimedRecord {
  readonly record: DeploymentRecord;
  readonly at: number;
}

/** Deployments of one service to one environment, in the order in which they ended. */
export type Timeline = readonly TimedRecord[];

/** When a deployment ended, as far as anybody knows. */
export const endOf = ({ finishedAt, createdAt }: DeploymentRecord): string =>
  finishedAt ?? createdAt;

/** `production-eu` and `production-us` are two places; without a name of its own the environment is the place. */
export const placeOf = ({ service, environment, environmentName }: DeploymentRecord): string =>
  `${environment} ${JSON.stringify([service, environmentName ?? environment])}`;

/** The timelines of all places, and the records whose time cannot be read. */
export function timelinesOf(records: Iterable<DeploymentRecord>): {
  readonly timelines: readonly Timeline[];
  readonly timeless: readonly DeploymentRecord[];
} {
  const byPlace = new Map<string, TimedRecord[]>();
  const timeless: DeploymentRecord[] = [];
  for (const record of records) {
    const at = Date.parse(endOf(record));
    if (Number.isNaN(at)) {
      timeless.push(record);
      continue;
    }
    const place = placeOf(record);
    const timeline = byPlace.get(place);
    if (timeline) timeline.push({ record, at });
    else byPlace.set(place, [{ record, at }]);
  }
  for (const timeline of byPlace.values()) timeline.sort(compareTimed);
  return { timelines: [...byPlace.values()], timeless };
}

/** By the end of the deployment as an instant, ties by identifier. */
function compareTimed(a: TimedRecord, b: TimedRecord): number {
  const [one, other] = [a.record.identifier, b.record.identifier];
  return a.at - b.at || (one < other ? -1 : Number(one > other));
}

/** Index of the first element of a sorted list for which `isBehind` holds; its length when it holds for none. */
export function firstIndex<T>(sorted: readonly T[], isBehind: (one: T) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBehind(sorted[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
