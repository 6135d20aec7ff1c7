import type { Entity } from '../model/entity.ts';
import { isJsonObject, type Json, own } from '../model/json.ts';
import type { Catalog } from '../state/catalog.ts';

/** The level of an entity in a scorecard, or the status of one rule; `undefined` when it has neither. */
export function readScorecard(
  entity: Entity,
  scorecard: string,
  rule: string | undefined,
  catalog: Catalog,
): Json | undefined {
  const shown = own(catalog.computed.scorecards(entity), scorecard);
  if (!isJsonObject(shown)) return undefined;
  if (rule === undefined) return shown.level;
  const rules = Array.isArray(shown.rules) ? shown.rules.filter(isJsonObject) : [];
  return rules.find(({ identifier }) => identifier === rule)?.status;
}
