import type { DeploymentRecord } from '../deployment/record.ts';
import type { PortDoraError } from '../errors/port-dora-error.ts';
import type { PortClient } from '../port/client.ts';
import { groupEntities, type Outgoing } from './group-entities.ts';
import { inFlight } from './in-flight.ts';

/** What became of one deployment. */
export interface SentDeployment {
  readonly record: DeploymentRecord;
  /** Whether it is new in Port; `null` when it was not written or Port does not say. */
  readonly created: boolean | null;
  readonly error: PortDoraError | null;
}

export interface Sending {
  readonly port: Pick<PortClient, 'upsertEntities'>;
  readonly blueprint: string;
  /** Requests that are under way at the same time. */
  readonly atOnce: number;
  /** Told of each deployment, in any order. */
  onSent(sent: SentDeployment): Promise<void>;
}

/** Errors that every other request would meet too: going on would only repeat them. */
const endsAll = new Set<string>([
  ...['API_NETWORK', 'API_TIMEOUT', 'API_CREDENTIALS', 'API_FORBIDDEN'],
  ...['API_BLUEPRINT_MISSING', 'API_RATE_LIMITED', 'API_UNREADABLE'],
]);

/**
 * Writes a stream of deployments in bulk requests. What Port refuses of single ones is told and the others go on.
 * @returns the error that ended the work, or `null` when all were tried; what came after it was not taken from the stream
 */
export async function sendAll(
  outgoing: AsyncIterable<Outgoing<DeploymentRecord>>,
  { port, blueprint, atOnce, onSent }: Sending,
): Promise<PortDoraError | null> {
  let last: PortDoraError | null = null;
  const sendGroup = async (group: readonly Outgoing<DeploymentRecord>[]): Promise<void> => {
    const results = await port.upsertEntities(
      blueprint,
      group.map(({ entity }) => entity),
    );
    for (const [index, { origin: record }] of group.entries()) {
      const { created = null, error = null } = results[index] ?? {};
      await onSent({ record, created, error });
      if (error && endsAll.has(error.code)) last ??= error;
    }
    if (last) throw new Ended();
  };
  try {
    await inFlight(groupEntities(outgoing), atOnce, sendGroup);
  } catch (thrown) {
    if (!(thrown instanceof Ended)) throw thrown;
  }
  return last;
}

/** Ends the stream; the reason is kept beside it. */
class Ended extends Error {}
