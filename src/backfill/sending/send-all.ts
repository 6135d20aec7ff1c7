import type { DeploymentRecord } from '../../deployment/record.ts';
import { PortDoraError } from '../../errors/port-dora-error.ts';
import { inFlight } from '../in-flight.ts';
import { groupEntities, type Outgoing } from './group-entities.ts';
import { type GroupSending, sendGroup } from './send-group.ts';

/** What became of one deployment. */
export interface SentDeployment {
  readonly record: DeploymentRecord;
  /** Whether it is new in Port; `null` when it was not written or Port does not say. */
  readonly created: boolean | null;
  readonly error: PortDoraError | null;
}

export interface Sending extends GroupSending {
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

/** One group may be what Port fails on; so many one after the other are not. */
const mostServerFailures = 8;

/**
 * Writes a stream of deployments in bulk requests. What Port refuses of single ones is told and the others go on.
 * @returns the error that ended the work, or `null` when all were tried; what came after it was not taken from the stream
 */
export async function sendAll(
  outgoing: AsyncIterable<Outgoing<DeploymentRecord>>,
  sending: Sending,
): Promise<PortDoraError | null> {
  let last: PortDoraError | null = null;
  let serverFailures = 0;
  const send = async (group: readonly Outgoing<DeploymentRecord>[]): Promise<void> => {
    const results = await sendGroup(
      group.map(({ entity }) => entity),
      sending,
    );
    const errors = results.flatMap(({ error }) => error ?? []);
    const failure = errors.find(({ code }) => code === 'API_SERVER');
    serverFailures = failure ? serverFailures + 1 : 0;
    last ??= errors.find(({ code }) => endsAll.has(code)) ?? null;
    if (failure && serverFailures >= mostServerFailures) last ??= failure;
    for (const [index, { origin: record }] of group.entries()) {
      const { created = null, error = null } = results[index] ?? {};
      await sending.onSent({ record, created, error });
    }
    if (last) throw last;
  };
  try {
    await inFlight(groupEntities(outgoing), sending.atOnce, send);
  } catch (thrown) {
    if (!(thrown instanceof PortDoraError)) throw thrown;
    last ??= thrown;
  }
  return last;
}
