import type { Blueprint } from '../model/blueprint.ts';
import type { Entity } from '../model/entity.ts';
import { Scorecards } from '../scorecards/scorecards.ts';
import type { Change } from '../store/store.ts';
import { type ComputedReader, nothingComputed } from './computed-reader.ts';
import { EntityTable } from './entity-table.ts';
import { type Referrer, Referrers } from './referrers.ts';

/**
 * Blueprints, entities and scorecards in memory, with the indexes that keep writes independent of how many there are.
 * Every change is also told to `onChange`, which is how it reaches the data file.
 */
export class Catalog {
  readonly #blueprints = new Map<string, Blueprint>();
  readonly #tables = new Map<string, EntityTable>();
  readonly #referrers = new Referrers();
  readonly #onChange: (change: Change) => void;
  readonly scorecards: Scorecards;
  /** What is worked out from the rest; set once the catalog is there to be read. */
  computed: ComputedReader = nothingComputed;
  #sequence = 0;
  #version = 0;

  constructor(onChange: (change: Change) => void) {
    this.#onChange = (change) => {
      this.#version += 1;
      onChange(change);
    };
    this.scorecards = new Scorecards(this.#onChange);
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  blueprint(identifier: string): Blueprint | undefined {
    return this.#blueprints.get(identifier);
  }

  /** In the order of creation. */
  blueprints(): readonly Blueprint[] {
    return [...this.#blueprints.values()];
  }

  entity(blueprint: string, identifier: string): Entity | undefined {
    return this.#tables.get(blueprint)?.get(identifier);
  }

  /** The entities of a blueprint; an empty table when it has none. */
  entities(blueprint: string): EntityTable {
    return this.#tables.get(blueprint) ?? new EntityTable();
  }

  /** Who points at an entity. */
  referrers(blueprint: string, identifier: string): readonly Referrer[] {
    return this.#referrers.to(blueprint, identifier);
  }

  nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  /** Creates or replaces a blueprint whose entities fit it as they are. */
  putBlueprint(blueprint: Blueprint): void {
    this.#blueprints.set(blueprint.identifier, blueprint);
    this.#onChange({ kind: 'blueprint', id: blueprint.identifier, value: blueprint });
  }

  /** Replaces a blueprint together with those of its entities that have to change with it. */
  replaceBlueprint(blueprint: Blueprint, adapt: (entity: Entity) => Entity): void {
    const table = this.entities(blueprint.identifier);
    const before = this.#blueprints.get(blueprint.identifier);
    const entities = [...table.values()];
    if (before) for (const entity of entities) this.#referrers.remove(entity, before);
    this.putBlueprint(blueprint);
    for (const entity of entities) {
      const adapted = adapt(entity);
      this.#referrers.add(adapted, blueprint);
      if (adapted === entity) continue;
      table.put(adapted);
      this.#tell(adapted);
    }
  }

  deleteBlueprint(identifier: string): void {
    this.#blueprints.delete(identifier);
    this.#tables.delete(identifier);
    this.scorecards.deleteOf(identifier);
    this.#onChange({ kind: 'blueprint', id: identifier, value: null });
  }

  putEntity(entity: Entity): void {
    const blueprint = this.#blueprintOf(entity);
    const table = this.#table(entity.blueprint);
    const before = table.get(entity.identifier);
    if (before) this.#referrers.remove(before, blueprint);
    table.put(entity);
    this.#referrers.add(entity, blueprint);
    this.#sequence = Math.max(this.#sequence, entity.sequence);
    this.#tell(entity);
  }

  deleteEntity(entity: Entity): void {
    this.#referrers.remove(entity, this.#blueprintOf(entity));
    this.#tables.get(entity.blueprint)?.delete(entity.identifier);
    this.#onChange({ kind: 'entity', id: entityKey(entity), value: null });
  }

  /** Deletes everything. */
  clear(): void {
    for (const blueprint of this.blueprints()) {
      for (const entity of [...this.entities(blueprint.identifier).values()]) {
        this.deleteEntity(entity);
      }
      this.deleteBlueprint(blueprint.identifier);
    }
  }

  #table(blueprint: string): EntityTable {
    const existing = this.#tables.get(blueprint);
    if (existing) return existing;
    const table = new EntityTable();
    this.#tables.set(blueprint, table);
    return table;
  }

  #blueprintOf(entity: Entity): Blueprint {
    const blueprint = this.#blueprints.get(entity.blueprint);
    if (!blueprint) throw new Error(`entity of a blueprint that is not there: ${entity.blueprint}`);
    return blueprint;
  }

  #tell(entity: Entity): void {
    this.#onChange({ kind: 'entity', id: entityKey(entity), value: entity });
  }
}

/** One text per entity, whatever characters its identifiers hold. */
export function entityKey(entity: Pick<Entity, 'blueprint' | 'identifier'>): string {
  return JSON.stringify([entity.blueprint, entity.identifier]);
}
