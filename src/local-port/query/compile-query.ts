import type { Query, Rule } from '../model/query-body.ts';
import { entityKey } from '../state/catalog.ts';
import { compare } from './compare.ts';
import { pathPredicate } from './path-rule.ts';
import type { Predicate, QueryScope } from './predicate.ts';
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
  if ('scorecard' in rule) return scorecardPredicate(rule);
  if (rule.operator === 'relatedTo') {
    const keys = relatedKeys(rule, scope.catalog);
    return (entity) => keys.has(entityKey(entity));
  }
  if (rule.operator === 'matchAny') return pathPredicate(rule, scope);
  return valuePredicate(rule, scope);
}

/** Nothing has scorecards here, so the level of every scorecard is empty. */
function scorecardPredicate(rule: Extract<Rule, { scorecard: unknown }>): Predicate {
  if (!('value' in rule)) return () => rule.operator === 'isEmpty';
  return () => compare(rule.operator, undefined, rule.value);
}
