import type { Entity } from '../model/entity.ts';
import type { Json } from '../model/json.ts';
import type { Catalog } from '../state/catalog.ts';

/** What a query is evaluated against. */
export interface QueryScope {
  readonly catalog: Catalog;
  /** Milliseconds since the epoch; presets are relative to it. */
  readonly now: number;
  /** Who asks: the client id. */
  readonly caller: string;
}

/** Whether an entity is found. */
export type Predicate = (entity: Entity) => boolean;

/** Reads the left side of a rule from an entity; `undefined` when it has no value. */
export type Read = (entity: Entity) => Json | undefined;

/** Finds nothing. */
export const never: Predicate = () => false;
