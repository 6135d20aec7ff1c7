import type { Blueprint, Relation } from '../model/blueprint.ts';
import type { Entity, RelationValue } from '../model/entity.ts';
import { targetsOf } from '../model/entity.ts';
import { own } from '../model/json.ts';

/** An entity without what its changed blueprint no longer has; the same object when nothing goes. */
export function adaptEntity(entity: Entity, before: Blueprint, after: Blueprint): Entity {
  const properties = Object.entries(entity.properties).filter(([key]) =>
    Object.hasOwn(after.schema.properties, key),
  );
  const relations = Object.entries(entity.relations).flatMap(([key, value]) => {
    const adapted = adaptRelation(value, own(before.relations, key), own(after.relations, key));
    return adapted === undefined ? [] : [[key, adapted] as const];
  });
  const same =
    properties.length === Object.keys(entity.properties).length &&
    relations.length === Object.keys(entity.relations).length &&
    relations.every(([key, value]) => entity.relations[key] === value);
  if (same) return entity;
  return {
    ...entity,
    properties: Object.fromEntries(properties),
    relations: Object.fromEntries(relations),
  };
}

function adaptRelation(
  value: RelationValue,
  before: Relation | undefined,
  after: Relation | undefined,
): RelationValue | undefined {
  if (!after || before?.target !== after.target) return undefined;
  if (after.many === Array.isArray(value) || value === null) return value;
  const targets = targetsOf(value);
  if (after.many) return targets;
  return targets.length === 1 ? targets[0] : undefined;
}
