import { asPortDoraError, type PortDoraError } from '../../errors/port-dora-error.ts';
import type { Host } from '../../host/host.ts';
import type { PortClient } from '../../port/client.ts';
import type { DeploymentAccount } from '../account.ts';
import type { DeploymentSink } from '../backfill.ts';
import type { PatienceSettings } from '../patiently.ts';
import type { Places } from '../places.ts';
import { createFileSink, nowhere } from './file-sink.ts';
import { createPortSink } from './port-sink.ts';
import type { Tally } from './tally.ts';

/** Where deployments go, until all of them are there. */
export interface Delivery {
  readonly sink: DeploymentSink;
  /** Waits for what is under way. @returns what ended it early, or `null` */
  end(): Promise<PortDoraError | null>;
}

/** A file, when `out` names one; else Port, when it is there; else nowhere. */
export interface DeliveryInput {
  readonly out: string | undefined;
  readonly host: Pick<Host, 'files' | 'clock'>;
  readonly port: PortClient | null;
  readonly account: DeploymentAccount | null;
  readonly places: Places | null;
  readonly blueprint: string;
  readonly tally: Tally;
  readonly patience: PatienceSettings;
}

/** Bulk requests at the same time: Port's limits are obeyed by the client, which waits for all of them together. */
const requestsAtOnce = 4;

/** @throws PortDoraError FILE_UNWRITABLE */
export async function openDelivery(input: DeliveryInput): Promise<Delivery> {
  const { out, host, port, account, places, blueprint, tally, patience } = input;
  const end = async (): Promise<null> => null;
  if (out) return { sink: await createFileSink(out, host.files), end };
  if (port === null || account === null) return { sink: nowhere, end };
  const { pullRequestTargets } = account;
  // What is deployed while this runs is for the next run.
  const until = new Date(host.clock.now()).toISOString();
  const sink = createPortSink(
    {
      ...{ port, blueprint, pullRequestTargets, ...patience },
      ...{ atOnce: requestsAtOnce, onSent: tally.add },
    },
    async (repository) => places?.keep(repository, until),
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
