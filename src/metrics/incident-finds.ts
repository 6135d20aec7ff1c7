import type { DeploymentEnvironment, DeploymentRecord } from '../deployment/record.ts';
import { createLinkSlots, type LinkSlots } from './link-slots.ts';
import type { MeasuredIncident } from './measured-incident.ts';

/** What was found of the deployments that incidents may belong to. */
export interface FoundForIncidents {
  readonly links: ReturnType<LinkSlots['close']>;
  /** What deployments are known that an incident names: the row, or the environment that it went to. */
  readonly named: ReadonlyMap<string, number | DeploymentEnvironment>;
  /** Incidents that deployments list, with their rows. */
  readonly listed: ReadonlyMap<string, readonly number[]>;
}

/** Looks at deployments on behalf of incidents, and keeps only what these can need. */
export interface IncidentFinds {
  take(record: DeploymentRecord, row: number, endedAt: number): void;
  /** A deployment of an environment that is not measured. */
  passOver(record: DeploymentRecord): void;
  close(): FoundForIncidents;
}

export function createIncidentFinds(incidents: readonly MeasuredIncident[]): IncidentFinds {
  const slots = createLinkSlots(incidents);
  const wanted = new Set(incidents.map(({ deployment }) => deployment));
  const known = new Set(incidents.map(({ identifier }) => identifier));
  const named = new Map<string, number | DeploymentEnvironment>();
  const listed = new Map<string, number[]>();
  return {
    take(record, row, endedAt) {
      const { identifier, service } = record;
      if (record.environment === 'Production' && record.status === 'Success')
        slots.offer(service, { identifier, at: endedAt, row });
      if (wanted.has(identifier)) named.set(identifier, row);
      for (const incident of listedBy(record)) {
        if (known.has(incident)) listed.set(incident, [...(listed.get(incident) ?? []), row]);
      }
    },
    passOver({ identifier, environment }) {
      if (wanted.has(identifier)) named.set(identifier, environment);
    },
    close: () => ({ links: slots.close(), named, listed }),
  };
}

/** Incidents that the record lists or says to have shown its failure. */
function listedBy({ incidents, failure }: DeploymentRecord): Iterable<string> {
  const shownBy = failure?.reason === 'incident' && failure.by ? [failure.by] : [];
  return incidents?.length || shownBy.length ? new Set([...(incidents ?? []), ...shownBy]) : [];
}
