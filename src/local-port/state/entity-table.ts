import type { Entity } from '../model/entity.ts';
import { ValueIndex } from './value-index.ts';

/** The entities of one blueprint, by identifier and, once asked for, by the value of a property. */
export class EntityTable {
  readonly #entities = new Map<string, Entity>();
  readonly #indexes = new Map<string, ValueIndex>();

  get size(): number {
    return this.#entities.size;
  }

  get(identifier: string): Entity | undefined {
    return this.#entities.get(identifier);
  }

  /** In the order of creation. */
  values(): IterableIterator<Entity> {
    return this.#entities.values();
  }

  put(entity: Entity): void {
    const before = this.#entities.get(entity.identifier);
    this.#entities.set(entity.identifier, entity);
    for (const index of this.#indexes.values()) {
      if (before) index.remove(before);
      index.add(entity);
    }
  }

  delete(identifier: string): void {
    const before = this.#entities.get(identifier);
    if (!before) return;
    this.#entities.delete(identifier);
    for (const index of this.#indexes.values()) index.remove(before);
  }

  /** Entities whose own property (or `$title`) equals a value, in the order of creation. */
  withValue(property: string, value: string | number | boolean): readonly Entity[] {
    const found: Entity[] = [];
    for (const identifier of this.#index(property).find(value)) {
      const entity = this.#entities.get(identifier);
      if (entity) found.push(entity);
    }
    return found.sort((a, b) => a.sequence - b.sequence);
  }

  #index(property: string): ValueIndex {
    const existing = this.#indexes.get(property);
    if (existing) return existing;
    const index = new ValueIndex(property, this.values());
    this.#indexes.set(property, index);
    return index;
  }
}
