import type { Entity } from '../model/entity.ts';
import { own } from '../model/json.ts';
import { type Catalog, entityKey } from '../state/catalog.ts';
import type { Aggregations } from './aggregations.ts';

/** How often Port works out aggregation properties: page "Aggregation property", limitations. */
export const recalculationMs = 15 * 60 * 1000;

/** All aggregation properties as they were at the last recalculation. */
export class AggregationSnapshot {
  readonly #catalog: Catalog;
  readonly #values = new Map<string, ReadonlyMap<string, number | null>>();

  constructor(catalog: Catalog, aggregations: Aggregations) {
    this.#catalog = catalog;
    for (const { identifier, aggregationProperties } of catalog.blueprints()) {
      const keys = Object.keys(aggregationProperties);
      if (keys.length === 0) continue;
      for (const entity of catalog.entities(identifier).values()) {
        const values = keys.map((key) => [key, aggregations.value(entity, key) ?? null] as const);
        this.#values.set(entityKey(entity), new Map(values));
      }
    }
  }

  /** `null` for entities and properties that came after it; `undefined` when there is no such property. */
  value(entity: Entity, key: string): number | null | undefined {
    const definitions = this.#catalog.blueprint(entity.blueprint)?.aggregationProperties ?? {};
    if (!own(definitions, key)) return undefined;
    return this.#values.get(entityKey(entity))?.get(key) ?? null;
  }
}
