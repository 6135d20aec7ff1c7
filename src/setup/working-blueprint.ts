import { mapOf } from '../catalog/blueprint-things.ts';
import type { Place } from '../catalog/thing.ts';
import { isJsonObject, type JsonObject, objectOrEmpty } from '../port/json.ts';

/** A blueprint as it stands after the steps so far; whole maps are sent, since how Port merges them is not documented. */
export interface WorkingBlueprint {
  readonly identifier: string;
  /** Puts a part in, or takes it out with `null`. */
  set(place: Place, definition: JsonObject | null): void;
  /** The named maps, whole, as a body for a change. */
  maps(...names: readonly MapName[]): JsonObject;
  /** Everything that a client decides about it, as a body that replaces it. */
  whole(): JsonObject;
}

export type MapName = 'schema' | (typeof mapOf)[keyof typeof mapOf];

/** The map in which a part of a blueprint stands. */
export function mapNameOf(kind: Place['kind']): MapName | null {
  if (kind === 'property') return 'schema';
  return Object.hasOwn(mapOf, kind) ? mapOf[kind as keyof typeof mapOf] : null;
}

/** What Port adds to a blueprint and does not take back. */
const answered = ['id', '_id', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'];

export function workingBlueprint(identifier: string, raw: JsonObject): WorkingBlueprint {
  const schema = objectOrEmpty(raw.schema);
  const maps: Record<string, Record<string, unknown>> = {
    schema: { ...objectOrEmpty(schema.properties) },
  };
  for (const name of Object.values(mapOf)) maps[name] = { ...objectOrEmpty(raw[name]) };
  let required = Array.isArray(schema.required) ? schema.required : [];
  const map = (name: MapName): unknown =>
    name === 'schema' ? { properties: sendable(maps.schema), required } : sendable(maps[name]);
  return {
    identifier,
    set({ kind, id }, definition) {
      const into = maps[mapNameOf(kind) ?? ''];
      if (into === undefined) return;
      if (definition !== null) into[id] = definition;
      else {
        delete into[id];
        if (kind === 'property') required = required.filter((one) => one !== id);
      }
    },
    maps: (...names) => Object.fromEntries(names.map((name) => [name, map(name)])),
    whole() {
      const rest = Object.entries(raw).filter(
        ([key, value]) => !answered.includes(key) && !(key in maps) && value !== null,
      );
      const all = Object.keys(maps).map((name) => [name, map(name as MapName)]);
      return { ...Object.fromEntries(rest), ...Object.fromEntries(all) };
    },
  };
}

/** Port shows `null` for what is not set, and takes it only as the value of a rule. */
function sendable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sendable);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => one !== null || key === 'value')
      .map(([key, one]) => [key, sendable(one)]),
  );
}
