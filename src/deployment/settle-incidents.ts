import type { IncidentRecord } from './incident.ts';
import { type IncidentLink, linkCandidates, linkIncident } from './incident-link.ts';
import type { DeploymentRecord } from './record.ts';

/** Which incidents belong to which deployments. */
export interface SettledIncidents {
  readonly links: ReadonlyMap<string, IncidentLink>;
  readonly unlinked: readonly { readonly incident: IncidentRecord; readonly reason: string }[];
  /** The incidents of a deployment, the earliest first. */
  of(identifier: string): readonly IncidentRecord[];
  /** Whether an incident belongs to another of the deployments than this one. */
  isElsewhere(incident: string, identifier: string): boolean;
  /** What stands in `incidents` of the record: what stood there, less what belongs elsewhere, and what belongs to it. */
  listOf(record: DeploymentRecord): readonly string[];
}

/** Links the incidents, each to one deployment; one that no rule links belongs where a record lists it. */
export function settleIncidents(
  records: readonly DeploymentRecord[],
  incidents: readonly IncidentRecord[],
  windowHours: number | undefined,
): SettledIncidents {
  const candidatesOf = linkCandidates(records);
  const listers = readListers(records);
  const isKnown = new Set(records.map(({ identifier }) => identifier));
  const links = new Map<string, IncidentLink>();
  const byDeployment = new Map<string, IncidentRecord[]>();
  const distinct = new Map(incidents.map((incident) => [incident.identifier, incident]));
  for (const incident of [...distinct.values()].sort(byBegin)) {
    const found = linkIncident(incident, candidatesOf, windowHours);
    const lister = listers.get(incident.identifier)?.[0];
    const link: IncidentLink =
      found.deployment === null && lister ? { deployment: lister, by: 'record' } : found;
    links.set(incident.identifier, link);
    const owners = 'by' in link && link.by === 'record' ? listers.get(incident.identifier) : null;
    for (const owner of owners ?? (link.deployment === null ? [] : [link.deployment])) {
      const own = byDeployment.get(owner);
      if (own) own.push(incident);
      else byDeployment.set(owner, [incident]);
    }
  }
  const of = (identifier: string): readonly IncidentRecord[] => byDeployment.get(identifier) ?? [];
  const isElsewhere = (incident: string, identifier: string): boolean => {
    const { deployment } = links.get(incident) ?? { deployment: null };
    const isOwn = of(identifier).some((one) => one.identifier === incident);
    return deployment !== null && isKnown.has(deployment) && !isOwn;
  };
  return {
    links,
    unlinked: [...distinct.values()].flatMap((incident) => {
      const link = links.get(incident.identifier);
      return link && 'reason' in link ? [{ incident, reason: link.reason }] : [];
    }),
    of,
    isElsewhere,
    listOf(record) {
      const listed = (record.incidents ?? []).filter((one) => !isElsewhere(one, record.identifier));
      return [...new Set([...listed, ...of(record.identifier).map((one) => one.identifier)])];
    },
  };
}

/** Incident → the records that list it or say that it showed their failure. */
function readListers(records: readonly DeploymentRecord[]): ReadonlyMap<string, readonly string[]> {
  const listers = new Map<string, string[]>();
  for (const { identifier, incidents, failure } of records) {
    const shownBy = failure?.reason === 'incident' && failure.by ? [failure.by] : [];
    for (const incident of new Set([...(incidents ?? []), ...shownBy])) {
      const known = listers.get(incident);
      if (known) known.push(identifier);
      else listers.set(incident, [identifier]);
    }
  }
  return listers;
}

/** Those without a time that can be read come last. */
function byBegin(a: IncidentRecord, b: IncidentRecord): number {
  const [one, other] = [began(a), began(b)];
  if (one !== other) return one < other ? -1 : 1;
  return a.identifier < b.identifier ? -1 : Number(a.identifier > b.identifier);
}

function began({ createdAt }: IncidentRecord): number {
  const time = Date.parse(createdAt);
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}
