import { type Entity, targetsOf } from '../model/entity.ts';
import { type Json, type JsonObject, own } from '../model/json.ts';
import { readMirror } from '../query/read-property.ts';
import { teamOf } from '../query/team-of.ts';
import type { Catalog } from '../state/catalog.ts';

/** What a route adds to or leaves out of the entities it shows. */
export interface ShowOptions {
  /** Leaves out what is computed: page "Advanced" of search counts mirror properties in. */
  readonly excludeCalculated?: boolean;
  /** Shows `{identifier, title}` instead of an identifier. */
  readonly attachTitles?: boolean;
}

/** An entity as Port shows it: computed properties among the others, and every relation of its blueprint. */
export function showEntity(
  entity: Entity,
  catalog: Catalog,
  options: ShowOptions = {},
): JsonObject {
  return {
    identifier: entity.identifier,
    title: entity.title,
    icon: entity.icon,
    blueprint: entity.blueprint,
    team: teamOf(entity, catalog),
    properties: options.excludeCalculated
      ? entity.properties
      : { ...entity.properties, ...mirrors(entity, catalog) },
    relations: relations(entity, catalog, options.attachTitles === true),
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
