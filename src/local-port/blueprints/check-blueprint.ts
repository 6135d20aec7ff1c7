import type { PropertyValidators } from '../entities/property-validators.ts';
import { invalidRequest } from '../http/api-error.ts';
import type { BlueprintDefinition } from '../model/blueprint.ts';
import { own } from '../model/json.ts';
import {
  type BlueprintLookup,
  followRelations,
  hasProperty,
  splitMirrorPath,
} from './blueprint-path.ts';
import { checkAggregations } from './check-aggregations.ts';

/** Refuses a definition that contradicts itself, the blueprints around it or what it was before. */
export function checkBlueprint(
  definition: BlueprintDefinition,
  before: BlueprintDefinition | undefined,
  lookup: BlueprintLookup,
  validators: PropertyValidators,
): void {
  checkRequired(definition);
  checkKeysAreUnique(definition);
  checkTypesStay(definition, before);
  checkRelations(definition, lookup);
  checkMirrors(definition, lookup);
  checkAggregations(definition, lookup);
  const problem = validators.problemOf(definition);
  if (problem) throw invalidRequest(`schema: ${problem}`);
}

function checkRequired({ schema }: BlueprintDefinition): void {
  for (const key of schema.required) {
    if (Object.hasOwn(schema.properties, key)) continue;
    throw invalidRequest(`schema.required: there is no property "${key}"`);
  }
}

/** All four kinds appear side by side in `properties` of an entity. */
function checkKeysAreUnique(definition: BlueprintDefinition): void {
  const seen = new Set<string>();
  const maps = [
    definition.schema.properties,
    definition.mirrorProperties,
    definition.calculationProperties,
    definition.aggregationProperties,
  ];
  for (const key of maps.flatMap((map) => Object.keys(map))) {
    if (seen.has(key)) throw invalidRequest(`Property with identifier "${key}" is defined twice`);
    seen.add(key);
  }
}

/** The type of a property is permanent (page "Properties"). */
function checkTypesStay(definition: BlueprintDefinition, before?: BlueprintDefinition): void {
  for (const [key, property] of Object.entries(definition.schema.properties)) {
    const type = before && own(before.schema.properties, key)?.type;
    if (type === undefined || type === property.type) continue;
    throw invalidRequest(`schema.properties.${key}: the type of a property cannot be changed`);
  }
}

function checkRelations({ relations }: BlueprintDefinition, lookup: BlueprintLookup): void {
  for (const [key, relation] of Object.entries(relations)) {
    if (!lookup(relation.target)) {
      throw invalidRequest(`relations.${key}: there is no blueprint "${relation.target}"`);
    }
    // Page "Relate blueprints": a relation to many cannot be required.
    if (relation.required && relation.many) {
      throw invalidRequest(`relations.${key}: cannot be both required and many`);
    }
  }
}

function checkMirrors(definition: BlueprintDefinition, lookup: BlueprintLookup): void {
  for (const { path } of Object.values(definition.mirrorProperties)) {
    const { relations, property } = splitMirrorPath(path);
    const end = followRelations(definition, relations, lookup);
    if (!end || !hasProperty(end, property)) {
      throw invalidRequest(`The path "${path}" do not exists`);
    }
  }
}
