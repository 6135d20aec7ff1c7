import type { Entity } from '../model/entity.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { Query } from '../model/query-body.ts';
import { compileQuery } from '../query/compile-query.ts';
import { followRelation } from '../query/follow-relation.ts';
import type { Predicate, QueryScope } from '../query/predicate.ts';
import { readProperty } from '../query/read-property.ts';
import type { Scorecard } from './scorecard.ts';
import type { Condition, Conditions } from './scorecard-body.ts';

/** A scorecard ready to judge entities; `null` for those that its filter leaves out. */
export type Judge = (entity: Entity) => JsonObject | null;

/** Turns a scorecard into a judge: each rule is compiled once. */
export function compileScorecard(scorecard: Scorecard, scope: QueryScope): Judge {
  const applies = scorecard.filter ? compileConditions(scorecard.filter, scope) : () => true;
  const rules = scorecard.rules.map((rule) => ({
    ...rule,
    passes: compileConditions(rule.query, scope),
  }));
  return (entity) => {
    if (!applies(entity)) return null;
    const results = rules.map(({ identifier, level, passes }) => ({
      identifier,
      status: passes(entity) ? 'SUCCESS' : 'FAILURE',
      level,
    }));
    return { rules: results, level: reachedLevel(scorecard, results) };
  };
}

/**
 * The highest level of which all rules pass, together with all rules of the levels below; the first one without any
 * (page "Concepts and structure"). A level that no rule names is not reached by itself.
 */
export function reachedLevel(
  { levels }: Pick<Scorecard, 'levels'>,
  results: readonly { readonly level: string; readonly status: string }[],
): string {
  let reached = levels[0]?.title ?? '';
  for (const { title } of levels) {
    const own = results.filter(({ level }) => level === title);
    if (own.some(({ status }) => status !== 'SUCCESS')) break;
    if (own.length > 0) reached = title;
  }
  return reached;
}

function compileConditions({ combinator, conditions }: Conditions, scope: QueryScope): Predicate {
  const all = conditions.map((condition) => compileCondition(condition, scope));
  return combinator === 'and'
    ? (entity) => all.every((passes) => passes(entity))
    : (entity) => all.some((passes) => passes(entity));
}

function compileCondition(condition: Condition, scope: QueryScope): Predicate {
  if (!('value' in condition)) return emptiness(condition, scope);
  // All that a scorecard may compare a search of one blueprint may compare as well.
  return compileQuery({ combinator: 'and', rules: [condition] } as Query, scope);
}

/** Here, unlike in a search, an empty text, list or object is empty too (page "Concepts and structure"). */
function emptiness(
  condition: Extract<Condition, { operator: 'isEmpty' | 'isNotEmpty' }>,
  { catalog }: QueryScope,
): Predicate {
  const wanted = (condition.operator === 'isEmpty') !== (condition.not === true);
  if ('relation' in condition) {
    const relation = condition.relation as string;
    return (entity) => (followRelation(entity, relation, catalog).length === 0) === wanted;
  }
  const { property } = condition;
  return (entity) => isEmpty(readProperty(entity, property, catalog)) === wanted;
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}
