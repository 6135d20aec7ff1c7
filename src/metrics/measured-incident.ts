import type { IncidentRecord } from '../deployment/incident.ts';

/** An incident with what decides whether it counts. */
export interface MeasuredIncident extends IncidentRecord {
  readonly urgency?: string | null;
  /** Planned work that an incident tool lists among its incidents. */
  readonly maintenance?: boolean | null;
}

/** Which incidents count although they say little about deployments. */
export interface IncidentRules {
  readonly countLowUrgency: boolean;
  readonly countMaintenance: boolean;
}

/** Why an incident does not count; `null` when it does. */
export function incidentRefusal(
  { urgency, maintenance }: MeasuredIncident,
  { countLowUrgency, countMaintenance }: IncidentRules,
): string | null {
  if (maintenance === true && !countMaintenance) return 'scheduled maintenance';
  return urgency?.trim().toLowerCase() === 'low' && !countLowUrgency ? 'low urgency' : null;
}
