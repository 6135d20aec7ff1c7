import type { Entity } from '../model/entity.ts';
import type { JsonObject } from '../model/json.ts';
import type { Catalog } from '../state/catalog.ts';
import { entityFacts } from './entity-facts.ts';

/** What a route adds to or leaves out of the entities it shows. */
export interface ShowOptions {
  /** Leaves out what is computed: page "Advanced" of search counts mirror properties in. */
  readonly excludeCalculated?: boolean;
  /** Shows `{identifier, title}` instead of an identifier. */
  readonly attachTitles?: boolean;
}

/** An entity as Port shows it: computed properties among the others, every relation of its blueprint, and scorecards. */
export function showEntity(
  entity: Entity,
  catalog: Catalog,
  options: ShowOptions = {},
): JsonObject {
  const facts = entityFacts(entity, catalog, options.attachTitles === true);
  const { computed } = catalog;
  return {
    ...facts,
    properties: options.excludeCalculated
      ? entity.properties
      : { ...facts.properties, ...computed.properties(entity) },
    ...(catalog.scorecards.of(entity.blueprint).length > 0 && {
      scorecards: computed.scorecards(entity),
    }),
  };
}
