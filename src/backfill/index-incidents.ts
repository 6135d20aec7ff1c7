import type { IncidentRecord } from '../deployment/incident.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import { groupBy } from './group-by.ts';

/** The incidents that some deployments may have to do with. */
export type IncidentsOf = (records: readonly DeploymentRecord[]) => readonly IncidentRecord[];

/** Hands out of many incidents those of a repository, so that each repository costs only its own. */
export function indexIncidents(incidents: readonly IncidentRecord[]): IncidentsOf {
  const byService = groupBy(incidents, ({ service }) => service);
  const byDeployment = groupBy(incidents, ({ deployment }) => deployment);
  const byIdentifier = groupBy(incidents, ({ identifier }) => identifier);
  return (records) => {
    const found = new Set<IncidentRecord>();
    const take = (list: readonly IncidentRecord[] = []): void => {
      for (const one of list) found.add(one);
    };
    for (const service of new Set(records.map((record) => record.service)))
      take(byService.get(service));
    for (const { identifier, incidents: listed, failure } of records) {
      take(byDeployment.get(identifier));
      for (const known of [...(listed ?? []), failure?.by ?? '']) take(byIdentifier.get(known));
    }
    return [...found];
  };
}
