import { type Entity, targetsOf } from '../model/entity.ts';
import { own } from '../model/json.ts';
import type { RelatedRule } from '../model/query-body.ts';
import { type Catalog, entityKey } from '../state/catalog.ts';

type Neighbours = (entity: Entity) => readonly Entity[];

/**
 * The keys of all entities related to the named ones over any number of relations: upstream what they depend on,
 * downstream what depends on them, and both without a direction.
 */
export function relatedKeys(rule: RelatedRule, catalog: Catalog): ReadonlySet<string> {
  const identifiers = typeof rule.value === 'string' ? [rule.value] : rule.value;
  const starts = identifiers.flatMap((one) => catalog.entity(rule.blueprint, one) ?? []);
  const counts = (required: boolean): boolean =>
    rule.required === undefined || rule.required === required;
  const found = new Set<string>();
  if (rule.direction !== 'downstream') spread(starts, upstream(catalog, counts), found);
  if (rule.direction !== 'upstream') spread(starts, downstream(catalog, counts), found);
  return found;
}

/** Adds everything that can be reached from the starts, but none of them. */
function spread(starts: readonly Entity[], neighbours: Neighbours, found: Set<string>): void {
  const seen = new Set(starts.map(entityKey));
  const waiting = [...starts];
  for (let entity = waiting.pop(); entity; entity = waiting.pop()) {
    for (const next of neighbours(entity)) {
      const key = entityKey(next);
      if (seen.has(key)) continue;
      seen.add(key);
      found.add(key);
      waiting.push(next);
    }
  }
}

function upstream(catalog: Catalog, counts: (required: boolean) => boolean): Neighbours {
  return (entity) => {
    const relations = catalog.blueprint(entity.blueprint)?.relations ?? {};
    return Object.entries(relations).flatMap(([key, relation]) =>
      counts(relation.required)
        ? targetsOf(own(entity.relations, key)).flatMap(
            (identifier) => catalog.entity(relation.target, identifier) ?? [],
          )
        : [],
    );
  };
}

function downstream(catalog: Catalog, counts: (required: boolean) => boolean): Neighbours {
  return (entity) =>
    catalog.referrers(entity.blueprint, entity.identifier).flatMap((referrer) => {
      const relations = catalog.blueprint(referrer.blueprint)?.relations ?? {};
      if (!counts(own(relations, referrer.relation)?.required === true)) return [];
      return referrer.identifiers.flatMap(
        (identifier) => catalog.entity(referrer.blueprint, identifier) ?? [],
      );
    });
}
