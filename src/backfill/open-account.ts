import type { Clock } from '../host/host.ts';
import type { AccountNames } from '../options/account-names.ts';
import type { PortClient } from '../port/client.ts';
import { hasEntities } from '../port/has-entities.ts';
import { type DeploymentAccount, readAccount } from './account.ts';
import { type BackfillOptionValues, deploymentBlueprint, trackOf } from './backfill-needs.ts';
import { type IncidentsOf, indexIncidents } from './index-incidents.ts';
import { type PatienceSettings, patiently } from './patiently.ts';
import { openPlaces, type Places } from './places.ts';
import { readIncidents } from './read-incidents.ts';

/** What is read of an account before its deployments are. */
export interface OpenAccount {
  readonly account: DeploymentAccount | null;
  /** Whether Port had any deployment: without one, no repository can have been renamed since. */
  readonly hasDeployments: boolean;
  readonly places: Places | null;
  readonly incidentsOf: IncidentsOf;
}

export interface OpenAccountInput {
  readonly options: BackfillOptionValues;
  readonly accountNames: AccountNames;
  readonly port: PortClient | null;
  readonly patience: PatienceSettings & { readonly clock: Clock };
  readonly sha256: (text: string) => string;
  /** Whether something is going to be written: only then places are kept; a plan reads them. */
  readonly isWritten: boolean;
}

const noAccount: OpenAccount = {
  ...{ account: null, hasDeployments: false, places: null },
  incidentsOf: () => [],
};

/** Reads the blueprint, the services, the incidents, and where the last run ended. @throws ApiError */
export async function openAccount(input: OpenAccountInput): Promise<OpenAccount> {
  const { port, patience, options, accountNames } = input;
  if (port === null) return noAccount;
  const names = { ...accountNames, serviceMatch: options.serviceMatch };
  const blueprint = deploymentBlueprint(input);
  return {
    account: await patiently(() => readAccount(port, { ...names, blueprint }), patience),
    hasDeployments: await patiently(() => hasEntities(port, blueprint), patience),
    incidentsOf: indexIncidents(await patiently(() => incidentsIn(port, input), patience)),
    places: options.incremental ? await patiently(() => placesIn(port, input), patience) : null,
  };
}

const incidentsIn = (
  port: PortClient,
  { options, accountNames: names }: OpenAccountInput,
): ReturnType<typeof readIncidents> =>
  readIncidents(
    { port, names, values: options },
    {
      blueprints: options.incidentBlueprints,
      countLowUrgency: options.countLowUrgency,
      countMaintenance: options.countMaintenance,
    },
  );

const placesIn = (
  port: PortClient,
  { options, sha256, isWritten }: OpenAccountInput,
): Promise<Places> =>
  openPlaces(port, { from: options.from ?? '', track: trackOf(options), sha256 }, isWritten);
