import type { Relation } from '../model/blueprint.ts';
import { type Entity, targetsOf } from '../model/entity.ts';
import { own } from '../model/json.ts';
import type { Catalog } from '../state/catalog.ts';

/** The entities that one relation of an entity points at. */
export function followRelation(entity: Entity, key: string, catalog: Catalog): readonly Entity[] {
  const relation = relationOf(entity, key, catalog);
  if (!relation) return [];
  return targetsOf(own(entity.relations, key)).flatMap(
    (identifier) => catalog.entity(relation.target, identifier) ?? [],
  );
}

/** The definition of a relation in the blueprint of an entity. */
export function relationOf(entity: Entity, key: string, catalog: Catalog): Relation | undefined {
  const blueprint = catalog.blueprint(entity.blueprint);
  return blueprint && own(blueprint.relations, key);
}
