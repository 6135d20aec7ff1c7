import type { PortBlueprint } from '../port/blueprint.ts';
import type { EntityInput } from '../port/entity.ts';

/** An entity without what an account's blueprint cannot take, and what was left out of it. */
export interface FittedEntity {
  readonly entity: EntityInput;
  /** Properties and relations that the blueprint does not have, or that are computed there. */
  readonly unknown: readonly string[];
  /** Properties whose value the blueprint does not allow, with the value. */
  readonly refused: readonly string[];
}

/** Leaves out what a blueprint does not know, computes itself (mirror, calculation, aggregation), or does not allow. */
export function fitEntity(entity: EntityInput, blueprint: PortBlueprint): FittedEntity {
  const unknown: string[] = [];
  const refused: string[] = [];
  const properties: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(entity.properties ?? {})) {
    const definition = blueprint.properties[key];
    if (!definition) unknown.push(key);
    else if (!isAllowed(value, definition))
      refused.push(`${key} ${JSON.stringify(value)?.slice(0, 80)}`);
    else properties[key] = value;
  }
  const relations: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(entity.relations ?? {})) {
    if (blueprint.relations[key]) relations[key] = value;
    else unknown.push(key);
  }
  return { entity: { ...entity, properties, relations } as EntityInput, unknown, refused };
}

/** The coarse checks that a customised blueprint fails: another type, or a word outside its list. */
function isAllowed(value: unknown, definition: Readonly<Record<string, unknown>>): boolean {
  // It clears the property.
  if (value === null) return true;
  if (Array.isArray(definition.enum) && !definition.enum.includes(value)) return false;
  switch (definition.type) {
    case 'string':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return true;
  }
}
