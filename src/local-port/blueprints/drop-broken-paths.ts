import type { BlueprintDefinition, StoredAggregation } from '../model/blueprint.ts';
import { type BlueprintLookup, followRelations } from './blueprint-path.ts';

/**
 * Port accepts paths of ownership and of aggregations that name a blueprint or relation that does not exist, and
 * silently keeps `null` in their place (seen by its own Terraform provider).
 */
export function dropBrokenPaths(
  definition: BlueprintDefinition,
  lookup: BlueprintLookup,
): BlueprintDefinition {
  return {
    ...definition,
    ...settledOwnership(definition, lookup),
    aggregationProperties: Object.fromEntries(
      Object.entries(definition.aggregationProperties).map(([key, aggregation]) => [
        key,
        settledAggregation(definition, aggregation, lookup),
      ]),
    ),
  };
}

function settledOwnership(
  definition: BlueprintDefinition,
  lookup: BlueprintLookup,
): Pick<BlueprintDefinition, 'ownership'> {
  const { ownership } = definition;
  if (ownership?.type !== 'Inherited' || ownership.path === null) return {};
  if (followRelations(definition, ownership.path.split('.'), lookup)) return {};
  return { ownership: { ...ownership, path: null } };
}

function settledAggregation(
  definition: BlueprintDefinition,
  aggregation: StoredAggregation,
  lookup: BlueprintLookup,
): StoredAggregation {
  const filter = aggregation.pathFilter?.[0];
  if (!filter) return aggregation;
  const start = filter.fromBlueprint === undefined ? definition : lookup(filter.fromBlueprint);
  const exists = start && followRelations(start, filter.path, lookup);
  return exists ? aggregation : { ...aggregation, pathFilter: null };
}
