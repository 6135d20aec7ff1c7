import type { BlueprintDefinition } from '../model/blueprint.ts';
import type { BlueprintBody, BlueprintReplacement } from '../model/blueprint-body.ts';

/** The definition that a create or replace body stands for: what it leaves out is empty. */
export function defineBlueprint(
  body: BlueprintBody | BlueprintReplacement,
  identifier: string,
): BlueprintDefinition {
  return {
    ...body,
    identifier,
    schema: { properties: body.schema.properties, required: body.schema.required ?? [] },
    relations: body.relations ?? {},
    mirrorProperties: body.mirrorProperties ?? {},
    calculationProperties: body.calculationProperties ?? {},
    aggregationProperties: body.aggregationProperties ?? {},
  };
}
