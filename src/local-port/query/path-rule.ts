import type { Hop, Rule } from '../model/query-body.ts';
import { entityKey } from '../state/catalog.ts';
import { compare } from './compare.ts';
import { contextValue, isContextual } from './context-value.ts';
import { endsOfPath } from './match-path.ts';
import { never, type Predicate, type QueryScope } from './predicate.ts';
import { readProperty } from './read-property.ts';

/** `matchAny`: a property, or the end of a path of relations, is one of the values. */
export function pathPredicate(
  rule: Extract<Rule, { operator: 'matchAny' }>,
  scope: QueryScope,
): Predicate {
  const value = isContextual(rule.value) ? contextValue(rule.value, scope) : rule.value;
  if (value === undefined) return never;
  const wanted = [value].flat() as readonly string[];
  const { property } = rule;
  if (typeof property === 'string') {
    return (entity) => compare('in', readProperty(entity, property, scope.catalog), wanted);
  }
  if (isContextual(property)) {
    const actual = contextValue(property, scope);
    return () => actual !== undefined && compare('in', actual, wanted);
  }
  return property.fromBlueprint === undefined
    ? upstreamPredicate(property.path, new Set(wanted), scope)
    : downstreamPredicate(property.path, property.fromBlueprint, wanted, scope);
}

/** Entities whose own path ends at a wanted entity. */
function upstreamPredicate(
  path: readonly Hop[],
  wanted: ReadonlySet<string>,
  { catalog }: QueryScope,
): Predicate {
  return (entity) => endsOfPath([entity], path, catalog).some((end) => wanted.has(end.identifier));
}

/** Entities at which the path of a wanted entity ends. */
function downstreamPredicate(
  path: readonly Hop[],
  fromBlueprint: string,
  wanted: readonly string[],
  { catalog }: QueryScope,
): Predicate {
  const starts = wanted.flatMap((one) => catalog.entity(fromBlueprint, one) ?? []);
  const ends = new Set(endsOfPath(starts, path, catalog).map(entityKey));
  return (entity) => ends.has(entityKey(entity));
}
