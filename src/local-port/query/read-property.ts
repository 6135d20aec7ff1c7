import { splitMirrorPath } from '../blueprints/blueprint-path.ts';
import type { Entity } from '../model/entity.ts';
import { type Json, own } from '../model/json.ts';
import type { Catalog } from '../state/catalog.ts';
import { followRelation, relationOf } from './follow-relation.ts';
import { teamOf } from './team-of.ts';

/** A mirror may read a mirror of its target; longer chains than this are circles. */
const deepest = 10;

/** The value that an entity shows under a property key or `$meta` key; `undefined` when it has none. */
export function readProperty(
  entity: Entity,
  key: string,
  catalog: Catalog,
  depth = 0,
): Json | undefined {
  if (key.startsWith('$')) return readMeta(entity, key, catalog);
  const value = own(entity.properties, key);
  if (value !== undefined) return value;
  const blueprint = catalog.blueprint(entity.blueprint);
  const mirror = blueprint && own(blueprint.mirrorProperties, key);
  if (mirror) return readMirror(entity, mirror.path, catalog, depth);
  return blueprint && catalog.computed.read(entity, key);
}

function readMeta(entity: Entity, key: string, catalog: Catalog): Json | undefined {
  switch (key) {
    case '$identifier':
      return entity.identifier;
    case '$title':
      return entity.title;
    case '$icon':
      return entity.icon;
    case '$team':
      return teamOf(entity, catalog);
    case '$blueprint':
      return entity.blueprint;
    case '$createdAt':
      return entity.createdAt;
    case '$createdBy':
      return entity.createdBy;
    case '$updatedAt':
      return entity.updatedAt;
    case '$updatedBy':
      return entity.updatedBy;
    case '$datasource':
      return entity.datasource;
    default:
      return undefined;
  }
}

/**
 * What a mirror property shows: the value at the end of its path, `null` where the path ends early, and a list
 * when the path runs through a relation to many.
 */
export function readMirror(entity: Entity, path: string, catalog: Catalog, depth = 0): Json {
  if (depth >= deepest) return null;
  const { relations, property } = splitMirrorPath(path);
  let reached: readonly Entity[] = [entity];
  let many = false;
  for (const relation of relations) {
    many ||= reached.some((at) => relationOf(at, relation, catalog)?.many === true);
    reached = reached.flatMap((at) => followRelation(at, relation, catalog));
  }
  const values = reached.map((at) => readProperty(at, property, catalog, depth + 1) ?? null);
  return many ? values.filter((value) => value !== null) : (values[0] ?? null);
}
