import type { BandScales } from './band-scale.ts';
import type { Bucket } from './buckets.ts';
import type { DeploymentTable } from './deployment-table.ts';
import type { Failures, PlacedIncident } from './failures.ts';
import type { TimeZone } from './time-zone.ts';

/** What is known of all deployments, whatever the window. */
export interface Facts {
  readonly table: DeploymentTable;
  readonly failures: Failures;
  /** By row, as `findOutages` gives them. */
  readonly outages: Float64Array;
  readonly bands: BandScales;
  readonly excludeFailedRuns: boolean;
  /** Whether incidents were read at all. */
  readonly hasIncidents: boolean;
}

/** What of it belongs to one group in one window. */
export interface Scope {
  /** Deployments in the window. */
  readonly rows: Uint32Array;
  /** Incidents that were opened in the window and count. */
  readonly incidents: readonly PlacedIncident[];
  readonly buckets: readonly Bucket[];
  /** The bucket of each row of the table. */
  readonly bucketOf: Int32Array;
  readonly observed: Observed;
}

/** Milliseconds since the epoch. */
export interface Observed {
  /** `null` when no deployment of the group is known before the end of the window. */
  readonly from: number | null;
  readonly to: number;
  readonly days: number;
}

/** From the later of the window's begin and the first deployment known, to the earlier of its end and now. */
export function observe(
  window: { readonly from: number; readonly to: number },
  first: number,
  now: number,
  zone: Pick<TimeZone, 'daysBetween'>,
): Observed {
  const to = Math.min(window.to, now);
  if (first >= to) return { from: null, to, days: 0 };
  const from = Math.max(window.from, first);
  return { from, to, days: to > from ? zone.daysBetween(from, to) : 0 };
}

/** Why a group has no number of anything that is counted in deployments; `null` when there are some. */
export function reasonForNone({ rows, observed }: Scope): string | null {
  if (rows.length > 0) return null;
  return observed.from === null ? 'no deployment is known' : 'no deployment in the window';
}
