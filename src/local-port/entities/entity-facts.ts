import { type Entity, targetsOf } from '../model/entity.ts';
import { type Json, type JsonObject, own } from '../model/json.ts';
import { readMirror } from '../query/read-property.ts';
import { teamOf } from '../query/team-of.ts';
import type { Catalog } from '../state/catalog.ts';

/** An entity with its own and its mirror properties and every relation of its blueprint. */
export interface EntityFacts extends JsonObject {
  readonly properties: JsonObject;
  readonly relations: JsonObject;
}

/** What an entity shows before anything is calculated. */
export function entityFacts(entity: Entity, catalog: Catalog, attachTitles: boolean): EntityFacts {
  return {
    identifier: entity.identifier,
    title: entity.title,
    icon: entity.icon,
    blueprint: entity.blueprint,
    team: teamOf(entity, catalog),
    properties: { ...entity.properties, ...mirrors(entity, catalog) },
    relations: relations(entity, catalog, attachTitles),
    createdAt: entity.createdAt,
    createdBy: entity.createdBy,
    updatedAt: entity.updatedAt,
    updatedBy: entity.updatedBy,
  };
}

function mirrors(entity: Entity, catalog: Catalog): JsonObject {
  const definitions = catalog.blueprint(entity.blueprint)?.mirrorProperties ?? {};
  return Object.fromEntries(
    Object.entries(definitions).map(([key, { path }]) => [key, readMirror(entity, path, catalog)]),
  );
}

function relations(entity: Entity, catalog: Catalog, attachTitles: boolean): JsonObject {
  const definitions = catalog.blueprint(entity.blueprint)?.relations ?? {};
  return Object.fromEntries(
    Object.entries(definitions).map(([key, { target, many }]) => {
      const targets = targetsOf(own(entity.relations, key)).map((identifier): Json => {
        if (!attachTitles) return identifier;
        return { identifier, title: catalog.entity(target, identifier)?.title ?? null };
      });
      return [key, many ? targets : (targets[0] ?? null)];
    }),
  );
}
