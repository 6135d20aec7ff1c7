import { ApiError } from '../http/api-error.ts';
import type { Blueprint } from '../model/blueprint.ts';
import type { Entity } from '../model/entity.ts';
import { isJsonObject, type Json, own } from '../model/json.ts';
import type { Mismatch } from './property-validators.ts';
import type { WriteContext, WriteMode } from './write-context.ts';

type Properties = Readonly<Record<string, Json>>;

/** The own properties of an entity after a write, checked against its blueprint. */
export function nextProperties(
  sent: Properties,
  before: Entity | undefined,
  blueprint: Blueprint,
  mode: WriteMode,
  context: WriteContext,
): Properties {
  const { behaviour, validators } = context;
  const merges = before !== undefined && mode.existing === 'merge';
  const next: Record<string, Json> = merges ? { ...before.properties } : {};
  for (const [key, value] of known(sent, blueprint, context)) {
    if (value === null) delete next[key];
    else
      next[key] = behaviour.mergeObjectProperties === 'deep' ? mergeDeep(next[key], value) : value;
  }
  if (!before || (!merges && behaviour.defaultsOnOverride === 'applied')) {
    applyDefaults(next, sent, blueprint);
  }
  const mismatches = validators.mismatches(blueprint, next, behaviour.dateTimeFormat);
  if (mismatches.length > 0) throw schemaMismatch(mismatches);
  return next;
}

/** Keys that the blueprint does not have, among them those of computed properties, are refused or dropped. */
function known(
  sent: Properties,
  { schema }: Blueprint,
  { behaviour }: WriteContext,
): readonly [string, Json][] {
  const entries = Object.entries(sent);
  const unknown = entries.filter(([key]) => !Object.hasOwn(schema.properties, key));
  if (unknown.length === 0) return entries;
  if (behaviour.unknownProperty === 'dropped') {
    return entries.filter(([key]) => Object.hasOwn(schema.properties, key));
  }
  throw schemaMismatch(
    unknown.map(([property]) => ({
      property,
      message: `must NOT have additional properties ("${property}")`,
    })),
  );
}

function applyDefaults(next: Record<string, Json>, sent: Properties, { schema }: Blueprint): void {
  for (const [key, property] of Object.entries(schema.properties)) {
    const value = property.default as Json | undefined;
    if (value !== undefined && own(sent, key) === undefined) next[key] = value;
  }
}

function mergeDeep(before: Json | undefined, sent: Json): Json {
  if (!isJsonObject(before) || !isJsonObject(sent)) return sent;
  const merged: Record<string, Json> = { ...before };
  for (const [key, value] of Object.entries(sent)) merged[key] = mergeDeep(own(before, key), value);
  return merged;
}

function schemaMismatch(mismatches: readonly Mismatch[]): ApiError {
  const reasons = mismatches.map(({ message }) => message).join(', ');
  return new ApiError(
    422,
    'blueprint_schema_mismatch',
    `The provided entity does not match the blueprint's schema: ${reasons}`,
    { invalidProperties: mismatches.map(({ property, message }) => ({ property, message })) },
  );
}
