import { PortDoraError } from '../errors/port-dora-error.ts';
import { type BatchItem, portBatchLimits, splitBatches } from './batches.ts';
import { type EntityInput, mergeEntities } from './entity.ts';
import { checkEntityIdentifier } from './identifier.ts';

/** What will be sent for a list of entities, and what cannot be. */
export interface BulkPlan {
  readonly batches: readonly (readonly BatchItem[])[];
  /** Identifier of each item of the batches, by its index. */
  readonly identifiers: readonly string[];
  /** For each input: the index of its item. Inputs with the same identifier share one. */
  readonly itemOf: readonly (number | null)[];
  /** For each input: why it is not sent. */
  readonly problems: readonly (PortDoraError | null)[];
}

/**
 * Puts entities into batches that Port takes. Entities with the same identifier become one: what Port does with two
 * in one batch is not documented, and this is what sending one after the other comes to.
 */
export function planBulk(entities: readonly EntityInput[], limits = portBatchLimits): BulkPlan {
  const problems = entities.map(({ identifier }) => identifierProblem(identifier));
  const merged = new Map<string, EntityInput>();
  entities.forEach((entity, index) => {
    if (problems[index] !== null) return;
    const earlier = merged.get(entity.identifier);
    merged.set(entity.identifier, earlier ? mergeEntities(earlier, entity) : entity);
  });
  const identifiers = [...merged.keys()];
  const items = [...merged.values()].map((entity, index) => ({
    index,
    json: JSON.stringify(entity),
  }));
  const { batches, tooLarge } = splitBatches(items, limits);
  const unsent = new Map(tooLarge.map((item) => [item.index, tooLargeProblem(item, identifiers)]));
  const indexes = new Map(identifiers.map((identifier, index) => [identifier, index]));
  const itemOf = entities.map(({ identifier }) => indexes.get(identifier) ?? null);
  return {
    batches,
    identifiers,
    itemOf,
    problems: problems.map((problem, input) => problem ?? unsent.get(itemOf[input] ?? -1) ?? null),
  };
}

function identifierProblem(identifier: string): PortDoraError | null {
  try {
    checkEntityIdentifier(identifier);
    return null;
  } catch (thrown) {
    if (thrown instanceof PortDoraError) return thrown;
    throw thrown;
  }
}

function tooLargeProblem(
  { index, json }: BatchItem,
  identifiers: readonly string[],
): PortDoraError {
  const size = `${Buffer.byteLength(json)} bytes`;
  return new PortDoraError(
    'API_TOO_LARGE',
    `the entity ${identifiers[index]} is too large: ${size} as JSON`,
    {
      hint: 'shorten its `properties`: Port takes less than 1 MiB per request',
    },
  );
}
