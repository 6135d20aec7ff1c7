import type { DeploymentRecord } from './record.ts';

/**
 * Whether the recovery of this failed deployment counts: consecutive failed runs are one outage, whose first carries the
 * recovery; the others name that one in `failure.by` and have no `recoveredAt` of their own.
 */
export function isStartOfOutage({ identifier, failure }: DeploymentRecord): boolean {
  if (!failure) return false;
  return failure.reason !== 'run' || !failure.by || failure.by === identifier;
}

/** How long a failure lasted, by milliseconds since the epoch: an incident that is open ends at infinity. */
export interface Outage {
  readonly began: number;
  readonly ended: number;
}

/**
 * When a deployment was recovered from its incidents: the end of the first unbroken stretch of them, each of which ends
 * with its resolution or with the first rollback or hotfix after it began. Alerts of one outage come in several.
 */
export function endOfOutage(outages: readonly Outage[]): number {
  const [first, ...later] = [...outages].sort((a, b) => a.began - b.began);
  let end = first?.ended ?? Number.POSITIVE_INFINITY;
  for (const { began, ended } of later) {
    if (began > end) break;
    end = Math.max(end, ended);
  }
  return end;
}
