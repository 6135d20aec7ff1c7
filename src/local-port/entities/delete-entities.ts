import { hasDependents } from '../http/api-error.ts';
import { type Entity, targetsOf } from '../model/entity.ts';
import { own } from '../model/json.ts';
import { type Catalog, entityKey } from '../state/catalog.ts';

/** Every entity that a deletion takes with it. @throws ApiError `has_dependents` when others need one of them */
export function planDeletion(
  targets: readonly Entity[],
  deleteDependents: boolean,
  catalog: Catalog,
): readonly Entity[] {
  if (deleteDependents) return withDependents(targets, catalog);
  const going = new Set(targets.map(entityKey));
  for (const target of targets) {
    for (const { entity, relation } of dependents(target, catalog)) {
      const definition = catalog.blueprint(entity.blueprint);
      const required = own(definition?.relations ?? {}, relation)?.required === true;
      if (required && !going.has(entityKey(entity))) {
        throw hasDependents(
          'The entity has dependent entities that must be deleted along with it. ' +
            'To do that, use "delete_dependents=true"',
        );
      }
    }
  }
  return targets;
}

/** Deletes entities; relations of others that pointed at them are cleared. */
export function applyDeletion(entities: readonly Entity[], catalog: Catalog): void {
  const going = new Set(entities.map(entityKey));
  for (const target of entities) {
    for (const { entity, relation } of dependents(target, catalog)) {
      // Looked up again: it may have lost another relation to the same target a moment ago.
      const current = catalog.entity(entity.blueprint, entity.identifier);
      if (!current || going.has(entityKey(current))) continue;
      catalog.putEntity(withoutTarget(current, relation, target.identifier));
    }
    const current = catalog.entity(target.blueprint, target.identifier);
    if (current) catalog.deleteEntity(current);
  }
}

/** The parameter's own words: "all entities with a relation to the deleted entity"; and theirs in turn. */
function withDependents(targets: readonly Entity[], catalog: Catalog): readonly Entity[] {
  const all = new Map(targets.map((entity) => [entityKey(entity), entity]));
  // A map that grows while it is walked is walked to its new end.
  for (const target of all.values()) {
    for (const { entity } of dependents(target, catalog)) {
      if (!all.has(entityKey(entity))) all.set(entityKey(entity), entity);
    }
  }
  return [...all.values()];
}

function dependents(target: Entity, catalog: Catalog): { entity: Entity; relation: string }[] {
  return catalog
    .referrers(target.blueprint, target.identifier)
    .flatMap(({ blueprint, relation, identifiers }) =>
      identifiers.flatMap((identifier) => {
        const entity = catalog.entity(blueprint, identifier);
        return entity ? [{ entity, relation }] : [];
      }),
    );
}

function withoutTarget(entity: Entity, relation: string, target: string): Entity {
  const { [relation]: value, ...relations } = entity.relations;
  const rest = targetsOf(value).filter((one) => one !== target);
  return { ...entity, relations: rest.length > 0 ? { ...relations, [relation]: rest } : relations };
}
