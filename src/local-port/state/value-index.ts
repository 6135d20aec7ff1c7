import type { Entity } from '../model/entity.ts';
import type { Json } from '../model/json.ts';
import { own } from '../model/json.ts';

/** Text that differs for `1`, `"1"` and `true`; `null` for values that no index holds. */
function indexKey(value: Json | undefined): string | null {
  if (typeof value === 'string') return `s${value}`;
  if (typeof value === 'number' || typeof value === 'boolean') return `j${value}`;
  return null;
}

function read(entity: Entity, property: string): Json | undefined {
  return property === '$title' ? entity.title : own(entity.properties, property);
}

/** Finds the entities of one blueprint by the value of one property, without a scan. */
export class ValueIndex {
  readonly #property: string;
  readonly #identifiers = new Map<string, Set<string>>();

  constructor(property: string, entities: Iterable<Entity>) {
    this.#property = property;
    for (const entity of entities) this.add(entity);
  }

  add(entity: Entity): void {
    const key = indexKey(read(entity, this.#property));
    if (key === null) return;
    const identifiers = this.#identifiers.get(key);
    if (identifiers) identifiers.add(entity.identifier);
    else this.#identifiers.set(key, new Set([entity.identifier]));
  }

  remove(entity: Entity): void {
    const key = indexKey(read(entity, this.#property));
    if (key === null) return;
    const identifiers = this.#identifiers.get(key);
    identifiers?.delete(entity.identifier);
    if (identifiers?.size === 0) this.#identifiers.delete(key);
  }

  find(value: string | number | boolean): Iterable<string> {
    return this.#identifiers.get(indexKey(value) ?? '') ?? [];
  }
}
