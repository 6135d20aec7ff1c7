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

/** What values under a key look like. */
export interface ValueKind {
  readonly type: string;
  readonly format?: string | undefined;
}

const metaKinds: Readonly<Record<(typeof metaProperties)[number], ValueKind>> = {
  $identifier: { type: 'string' },
  $title: { type: 'string' },
  $team: { type: 'array' },
  $icon: { type: 'string' },
  $blueprint: { type: 'string' },
  $createdAt: { type: 'string', format: 'date-time' },
  $updatedAt: { type: 'string', format: 'date-time' },
  $createdBy: { type: 'string' },
  $updatedBy: { type: 'string' },
};

/** The type of the values under a key, mirrors followed to what they show; `null` when there is no such property. */
export function kindOfProperty(
  blueprint: BlueprintDefinition,
  key: string,
  lookup: BlueprintLookup,
  depth = 0,
): ValueKind | null {
  const meta = own<ValueKind>(metaKinds, key);
  if (meta) return meta;
  if (own(blueprint.aggregationProperties, key)) return { type: 'number' };
  const mirror = own(blueprint.mirrorProperties, key);
  if (!mirror) {
    return (
      own(blueprint.schema.properties, key) ?? own(blueprint.calculationProperties, key) ?? null
    );
  }
  const { relations, property } = splitMirrorPath(mirror.path);
  const end = followRelations(blueprint, relations, lookup);
  return end && depth < 10 ? kindOfProperty(end, property, lookup, depth + 1) : null;
}
