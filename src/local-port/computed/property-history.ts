import { kindOfProperty } from '../blueprints/blueprint-path.ts';
import type { Blueprint } from '../model/blueprint.ts';
import type { Entity } from '../model/entity.ts';
import { readProperty } from '../query/read-property.ts';
import { type Catalog, entityKey } from '../state/catalog.ts';

/** A value from a time on; `null` where there is none any more. */
interface Sample {
  readonly time: number;
  readonly value: number | null;
}

/** How long Port keeps the history of properties: page "Data widgets", line charts. */
const keptMs = 365 * 24 * 60 * 60 * 1000;

/** Blueprints with more entities than this are not sampled: charts of one property of one entity are for the few. */
const mostEntities = 1_000;

/**
 * What number properties, computed ones too, have been at the times of sampling. It begins when the property does, and
 * later changes do not reach back (page "Data widgets", property history).
 */
export class PropertyHistory {
  readonly #samples = new Map<string, Map<string, Sample[]>>();

  /** Takes down all number properties as they are. */
  sample(time: number, catalog: Catalog): void {
    for (const blueprint of catalog.blueprints()) {
      const entities = catalog.entities(blueprint.identifier);
      if (entities.size === 0 || entities.size > mostEntities) continue;
      const keys = numberProperties(blueprint, catalog);
      for (const entity of entities.values()) {
        for (const key of keys) this.#add(entity, key, time, readProperty(entity, key, catalog));
      }
    }
  }

  /** What a property was at a time; `undefined` before anything was known of it. */
  valueAt(entity: Entity, property: string, time: number): number | null | undefined {
    const samples = this.#samples.get(entityKey(entity))?.get(property) ?? [];
    return samples.findLast((sample) => sample.time <= time)?.value;
  }

  clear(): void {
    this.#samples.clear();
  }

  #add(entity: Entity, property: string, time: number, value: unknown): void {
    const key = entityKey(entity);
    const properties = this.#samples.get(key) ?? new Map<string, Sample[]>();
    this.#samples.set(key, properties);
    const samples = properties.get(property) ?? [];
    properties.set(property, samples);
    const number = typeof value === 'number' ? value : null;
    // A clock that was set back begins anew.
    while ((samples.at(-1)?.time ?? -1) >= time) samples.pop();
    if (samples.at(-1)?.value !== number) samples.push({ time, value: number });
    while ((samples[1]?.time ?? time) < time - keptMs) samples.shift();
  }
}

function numberProperties(blueprint: Blueprint, catalog: Catalog): readonly string[] {
  const { schema, mirrorProperties, calculationProperties, aggregationProperties } = blueprint;
  const maps = [schema.properties, mirrorProperties, calculationProperties, aggregationProperties];
  return maps
    .flatMap((map) => Object.keys(map))
    .filter((key) => {
      const kind = kindOfProperty(blueprint, key, (identifier) => catalog.blueprint(identifier));
      return kind?.type === 'number';
    });
}
