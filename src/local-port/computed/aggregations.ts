import type { BehaviourSettings } from '../control/behaviour-settings.ts';
import type { StoredAggregation } from '../model/blueprint.ts';
import type { Entity } from '../model/entity.ts';
import { own } from '../model/json.ts';
import { compileQuery } from '../query/compile-query.ts';
import type { Predicate } from '../query/predicate.ts';
import { readProperty } from '../query/read-property.ts';
import { type Catalog, entityKey } from '../state/catalog.ts';
import { aggregate } from './aggregate.ts';
import { BlueprintGraph } from './blueprint-graph.ts';
import { relatedEntities } from './related-entities.ts';

/** Aggregation properties as they are at one instant; nothing may change while one of these is used. */
export class Aggregations {
  readonly #catalog: Catalog;
  readonly #behaviour: BehaviourSettings;
  readonly #now: number;
  readonly #graph: BlueprintGraph;
  readonly #values = new Map<Entity, Map<string, number | null>>();
  readonly #filters = new Map<StoredAggregation, Predicate>();
  readonly #busy = new Set<string>();
  /** Properties of one entity are asked for together and often look at the same entities. */
  #related: { owner: Entity | null; lists: Map<string, readonly Entity[]> } = {
    owner: null,
    lists: new Map(),
  };

  constructor(catalog: Catalog, behaviour: BehaviourSettings, now: number) {
    this.#catalog = catalog;
    this.#behaviour = behaviour;
    this.#now = now;
    this.#graph = new BlueprintGraph(catalog);
  }

  /** `undefined` when the blueprint has no aggregation property under this key. */
  value(entity: Entity, key: string): number | null | undefined {
    const definitions = this.#catalog.blueprint(entity.blueprint)?.aggregationProperties ?? {};
    const definition = own(definitions, key);
    if (!definition) return undefined;
    const values = this.#values.get(entity) ?? new Map<string, number | null>();
    this.#values.set(entity, values);
    const known = values.get(key);
    if (known !== undefined) return known;
    const value = this.#guarded(entity, key, definition);
    values.set(key, value);
    return value;
  }

  /** An aggregation that in the end reads itself is `null`. */
  #guarded(entity: Entity, key: string, definition: StoredAggregation): number | null {
    const mark = `${key}\0${entityKey(entity)}`;
    if (this.#busy.has(mark)) return null;
    this.#busy.add(mark);
    try {
      return this.#calculate(entity, definition);
    } finally {
      this.#busy.delete(mark);
    }
  }

  #calculate(owner: Entity, definition: StoredAggregation): number | null {
    const behaviour = this.#behaviour.current;
    const { target, pathFilter, calculationSpec } = definition;
    const hasPath = pathFilter !== null && pathFilter !== undefined && pathFilter.length > 0;
    if (!hasPath && behaviour.aggregationWithoutPath === 'null-when-several') {
      if (this.#graph.hasSeveralPaths(owner.blueprint, target)) return null;
    }
    const entities = this.#relatedTo(owner, definition).filter(this.#filter(definition));
    return aggregate(calculationSpec, entities, {
      behaviour,
      now: this.#now,
      read: (entity, key) => readProperty(entity, key, this.#catalog),
    });
  }

  #relatedTo(owner: Entity, definition: StoredAggregation): readonly Entity[] {
    if (this.#related.owner !== owner) this.#related = { owner, lists: new Map() };
    const { lists } = this.#related;
    const key = JSON.stringify([definition.target, definition.pathFilter ?? []]);
    const known = lists.get(key);
    if (known) return known;
    const found = relatedEntities(owner, definition, this.#catalog, this.#graph);
    lists.set(key, found);
    return found;
  }

  #filter(definition: StoredAggregation): Predicate {
    const known = this.#filters.get(definition);
    if (known) return known;
    // Nobody in particular asks: rules about the user match nothing.
    const scope = { catalog: this.#catalog, now: this.#now, caller: '' };
    const filter = definition.query ? compileQuery(definition.query, scope) : () => true;
    this.#filters.set(definition, filter);
    return filter;
  }
}
