import { isJsonObject, type JsonObject, objectOrEmpty } from '../port/json.ts';

/**
 * What tells one resource of a mapping from the others, as they have no id: their kind, the blueprint of the entities
 * that they make, and how those are identified.
 */
export function resourceIdentity({ kind, port }: JsonObject): string {
  const { mappings } = objectOrEmpty(objectOrEmpty(port).entity);
  const [first] = Array.isArray(mappings) ? mappings : [mappings];
  const { blueprint, identifier } = isJsonObject(first) ? first : {};
  return `${text(kind)} to ${text(blueprint).replaceAll('"', '')} ${shortHash(text(identifier))}`;
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : JSON.stringify(value ?? null);

/** Eight letters for a text, by FNV-1a: enough to tell the few resources of a kind apart. */
function shortHash(value: string): string {
  let hash = 0x811c9dc5;
  for (const sign of value) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
