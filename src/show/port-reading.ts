import { PortDoraError } from '../errors/port-dora-error.ts';
import type { BadRecords } from '../metrics/bad-records.ts';
import type { MeasuredIncident } from '../metrics/measured-incident.ts';
import type { Owners } from '../metrics/owners.ts';
import { incidentBlueprints, readPortIncidents } from '../records/port-incidents.ts';
import { readNames } from '../records/port-names.ts';
import { readPortServices } from '../records/port-services.ts';
import type { ReadableAccount } from '../records/readable-account.ts';
import type { Progress } from './measure-input.ts';
import { type DeploymentsWanted, readPortDeployments } from './port-deployments.ts';
import type { RecordSink } from './read-records.ts';

/** An account whose blueprints and services are known. */
export interface PortReading {
  readonly owners: Owners;
  /** `null` when there is no blueprint of incidents. @throws PortDoraError OPTION_INVALID for one that was named and is not there */
  incidents(
    wanted: readonly string[] | undefined,
  ): Promise<{ readonly list: readonly MeasuredIncident[]; readonly name: string } | null>;
  /** @throws PortDoraError API_BLUEPRINT_MISSING */
  deployments(wanted: DeploymentsWanted, sink: RecordSink, progress: Progress): Promise<number>;
}

/** Reads the blueprints and the services of an account, to read the rest by them. */
export async function openPortReading(
  account: ReadableAccount,
  bad: BadRecords,
): Promise<PortReading> {
  const { port } = account;
  const names = readNames(account);
  const blueprints = await port.listBlueprints();
  const { owners, nameOf } = await readPortServices(port, blueprints, names);
  return {
    owners,
    async incidents(wanted) {
      const { found, missing } = incidentBlueprints(blueprints, wanted, names);
      if (missing.length > 0) throw noIncidents(missing);
      if (found.length === 0) return null;
      const lists: MeasuredIncident[][] = [];
      for (const one of found)
        lists.push([...(await readPortIncidents(port, one, { names, nameOf, bad }))]);
      return { list: lists.flat(), name: found.map((one) => one.blueprint.identifier).join(', ') };
    },
    async deployments(wanted, sink, progress) {
      const blueprint = blueprints.find(({ identifier }) => identifier === names.deployment);
      if (!blueprint) throw noDeployments(names.deployment);
      return readPortDeployments(port, wanted, { names, nameOf, blueprint, sink, bad, progress });
    },
  };
}

const noIncidents = (missing: readonly string[]): PortDoraError =>
  new PortDoraError('OPTION_INVALID', `this account has no blueprint ${missing.join(', ')}`, {
    hint: 'mend incident-blueprints',
  });

const noDeployments = (blueprint: string): PortDoraError =>
  new PortDoraError('API_BLUEPRINT_MISSING', `this account has no blueprint ${blueprint}`, {
    hint: 'run port-dora setup, or name your blueprint of deployments with --blueprint',
  });
