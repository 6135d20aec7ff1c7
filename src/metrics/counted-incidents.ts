import type { DeploymentEnvironment } from '../deployment/record.ts';
import type { PlacedIncident } from './failures.ts';

/** Incidents that count, and why others do not. */
export interface CountedIncidents {
  readonly incidents: readonly PlacedIncident[];
  readonly refused: readonly { readonly incident: PlacedIncident; readonly reason: string }[];
}

interface Asked {
  readonly environment: DeploymentEnvironment;
  readonly isAskedFor?: (service: string) => boolean;
}

/** Leaves out incidents of services that nobody asked for, and those of another environment. */
export function countedIncidents(
  incidents: readonly PlacedIncident[],
  asked: Asked,
): CountedIncidents {
  const counted: PlacedIncident[] = [];
  const refused: { incident: PlacedIncident; reason: string }[] = [];
  for (const incident of incidents) {
    const reason = refusal(incident, asked);
    if (reason === null) counted.push(incident);
    else refused.push({ incident, reason });
  }
  return { incidents: counted, refused };
}

/** Incidents happen in production, unless they name a deployment elsewhere. */
function refusal(
  { rows, service, elsewhere }: PlacedIncident,
  { environment, isAskedFor }: Asked,
): string | null {
  if (isAskedFor && (service === null || !isAskedFor(service)))
    return service === null ? 'it names no service' : 'its service was not asked for';
  if (elsewhere !== null) return `it belongs to a deployment to ${elsewhere}`;
  return environment === 'Production' || rows.length > 0
    ? null
    : `it belongs to no deployment to ${environment}`;
}
