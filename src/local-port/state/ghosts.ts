import type { Entity } from '../model/entity.ts';
import type { Catalog } from './catalog.ts';

/** How long searches still find what is deleted; Port's own clients wait a few seconds. */
const lingerMs = 5_000;

/** Deleted entities that searches still find for a while, because Port's search lags behind its writes. */
export class Ghosts {
  #ghosts: { readonly entity: Entity; readonly until: number }[] = [];

  add(entities: readonly Entity[], now: number): void {
    for (const entity of entities) this.#ghosts.push({ entity, until: now + lingerMs });
  }

  /** Those that still linger and have not been created anew. */
  list(now: number, catalog: Catalog): readonly Entity[] {
    this.#ghosts = this.#ghosts.filter(({ until }) => until > now);
    return this.#ghosts
      .map(({ entity }) => entity)
      .filter(
        ({ blueprint, identifier }) =>
          catalog.blueprint(blueprint) !== undefined && !catalog.entity(blueprint, identifier),
      );
  }

  clear(): void {
    this.#ghosts = [];
  }
}
