import type { BlueprintDefinition } from '../model/blueprint.ts';
import { own } from '../model/json.ts';

/** Finds a blueprint by identifier, as it is or as it is about to be. */
export type BlueprintLookup = (identifier: string) => BlueprintDefinition | undefined;

/** Meta-properties of entities: page "Meta properties". */
export const metaProperties = [
  '$identifier',
  '$title',
  '$team',
  '$icon',
  '$blueprint',
  '$createdAt',
  '$updatedAt',
  '$createdBy',
  '$updatedBy',
] as const;

/** The blueprint at the end of a chain of relations, or `null` when a step does not exist. */
export function followRelations(
  from: BlueprintDefinition,
  relations: readonly string[],
  lookup: BlueprintLookup,
): BlueprintDefinition | null {
  let current: BlueprintDefinition | undefined = from;
  for (const relation of relations) {
    const target: string | undefined = current && own(current.relations, relation)?.target;
    if (target === undefined) return null;
    current = lookup(target);
  }
  return current ?? null;
}

/** Whether entities of a blueprint have a value under a key: own, mirrored, computed or meta. */
export function hasProperty(blueprint: BlueprintDefinition, key: string): boolean {
  return (
    (metaProperties as readonly string[]).includes(key) ||
    [
      blueprint.schema.properties,
      blueprint.mirrorProperties,
      blueprint.calculationProperties,
      blueprint.aggregationProperties,
    ].some((map) => Object.hasOwn(map, key))
  );
}

/** A mirror path in its two parts: the relations to follow and the property to read at their end. */
export function splitMirrorPath(path: string): { relations: string[]; property: string } {
  const steps = path.split('.');
  return { relations: steps.slice(0, -1), property: steps.at(-1) ?? '' };
}
