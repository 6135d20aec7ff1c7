import { type Bucket, bucketAt } from './buckets.ts';
import type { DeploymentTable } from './deployment-table.ts';

/** The deployments of a window, ready to be taken by service. */
export interface WindowRows {
  /** In the order of the table, which is quicker to go through than that by service. */
  readonly all: Uint32Array;
  /** The bucket of each row of the table; -1 outside the window. */
  readonly bucketOf: Int32Array;
  readonly before: number;
  readonly after: number;
  /** The rows of one service, by its number. */
  ofService(service: number): Uint32Array;
}

/** Finds the deployments of a window by their begin and puts those of a service together. */
export function windowRows(
  { length, createdAt, service }: DeploymentTable,
  services: number,
  buckets: readonly Bucket[],
): WindowRows {
  const bucketOf = new Int32Array(length);
  const sizes = new Uint32Array(services + 1);
  const first = buckets[0]?.from ?? Number.POSITIVE_INFINITY;
  let [count, before] = [0, 0];
  for (let row = 0; row < length; row += 1) {
    const bucket = bucketAt(buckets, createdAt[row] ?? 0);
    bucketOf[row] = bucket;
    if (bucket >= 0) {
      count += 1;
      sizes[(service[row] ?? 0) + 1] = (sizes[(service[row] ?? 0) + 1] ?? 0) + 1;
    } else if ((createdAt[row] ?? 0) < first) before += 1;
  }
  const starts = new Uint32Array(services + 1);
  for (let index = 1; index <= services; index += 1)
    starts[index] = (starts[index - 1] ?? 0) + (sizes[index] ?? 0);
  const [all, byService] = [new Uint32Array(count), new Uint32Array(count)];
  const next = starts.slice();
  let place = 0;
  for (let row = 0; row < length; row += 1) {
    if ((bucketOf[row] ?? -1) < 0) continue;
    const own = service[row] ?? 0;
    all[place] = row;
    place += 1;
    byService[next[own] ?? 0] = row;
    next[own] = (next[own] ?? 0) + 1;
  }
  return {
    all,
    bucketOf,
    before,
    after: length - count - before,
    ofService: (own) => byService.subarray(starts[own], starts[own + 1]),
  };
}
