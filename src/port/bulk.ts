import { PortDoraError } from '../errors/port-dora-error.ts';
import { ApiError } from './api-error.ts';
import { type BatchItem, batchBody } from './batches.ts';
import { planBulk } from './bulk-plan.ts';
import type { EntityInput } from './entity.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { routes } from './routes.ts';
import type { PortAnswer, PortSession } from './session.ts';

/** What became of one entity of a bulk upsert. */
export interface UpsertResult {
  readonly identifier: string;
  /** True only when Port's answer names the entity as written. */
  readonly ok: boolean;
  /** Whether it is new; `null` when it was not written or Port does not say. */
  readonly created: boolean | null;
  readonly error: PortDoraError | null;
}

type Outcome = Omit<UpsertResult, 'identifier'>;

const failed = (error: PortDoraError): Outcome => ({ ok: false, created: null, error });

/**
 * Writes entities in batches, one after the other, and says for each input, in order, what became of it.
 * An error that every further batch would meet too (network, credentials, rate limit) ends the work;
 * what was not sent then carries that error.
 */
export async function upsertInBatches(
  session: PortSession,
  blueprint: string,
  entities: readonly EntityInput[],
): Promise<readonly UpsertResult[]> {
  const { batches, identifiers, itemOf, problems } = planBulk(entities);
  const outcomes = new Map<number, Outcome>();
  const last = await writeAll({ session, blueprint, identifiers, outcomes }, batches);
  return entities.map(({ identifier }, input) => {
    const problem = problems[input];
    const outcome = problem ? failed(problem) : outcomes.get(itemOf[input] ?? -1);
    return { identifier, ...(outcome ?? failed(last ?? neverSent(identifier))) };
  });
}

interface BulkWork {
  readonly session: PortSession;
  readonly blueprint: string;
  readonly identifiers: readonly string[];
  /** Filled as answers arrive, by the item's index. */
  readonly outcomes: Map<number, Outcome>;
}

/** Returns the error that ended the work, or `null` when all batches were answered. */
async function writeAll(work: BulkWork, batches: readonly (readonly BatchItem[])[]) {
  try {
    for (const batch of batches) await writeBatch(work, batch);
    return null;
  } catch (thrown) {
    if (thrown instanceof PortDoraError) return thrown;
    throw thrown;
  }
}

/** Statuses that one bad or large entity brings on the whole batch. */
const blamesContent: readonly (number | null)[] = [400, 413, 422];

/** A batch that is refused as a whole is sent in halves, so that one bad entity does not take the good ones with it. */
async function writeBatch(work: BulkWork, batch: readonly BatchItem[]): Promise<void> {
  try {
    const input = { params: { blueprint: work.blueprint }, body: batchBody(batch) };
    await readOutcomes(work, batch, await work.session.request(routes.upsertEntities, input));
  } catch (thrown) {
    if (!(thrown instanceof ApiError) || !blamesContent.includes(thrown.status)) throw thrown;
    const [only] = batch;
    if (only && batch.length === 1) {
      work.outcomes.set(only.index, failed(thrown));
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await writeBatch(work, batch.slice(0, middle));
    await writeBatch(work, batch.slice(middle));
  }
}

/** An entity that the answer names neither as written nor as failed counts as not written. */
async function readOutcomes(
  work: BulkWork,
  batch: readonly BatchItem[],
  answer: PortAnswer,
): Promise<void> {
  const written = listOf(answer.body.entities);
  const refused = listOf(answer.body.errors);
  for (const [position, { index }] of batch.entries()) {
    const identifier = work.identifiers[index] ?? '';
    const error = refused.find((one) => isAbout(one, identifier, position));
    const entity = written.find((one) => isAbout(one, identifier, position));
    work.outcomes.set(index, await readOutcome(answer, identifier, error, entity));
  }
}

async function readOutcome(
  answer: PortAnswer,
  identifier: string,
  error: JsonObject | undefined,
  entity: JsonObject | undefined,
): Promise<Outcome> {
  if (error) return failed(await answer.itemError(identifier, error));
  if (!entity)
    return failed(await answer.unreadable(`an answer that does not mention ${identifier}`));
  const created = typeof entity.created === 'boolean' ? entity.created : null;
  return { ok: true, created, error: null };
}

const listOf = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter((one) => isJsonObject(one)) : [];

/** By position, as Port documents; by identifier where the position is missing. */
function isAbout(item: JsonObject, identifier: string, position: number): boolean {
  return typeof item.index === 'number' ? item.index === position : item.identifier === identifier;
}

function neverSent(identifier: string): PortDoraError {
  return new PortDoraError('INTERNAL', `the entity ${identifier} was in no batch`, {
    hint: 'this is a bug: please open an issue with the log of this step',
  });
}
