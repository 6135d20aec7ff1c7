import type { IncidentRecord } from './incident.ts';
import type { DeploymentRecord } from './record.ts';

/** How long after a deployment an incident may still be its doing, where nobody says otherwise. */
export const defaultIncidentWindowHours = 24;

/** Where an incident belongs: `given` by itself, by `time`, or by the `record` that lists it; else to none, with the reason. */
export type IncidentLink =
  | { readonly deployment: string; readonly by: 'given' | 'time' | 'record' }
  | { readonly deployment: null; readonly reason: string };

/** A successful production deployment of a service, as an incident looks for it. */
export interface LinkCandidate {
  readonly identifier: string;
  /** When it ended, in milliseconds since the epoch. */
  readonly at: number;
}

/** The successful production deployments of one service, in the order of `compareCandidates`. */
export type CandidatesOf = (service: string) => readonly LinkCandidate[];

/**
 * Finds where an incident belongs: the deployment that it names, else the latest successful production deployment of
 * its service that ended at most so many hours before it began.
 */
export function linkIncident(
  { deployment, service, createdAt }: IncidentRecord,
  candidatesOf: CandidatesOf,
  windowHours: number = defaultIncidentWindowHours,
): IncidentLink {
  if (deployment) return { deployment, by: 'given' };
  const began = Date.parse(createdAt);
  if (!service) return { deployment: null, reason: 'it names no service' };
  if (Number.isNaN(began)) return { deployment: null, reason: 'its time cannot be read' };
  const latest = latestUntil(candidatesOf(service), began);
  return latest !== null && began - latest.at <= windowHours * 3_600_000
    ? { deployment: latest.identifier, by: 'time' }
    : {
        deployment: null,
        reason: `no successful production deployment of ${service} ended in the ${windowHours} hours before it`,
      };
}

/** The candidates of all services among the records. */
export function linkCandidates(records: Iterable<DeploymentRecord>): CandidatesOf {
  const byService = new Map<string, LinkCandidate[]>();
  for (const { identifier, service, environment, status, finishedAt, createdAt } of records) {
    const at = Date.parse(finishedAt ?? createdAt);
    if (environment !== 'Production' || status !== 'Success' || Number.isNaN(at)) continue;
    const candidates = byService.get(service);
    if (candidates) candidates.push({ identifier, at });
    else byService.set(service, [{ identifier, at }]);
  }
  for (const candidates of byService.values()) candidates.sort(compareCandidates);
  return (service) => byService.get(service) ?? [];
}

/** The earlier first, those of one moment by identifier. */
export function compareCandidates(a: LinkCandidate, b: LinkCandidate): number {
  return a.at - b.at || (a.identifier < b.identifier ? -1 : Number(a.identifier > b.identifier));
}

/** The last of the sorted ones that is not later than `time`. */
function latestUntil(sorted: readonly LinkCandidate[], time: number): LinkCandidate | null {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.at ?? Number.POSITIVE_INFINITY) <= time) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1] ?? null;
}
