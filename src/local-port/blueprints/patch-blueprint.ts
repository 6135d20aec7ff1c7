import type { Behaviour } from '../behaviour.ts';
import { invalidRequest } from '../http/api-error.ts';
import type { BlueprintDefinition, Property } from '../model/blueprint.ts';
import type { BlueprintPatch } from '../model/blueprint-body.ts';
import { own } from '../model/json.ts';

type Maps = Behaviour['patchBlueprintMaps'];

/** The definition after a patch: top-level keys are replaced, and maps are merged by key or replaced too. */
export function patchBlueprint(
  before: BlueprintDefinition,
  patch: BlueprintPatch,
  maps: Maps,
): BlueprintDefinition {
  const merge = <T>(old: Readonly<Record<string, T>>, sent: Record<string, T> | undefined) =>
    sent === undefined ? old : maps === 'merged' ? { ...old, ...sent } : sent;
  const { identifier: _, schema: __, ...sent } = patch;
  return {
    ...before,
    ...sent,
    title: patch.title ?? before.title,
    ownership: patch.ownership ?? before.ownership,
    schema: patchSchema(before, patch, merge),
    relations: merge(before.relations, patch.relations),
    mirrorProperties: merge(before.mirrorProperties, patch.mirrorProperties),
    calculationProperties: merge(before.calculationProperties, patch.calculationProperties),
    aggregationProperties: merge(before.aggregationProperties, patch.aggregationProperties),
  };
}

function patchSchema(
  before: BlueprintDefinition,
  patch: BlueprintPatch,
  merge: <T>(
    old: Readonly<Record<string, T>>,
    sent: Record<string, T>,
  ) => Readonly<Record<string, T>>,
): BlueprintDefinition['schema'] {
  if (!patch.schema) return before.schema;
  const typed: Record<string, Property> = {};
  for (const [key, property] of Object.entries(patch.schema.properties)) {
    const type = property.type ?? own(before.schema.properties, key)?.type;
    if (!type) throw invalidRequest(`schema.properties.${key}: must have required property 'type'`);
    typed[key] = { ...property, type };
  }
  return {
    properties: merge(before.schema.properties, typed),
    required: patch.schema.required ?? before.schema.required,
  };
}
