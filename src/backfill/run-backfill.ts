import type { IncidentRecord } from '../deployment/incident.ts';
import { asPortDoraError, type PortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import type { AccountNames } from '../options/account-names.ts';
import type { PortClient } from '../port/client.ts';
import type { ReadLimits } from '../scm/change-source.ts';
import { type DeploymentAccount, readAccount } from './account.ts';
import { backfill, type DeploymentSink } from './backfill.ts';
import {
  type BackfillMeans,
  type BackfillOptionValues,
  backfillNeeds,
  deploymentBlueprint,
  trackOf,
} from './backfill-needs.ts';
import type { BackfillSummary } from './backfill-summary.ts';
import type { DeploymentHost, HostRepository } from './deployment-host.ts';
import { createFileSink, nowhere } from './file-sink.ts';
import { patiently } from './patiently.ts';
import { openPlaces, type Places } from './places.ts';
import { createPortSink } from './port-sink.ts';
import { createTally, type Tally, type TallyResult } from './tally.ts';

export interface BackfillInput {
  readonly options: BackfillOptionValues;
  readonly accountNames: AccountNames;
  readonly host: Host;
  readonly deploymentHost: DeploymentHost;
  /** `null` where nothing is sent: a dry run, or a file. */
  readonly port: PortClient | null;
  readonly incidents: readonly IncidentRecord[];
  readonly limits: ReadLimits;
  readonly signal: AbortSignal;
  /** Told while the work goes on. */
  onProgress?(progress: BackfillProgress): void;
}

export interface BackfillProgress {
  readonly repositories: number;
  readonly found: number;
  readonly written: number;
}

export interface BackfillOutcome extends TallyResult {
  readonly summary: BackfillSummary;
  /** Why it ended early: an error, or that it was stopped; `null` when it did not. */
  readonly ended: PortDoraError | 'stopped' | null;
  /** Properties that the blueprint of the account does not know. */
  readonly leftOut: readonly string[];
  /** Services that Port has not, or several of, by title. */
  readonly unlinked: readonly string[];
}

/** Bulk requests at the same time: Port's limits are obeyed by the client, which waits for all of them together. */
const requestsAtOnce = 4;

/** Reads deployments of the past and writes them to Port, to a file, or nowhere. @throws PortDoraError before any effect */
export async function runBackfill(input: BackfillInput): Promise<BackfillOutcome> {
  const { options, accountNames, host, port, deploymentHost } = input;
  const names = { ...accountNames, serviceMatch: options.serviceMatch };
  const blueprint = deploymentBlueprint({ options, accountNames });
  const { sha256, clock } = host;
  const patience = { clock, deadline: input.limits.deadline, signal: input.signal };
  const account =
    port && (await patiently(() => readAccount(port, { ...names, blueprint }), patience));
  const places =
    port && options.incremental
      ? await patiently(
          () => openPlaces(port, { from: options.from ?? '', track: trackOf(options), sha256 }),
          patience,
        )
      : null;
  const tally = createTally(options.failures ?? '.port-dora/failed.jsonl', host);
  const delivery = await openDelivery(input, { places, account, blueprint, tally });
  const { matchesName } = await import('../deployment/glob.ts');
  const means: BackfillMeans = {
    ...{ options, accountNames, host, deploymentHost, port, places, account, matchesName },
    ...{ incidents: input.incidents, limits: input.limits, signal: input.signal },
    sink: delivery.sink,
  };
  const unlinked = new Set<string>();
  let [repositories, found] = [0, 0];
  const { summary, ended } = await backfill({
    ...backfillNeeds(means),
    onRepository(collected) {
      repositories += 1;
      found += collected.found;
      for (const { service } of collected.records)
        if (account && account.servicesCalled(service).length !== 1) unlinked.add(service);
      input.onProgress?.({ repositories, found, written: tally.written() });
    },
  });
  const sendingEnded = await delivery.end();
  return {
    ...tally.result(port === null ? 0 : summary.toWrite),
    ...{ summary, ended: sendingEnded ?? ended },
    ...{ leftOut: account?.missing ?? [], unlinked: [...unlinked].sort() },
  };
}

interface Delivery {
  readonly sink: DeploymentSink;
  end(): Promise<PortDoraError | null>;
}

async function openDelivery(
  { options, host, port, limits, signal }: BackfillInput,
  {
    places,
    account,
    blueprint,
    tally,
  }: {
    readonly places: Places | null;
    readonly account: DeploymentAccount | null;
    readonly blueprint: string;
    readonly tally: Tally;
  },
): Promise<Delivery> {
  const nothingLeft = async (): Promise<null> => null;
  if (options.out) return { sink: await createFileSink(options.out, host.files), end: nothingLeft };
  if (port === null || account === null) return { sink: nowhere, end: nothingLeft };
  const until = new Date(host.clock.now()).toISOString();
  const { deadline } = limits;
  const { pullRequestTargets } = account;
  const sink = createPortSink(
    {
      ...{ port, blueprint, pullRequestTargets, deadline, signal, clock: host.clock },
      ...{ atOnce: requestsAtOnce, onSent: tally.add },
    },
    async (repository: HostRepository) => places?.keep(repository, until),
  );
  return {
    sink,
    async end() {
      const ended = await sink.end();
      try {
        await places?.end();
        return ended;
      } catch (thrown) {
        return ended ?? asPortDoraError(thrown);
      }
    },
  };
}
