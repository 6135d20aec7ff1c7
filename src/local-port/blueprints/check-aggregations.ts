import { invalidRequest } from '../http/api-error.ts';
import type { BlueprintDefinition, StoredAggregation } from '../model/blueprint.ts';
import { type BlueprintLookup, kindOfProperty, type ValueKind } from './blueprint-path.ts';

/**
 * Refuses aggregation properties whose target, property or time does not exist, whose property is no number or whose
 * time is no date (page "Aggregation property"). @throws ApiError 422
 */
export function checkAggregations(definition: BlueprintDefinition, lookup: BlueprintLookup): void {
  for (const [key, aggregation] of Object.entries(definition.aggregationProperties)) {
    const target = lookup(aggregation.target);
    if (!target) {
      throw invalidRequest(
        `aggregationProperties.${key}: there is no blueprint "${aggregation.target}"`,
      );
    }
    checkSpec(key, aggregation, target, lookup);
  }
}

function checkSpec(
  key: string,
  { calculationSpec }: StoredAggregation,
  target: BlueprintDefinition,
  lookup: BlueprintLookup,
): void {
  if ('property' in calculationSpec) {
    const { property } = calculationSpec;
    if (needKind(target, property, lookup).type !== 'number') {
      throw invalidRequest(`aggregationProperties.${key}: "${property}" is not of type number`);
    }
  }
  const time = 'measureTimeBy' in calculationSpec ? calculationSpec.measureTimeBy : undefined;
  if (time === undefined) return;
  const { format } = needKind(target, time, lookup);
  if (format !== 'date-time' && format !== 'timer') {
    throw invalidRequest(`aggregationProperties.${key}: "${time}" is not of format date-time`);
  }
}

function needKind(target: BlueprintDefinition, key: string, lookup: BlueprintLookup): ValueKind {
  const kind = kindOfProperty(target, key, lookup);
  if (kind) return kind;
  throw invalidRequest(
    `The "${target.identifier}" Blueprint does not have property with name "${key}"`,
  );
}
