import type { PortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import type { AccountNames } from '../options/account-names.ts';
import type { PortClient } from '../port/client.ts';
import type { ReadLimits } from '../scm/change-source.ts';
import { backfill } from './backfill.ts';
import { type BackfillOptionValues, backfillNeeds, deploymentBlueprint } from './backfill-needs.ts';
import type { BackfillSummary } from './backfill-summary.ts';
import type { DeploymentHost } from './deployment-host.ts';
import { openAccount } from './open-account.ts';
import { openDelivery } from './sending/open-delivery.ts';
import { createTally, type TallyResult } from './sending/tally.ts';

export interface BackfillInput {
  readonly options: BackfillOptionValues;
  readonly accountNames: AccountNames;
  readonly host: Host;
  readonly deploymentHost: DeploymentHost;
  /** `null` where nobody asks Port: a dry run, or a file. */
  readonly port: PortClient | null;
  /** Reads Port and writes nothing. */
  readonly isPlan?: boolean;
  readonly limits: ReadLimits;
  readonly signal: AbortSignal;
  /** Told while the work goes on. */
  onProgress?(progress: BackfillProgress): void;
}

export interface BackfillProgress {
  readonly repositories: number;
  /** Repositories that are meant. */
  readonly listed: number;
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

/** Reads deployments of the past and writes them to Port, to a file, or nowhere. @throws PortDoraError before any effect */
export async function runBackfill(input: BackfillInput): Promise<BackfillOutcome> {
  const { options, accountNames, host, port, deploymentHost, limits, signal } = input;
  const isWritten = port !== null && !input.isPlan;
  const patience = { clock: host.clock, deadline: limits.deadline, signal };
  const opened = await openAccount({
    ...{ options, accountNames, port, patience, isWritten, sha256: host.sha256 },
  });
  const { account } = opened;
  const tally = createTally(options.failures ?? '.port-dora/failed.jsonl', host);
  const delivery = await openDelivery({
    ...{ ...opened, host, tally, patience, out: options.out, port: isWritten ? port : null },
    blueprint: deploymentBlueprint(input),
  });
  const { matchesName } = await import('../deployment/glob.ts');
  const unlinked = new Set<string>();
  let [listed, repositories, found] = [0, 0, 0];
  const { summary, ended } = await backfill({
    ...backfillNeeds({
      ...{ ...opened, options, accountNames, host, deploymentHost, port, matchesName },
      ...{ limits, signal, sink: delivery.sink },
    }),
    onListed(count) {
      listed = count;
      input.onProgress?.({ repositories, listed, found, written: 0 });
    },
    onRepository(collected) {
      repositories += 1;
      found += collected.found;
      for (const { service } of collected.records)
        if (account && account.servicesCalled(service).length !== 1) unlinked.add(service);
      input.onProgress?.({ repositories, listed, found, written: tally.written() });
    },
  });
  const sendingEnded = await delivery.end();
  return {
    ...tally.result(isWritten ? summary.toWrite : 0),
    ...{ summary, ended: sendingEnded ?? ended },
    ...{ leftOut: account?.missing ?? [], unlinked: [...unlinked].sort() },
  };
}
