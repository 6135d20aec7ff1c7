import { ApiError } from '../../port/api-error.ts';
import type { UpsertResult } from '../../port/bulk.ts';
import type { PortClient } from '../../port/client.ts';
import type { EntityInput } from '../../port/entity.ts';
import { isPassing, type PatienceSettings, pauses } from '../patiently.ts';
import {
  type PullRequestTargets,
  searchesPullRequests,
  withFoundPullRequests,
} from './find-pull-requests.ts';

/** How a group of entities is written. */
export interface GroupSending extends PatienceSettings {
  readonly port: Pick<PortClient, 'upsertEntities' | 'searchEntities'>;
  readonly blueprint: string;
  readonly pullRequestTargets: PullRequestTargets;
}

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
  sending: GroupSending,
): Promise<readonly UpsertResult[]> {
  const { port, blueprint } = sending;
  const write = (left: readonly EntityInput[]): Promise<readonly UpsertResult[]> =>
    port.upsertEntities(blueprint, left);
  const tries = pauses(sending);
  let results = await write(entities);
  const isLeft = (index: number): boolean => isPassing(results[index]?.error);
  while (results.some((_, index) => isLeft(index)) && !(await tries.next()).done)
    results = await again(entities, results, isLeft, write);
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
