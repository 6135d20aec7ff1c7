import { linkIncident } from '../deployment/incident-link.ts';
import type { DeploymentEnvironment, FailureReason } from '../deployment/record.ts';
import type { Collected } from './collect.ts';
import { statedFailure } from './deployment-code.ts';
import type { MeasuredIncident } from './measured-incident.ts';

/** An incident with the deployments that it belongs to: their rows, or why it belongs to none. */
export interface PlacedIncident {
  readonly incident: MeasuredIncident;
  readonly createdAt: number;
  /** `null` while it is open. */
  readonly resolvedAt: number | null;
  readonly rows: readonly number[];
  readonly reason: string | null;
  /** The other environment that the deployment which it names went to. */
  readonly elsewhere: DeploymentEnvironment | null;
  /** Its own service, else that of its deployment. */
  readonly service: string | null;
}

/** Which deployments failed. */
export interface Failures {
  readonly incidents: readonly PlacedIncident[];
  /** The incidents of a row. */
  readonly incidentsOf: ReadonlyMap<number, readonly PlacedIncident[]>;
  /** What the record states; else that an incident belongs to it; `null` when nothing speaks against it. */
  reasonOf(row: number): FailureReason | null;
}

/** Links the incidents to deployments; a deployment with an incident failed. */
export function findFailures(collected: Collected, incidentWindowHours: number): Failures {
  const incidents = collected.incidents.map((incident) =>
    placeIncident(incident, collected, incidentWindowHours),
  );
  const incidentsOf = new Map<number, PlacedIncident[]>();
  for (const one of incidents) {
    for (const row of one.rows) {
      const known = incidentsOf.get(row);
      if (known) known.push(one);
      else incidentsOf.set(row, [one]);
    }
  }
  const { code } = collected.table;
  return {
    incidents,
    incidentsOf,
    reasonOf: (row) => statedFailure(code[row] ?? 0) ?? (incidentsOf.has(row) ? 'incident' : null),
  };
}

function placeIncident(
  incident: MeasuredIncident,
  collected: Collected,
  windowHours: number,
): PlacedIncident {
  const { rows, reason } = rowsOf(incident, collected, windowHours);
  const named = collected.named.get(incident.deployment ?? '');
  const linked = collected.services[collected.table.service[rows[0] ?? -1] ?? -1];
  return {
    incident,
    createdAt: Date.parse(incident.createdAt),
    resolvedAt: incident.resolvedAt ? Date.parse(incident.resolvedAt) : null,
    rows,
    reason,
    elsewhere: typeof named === 'string' ? named : null,
    service: incident.service ?? linked ?? null,
  };
}

/** What the incident names, else the rule of time, else where a record lists it. */
function rowsOf(
  incident: MeasuredIncident,
  { named, listed, links }: Collected,
  windowHours: number,
): Pick<PlacedIncident, 'rows' | 'reason'> {
  if (incident.deployment) {
    const found = named.get(incident.deployment);
    if (typeof found === 'number') return { rows: [found], reason: null };
    const why = found === undefined ? 'is not known' : `went to ${found}`;
    return { rows: [], reason: `the deployment that it names ${why}` };
  }
  const link = linkIncident(incident, links.candidatesOf, windowHours);
  const row = link.deployment === null ? undefined : links.rows.get(link.deployment);
  if (row !== undefined) return { rows: [row], reason: null };
  const rows = listed.get(incident.identifier) ?? [];
  return { rows, reason: rows.length === 0 && 'reason' in link ? link.reason : null };
}
