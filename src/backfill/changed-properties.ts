import { isDeepStrictEqual } from 'node:util';
import type { EntityInput, PortEntity } from '../port/entity.ts';

/**
 * What has to be written so that the entity in Port becomes this one: only the properties that differ, and the
 * relations that lead nowhere yet; `null` when nothing does. So people's own edits of other properties stay.
 */
export function changedProperties(known: PortEntity, wanted: EntityInput): EntityInput | null {
  const properties = Object.entries(wanted.properties ?? {}).filter(
    ([name, value]) => !isDeepStrictEqual(known.properties[name] ?? null, value),
  );
  const relations = Object.entries(wanted.relations ?? {}).filter(
    ([name]) => known.relations[name] === undefined,
  );
  if (properties.length === 0 && relations.length === 0) return null;
  return {
    identifier: wanted.identifier,
    ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
    ...(relations.length > 0 ? { relations: Object.fromEntries(relations) } : {}),
  };
}
