import { isJsonObject, type JsonObject } from '../port/json.ts';

/** Keys that Port adds to what it is given. Source: Port API reference, "Blueprints" and "Pages". */
const stamps = new Set(['createdAt', 'createdBy', 'updatedAt', 'updatedBy']);

/** What Port fills in by itself counts as not said: nothing, and the defaults of relations and aggregations. */
function isSilent(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/**
 * A definition without what Port adds or fills in, so that what was sent and what comes back are the same.
 * Stamps are times and authors as texts; a property that is called `createdAt` is an object.
 */
export function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .filter((key) => !isSilent(value[key]) && !isStamp(key, value[key]))
      .map((key) => [key, settled(value[key])]),
  );
}

const isStamp = (key: string, value: unknown): boolean =>
  stamps.has(key) && typeof value === 'string';

/** Whether two definitions come to the same. */
export function isSameDefinition(
  one: JsonObject | null | undefined,
  other: JsonObject | null | undefined,
): boolean {
  return JSON.stringify(settled(one ?? null)) === JSON.stringify(settled(other ?? null));
}
