import type { Entity, RelationValue } from '../model/entity.ts';
import { own } from '../model/json.ts';
import type { Catalog } from '../state/catalog.ts';
import type { EntityWrite } from './plan-write.ts';

/** Carries out a planned write and returns the entity as it is now. */
export function applyWrite(write: EntityWrite, catalog: Catalog): Entity {
  for (const target of write.missing)
    createBare(target.blueprint, target.identifier, write, catalog);
  const { before } = write;
  const renamed = before !== undefined && before.identifier !== write.entity.identifier;
  if (renamed) return rename(before, write.entity, catalog);
  const sequence = before?.sequence ?? catalog.nextSequence();
  const entity: Entity = { ...write.entity, sequence };
  catalog.putEntity(entity);
  return entity;
}

/** A missing relation target has nothing but its identifier (page "Configure mapping"). */
function createBare(
  blueprint: string,
  identifier: string,
  { entity }: EntityWrite,
  catalog: Catalog,
): void {
  if (catalog.entity(blueprint, identifier)) return;
  const { updatedAt, updatedBy, datasource } = entity;
  catalog.putEntity({
    blueprint,
    identifier,
    title: null,
    icon: null,
    team: [],
    properties: {},
    relations: {},
    createdAt: updatedAt,
    createdBy: updatedBy,
    updatedAt,
    updatedBy,
    datasource,
    sequence: catalog.nextSequence(),
  });
}

/** Whoever points at the old identifier points at the new one afterwards, the entity itself included. */
function rename(before: Entity, next: Omit<Entity, 'sequence'>, catalog: Catalog): Entity {
  const referrers = catalog.referrers(before.blueprint, before.identifier);
  catalog.deleteEntity(before);
  const entity: Entity = { ...next, sequence: catalog.nextSequence() };
  catalog.putEntity(entity);
  for (const { blueprint, relation, identifiers } of referrers) {
    for (const identifier of identifiers) {
      const isSelf = blueprint === before.blueprint && identifier === before.identifier;
      const referrer = catalog.entity(blueprint, isSelf ? entity.identifier : identifier);
      if (!referrer) continue;
      const value = own(referrer.relations, relation);
      const renamed = replaceTarget(value ?? null, before.identifier, entity.identifier);
      catalog.putEntity({ ...referrer, relations: { ...referrer.relations, [relation]: renamed } });
    }
  }
  return catalog.entity(entity.blueprint, entity.identifier) ?? entity;
}

function replaceTarget(value: RelationValue, from: string, to: string): RelationValue {
  if (typeof value === 'string') return value === from ? to : value;
  return value === null ? null : value.map((one) => (one === from ? to : one));
}
