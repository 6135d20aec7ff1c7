import { isDeepStrictEqual } from 'node:util';
import type { EntityInput, PortEntity } from '../../port/entity.ts';
import type { JsonObject } from '../../port/json.ts';

/**
 * What has to be written so that the entity in Port becomes `after`, when it was read as `before`: the properties that
 * differ between these two and those that Port lacks; `null` when there are none. So what people have edited, and what
 * Port holds more exactly than a record does, stays.
 */
export function changedProperties(
  known: PortEntity,
  before: EntityInput,
  after: EntityInput,
): JsonObject | null {
  const had = before.properties ?? {};
  const changed = Object.entries(after.properties ?? {}).filter(([name, value]) => {
    const inPort = known.properties[name] ?? null;
    if (isDeepStrictEqual(inPort, value)) return false;
    return !isDeepStrictEqual(had[name], value) || (inPort === null && value !== null);
  });
  return changed.length === 0 ? null : Object.fromEntries(changed);
}
