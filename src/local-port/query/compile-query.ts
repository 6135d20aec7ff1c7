import type { Entity } from '../model/entity.ts';
import type { Query, Rule } from '../model/query-body.ts';
import { entityKey } from '../state/catalog.ts';
import { compare } from './compare.ts';
import { pathPredicate } from './path-rule.ts';
import type { Predicate, QueryScope } from './predicate.ts';
import { readScorecard } from './read-scorecard.ts';
import { relatedKeys } from './related.ts';
import { relationPredicate } from './relation-rule.ts';
import { schemaPredicate } from './schema-rule.ts';
import { valuePredicate } from './value-rule.ts';

/** Turns a query into a test of one entity; graphs and dates are worked out once. */
export function compileQuery(query: Query, scope: QueryScope): Predicate {
  const rules = query.rules.map((rule) => compileRule(rule, scope));
  return query.combinator === 'and'
    ? (entity) => rules.every((rule) => rule(entity))
    : (entity) => rules.some((rule) => rule(entity));
}

function compileRule(rule: Rule, scope: QueryScope): Predicate {
  if ('combinator' in rule) return compileQuery(rule, scope);
  if ('propertySchema' in rule) return schemaPredicate(rule, scope);
  if ('relation' in rule) return relationPredicate(rule, scope);
  if ('scorecard' in rule) return scorecardPredicate(rule, scope);
  if (rule.operator === 'relatedTo') {
    const keys = relatedKeys(rule, scope.catalog);
    return (entity) => keys.has(entityKey(entity));
  }
  if (rule.operator === 'matchAny') return pathPredicate(rule, scope);
  return valuePredicate(rule, scope);
}

/** A rule on the level of a scorecard, or on the status of one of its rules; empty where the scorecard does not apply. */
function scorecardPredicate(
  rule: Extract<Rule, { scorecard: unknown }>,
  { catalog }: QueryScope,
): Predicate {
  const { scorecard, scorecardRule } = rule;
  const read = (entity: Entity) => readScorecard(entity, scorecard, scorecardRule, catalog);
  if (!('value' in rule)) {
    const empty = rule.operator === 'isEmpty';
    return (entity) => (read(entity) === undefined) === empty;
  }
  const { operator, value } = rule;
  return (entity) => compare(operator, read(entity), value);
}
