import type { Clock } from '../host/host.ts';
import { ApiError } from '../port/api-error.ts';
import type { UpsertResult } from '../port/bulk.ts';
import type { PortClient } from '../port/client.ts';
import type { EntityInput } from '../port/entity.ts';
import {
  type PullRequestTargets,
  searchesPullRequests,
  withFoundPullRequests,
} from './find-pull-requests.ts';

/** How a group of entities is written. */
export interface GroupSending {
  readonly port: Pick<PortClient, 'upsertEntities' | 'searchEntities'>;
  readonly blueprint: string;
  readonly pullRequestTargets: PullRequestTargets;
  readonly clock: Clock;
  /** Milliseconds since the epoch: no pause goes beyond it. */
  readonly deadline: number;
  /** Ends pauses; what is under way is finished. */
  readonly signal: AbortSignal;
}

/** What passes by itself, after more than the few tries of one request: Port is restarted, or others use up its limit. */
const passing = new Set<string>(['API_SERVER', 'API_NETWORK', 'API_TIMEOUT', 'API_RATE_LIMITED']);

const pausesMs = [5_000, 20_000, 60_000];

/**
 * Writes a group and says for each entity what became of it. What Port did not get to is sent again, a few times; what
 * it may have refused for a pull request that it does not have is sent once more without that.
 */
export async function sendGroup(
  entities: readonly EntityInput[],
  sending: GroupSending,
): Promise<readonly UpsertResult[]> {
  const { port, pullRequestTargets } = sending;
  const results = await sendPatiently(entities, sending);
  const isRefused = (index: number): boolean =>
    mayFit(results[index]) &&
    searchesPullRequests(entities[index] as EntityInput, pullRequestTargets);
  return again(entities, results, isRefused, async (refused) =>
    sendPatiently(await withFoundPullRequests(refused, pullRequestTargets, port), sending),
  );
}

async function sendPatiently(
  entities: readonly EntityInput[],
  { port, blueprint, clock, deadline, signal }: GroupSending,
): Promise<readonly UpsertResult[]> {
  let results = await port.upsertEntities(blueprint, entities);
  const isPassing = (index: number): boolean => passing.has(results[index]?.error?.code ?? '');
  for (const pause of pausesMs) {
    if (!results.some((_, index) => isPassing(index))) break;
    if (signal.aborted || clock.now() + pause >= deadline) break;
    try {
      await clock.sleep(pause, signal);
    } catch {
      break;
    }
    results = await again(entities, results, isPassing, (left) =>
      port.upsertEntities(blueprint, left),
    );
  }
  return results;
}

/** The results, with those of a second sending in place of the ones that are meant. */
async function again(
  entities: readonly EntityInput[],
  results: readonly UpsertResult[],
  isMeant: (index: number) => boolean,
  send: (entities: readonly EntityInput[]) => Promise<readonly UpsertResult[]>,
): Promise<readonly UpsertResult[]> {
  const meant = [...entities.keys()].filter(isMeant);
  if (meant.length === 0) return results;
  const second = await send(meant.flatMap((index) => entities[index] ?? []));
  return results.map((result, index) => second[meant.indexOf(index)] ?? result);
}

/** 404 and 422 are what Port may answer to a search that finds nothing. */
const mayFit = (result: UpsertResult | undefined): boolean =>
  result?.error instanceof ApiError && [404, 422].includes(result.error.status ?? 0);
