import type { Entity } from '../model/entity.ts';
import { own } from '../model/json.ts';
import type { Query } from '../model/query-body.ts';
import type { Catalog } from '../state/catalog.ts';
import { compileQuery } from './compile-query.ts';
import type { QueryScope } from './predicate.ts';

/** Equality rules that every match has to satisfy, by property. */
type Equalities = ReadonlyMap<string, string | number | boolean>;

/** The entities of the given blueprints that a query matches, blueprint by blueprint in the order of creation. */
export function* findEntities(
  query: Query,
  blueprints: readonly string[],
  scope: QueryScope,
): Generator<Entity> {
  const matches = compileQuery(query, scope);
  const equalities = readEqualities(query);
  const only = equalities.get('$blueprint');
  for (const blueprint of blueprints) {
    if (only !== undefined && only !== blueprint) continue;
    for (const entity of candidates(blueprint, equalities, scope.catalog)) {
      if (matches(entity)) yield entity;
    }
  }
}

function readEqualities(query: Query): Equalities {
  const equalities = new Map<string, string | number | boolean>();
  if (query.combinator === 'or' && query.rules.length > 1) return equalities;
  for (const rule of query.rules) {
    if (!('property' in rule) || typeof rule.property !== 'string' || rule.operator !== '=')
      continue;
    const { value } = rule;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      equalities.set(rule.property, value);
    }
  }
  return equalities;
}

/** The fewest entities that have to be looked at: by identifier, by an indexed value, else all. */
function candidates(blueprint: string, equalities: Equalities, catalog: Catalog): Iterable<Entity> {
  const table = catalog.entities(blueprint);
  const identifier = equalities.get('$identifier');
  if (typeof identifier === 'string') {
    const entity = table.get(identifier);
    return entity ? [entity] : [];
  }
  for (const [property, value] of equalities) {
    if (isIndexable(property, blueprint, catalog)) return table.withValue(property, value);
  }
  return table.values();
}

/** Dates are compared by instant and mirrors are computed, so neither can be looked up by its text. */
function isIndexable(property: string, blueprint: string, catalog: Catalog): boolean {
  if (property.startsWith('$')) return property === '$title';
  const definition = own(catalog.blueprint(blueprint)?.schema.properties ?? {}, property);
  return (
    definition !== undefined && definition.format !== 'date-time' && definition.format !== 'timer'
  );
}
