import { isJsonObject, type Json, type JsonObject, own } from '../model/json.ts';

/** A path into an entity: `identifier`, `properties`, `properties.status`. */
type Path = readonly [string, string?];

/** Entities with only some of their fields, named by path (`GET` routes and the global search). */
export function pickByPath(
  entity: JsonObject,
  include: readonly string[],
  exclude: readonly string[],
): JsonObject {
  return pick(entity, include.map(asPath), exclude.map(asPath));
}

/** Entities with only some of their fields, named by `$meta` or by property or relation key (search of one blueprint). */
export function pickByName(
  entity: JsonObject,
  include: readonly string[] | undefined,
  exclude: readonly string[] | undefined,
): JsonObject {
  const locate = (name: string): readonly Path[] =>
    name.startsWith('$')
      ? [[name.slice(1)]]
      : [
          ['properties', name],
          ['relations', name],
        ];
  return pick(entity, (include ?? []).flatMap(locate), (exclude ?? []).flatMap(locate));
}

function pick(entity: JsonObject, include: readonly Path[], exclude: readonly Path[]): JsonObject {
  const included = include.length === 0 ? entity : only(entity, include);
  return without(included, exclude);
}

function only(entity: JsonObject, paths: readonly Path[]): JsonObject {
  const picked: Record<string, Json> = {};
  for (const [field, key] of paths) {
    const value = own(entity, field);
    if (value === undefined) continue;
    if (key === undefined) {
      picked[field] = value;
    } else if (isJsonObject(value) && own(value, key) !== undefined) {
      const before = own(picked, field);
      picked[field] = { ...(isJsonObject(before) ? before : {}), [key]: value[key] as Json };
    }
  }
  return picked;
}

function without(entity: JsonObject, paths: readonly Path[]): JsonObject {
  const rest: Record<string, Json> = { ...entity };
  for (const [field, key] of paths) {
    const value = own(rest, field);
    if (key === undefined) {
      delete rest[field];
    } else if (isJsonObject(value)) {
      const { [key]: _, ...others } = value;
      rest[field] = others;
    }
  }
  return rest;
}

function asPath(path: string): Path {
  const dot = path.indexOf('.');
  return dot < 0 ? [path] : [path.slice(0, dot), path.slice(dot + 1)];
}
