import type { IncidentRecord } from '../deployment/incident.ts';
import { PortDoraError } from '../errors/port-dora-error.ts';
import { createBadRecords } from '../metrics/bad-records.ts';
import {
  type IncidentRules,
  incidentRefusal,
  type MeasuredIncident,
} from '../metrics/measured-incident.ts';
import { incidentBlueprints, readPortIncidents } from '../records/port-incidents.ts';
import { readNames } from '../records/port-names.ts';
import { readPortServices } from '../records/port-services.ts';
import type { ReadableAccount } from '../records/readable-account.ts';

export interface IncidentSettings extends IncidentRules {
  /** Names of blueprints; those of the tools that setup knows when absent. */
  readonly blueprints: readonly string[] | undefined;
}

/** Reads the incidents of an account, those that `metrics` counts too. @throws PortDoraError OPTION_INVALID for a blueprint that is not there */
export async function readIncidents(
  account: Omit<ReadableAccount, 'address'>,
  settings: IncidentSettings,
): Promise<readonly IncidentRecord[]> {
  const { port } = account;
  const names = readNames(account);
  const blueprints = await port.listBlueprints();
  const { found, missing } = incidentBlueprints(blueprints, settings.blueprints, names);
  if (missing.length > 0) {
    const what = `this account has no blueprint ${missing.join(', ')}`;
    throw new PortDoraError('OPTION_INVALID', what, { hint: 'mend incident-blueprints' });
  }
  if (found.length === 0) return [];
  const { nameOf } = await readPortServices(port, blueprints, names);
  const incidents: MeasuredIncident[] = [];
  for (const one of found) {
    const bad = createBadRecords();
    incidents.push(...(await readPortIncidents(port, one, { names, nameOf, bad })));
  }
  return incidents.filter((one) => incidentRefusal(one, settings) === null);
}
