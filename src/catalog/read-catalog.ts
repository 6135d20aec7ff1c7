import { PortDoraError } from '../errors/port-dora-error.ts';
import { isJsonObject, type JsonObject, objectOrEmpty } from '../port/json.ts';
import { catalogFiles } from './files.generated.ts';

/** A JSON file of the catalog by its path below `catalog/`. */
export function readCatalog(path: string): JsonObject {
  const text = catalogFiles[path];
  const value: unknown = text === undefined ? null : JSON.parse(text);
  if (isJsonObject(value)) return value;
  throw new PortDoraError('INTERNAL', `the catalog has no file ${path}`, {
    hint: 'report this as a bug',
  });
}

/** The entries of a map that holds one definition a key. */
export function definitionsIn(map: unknown): readonly (readonly [id: string, JsonObject])[] {
  return Object.entries(objectOrEmpty(map)).flatMap(([id, one]) =>
    isJsonObject(one) ? [[id, one] as const] : [],
  );
}
