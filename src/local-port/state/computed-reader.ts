import type { Entity } from '../model/entity.ts';
import type { Json, JsonObject } from '../model/json.ts';

/** Reads what is not kept but worked out: calculation and aggregation properties, and scorecards. */
export interface ComputedReader {
  /** The value of a calculation or aggregation property; `undefined` when the blueprint has none under this key. */
  read(entity: Entity, key: string): Json | undefined;
  /** All calculation and aggregation properties of an entity. */
  properties(entity: Entity): JsonObject;
  /** The level and the results of the rules in each scorecard of the entity's blueprint. */
  scorecards(entity: Entity): JsonObject;
}

/** For a catalog that nobody reads computed values of. */
export const nothingComputed: ComputedReader = {
  read: () => undefined,
  properties: () => ({}),
  scorecards: () => ({}),
};
