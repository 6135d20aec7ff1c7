import type { Json } from '../model/json.ts';
import type { ComparisonOperator, Rule } from '../model/query-body.ts';
import { compare } from './compare.ts';
import { followRelation } from './follow-relation.ts';
import type { Predicate, QueryScope } from './predicate.ts';

/** Operators that say "none of the related entities ..."; the rest say "one of them ...". */
const opposites: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  '!=': '=',
  doesNotContains: 'contains',
  doesNotBeginsWith: 'beginsWith',
  doesNotEndsWith: 'endsWith',
  notIn: 'in',
};

/** A rule on what a relation points at: its identifier unless the rule asks for the title. */
export function relationPredicate(
  rule: Extract<Rule, { relation: unknown }>,
  { catalog }: QueryScope,
): Predicate {
  const { relation, targetProperty } = rule;
  const targets = (entity: Parameters<Predicate>[0]): readonly Json[] =>
    followRelation(entity, relation, catalog).map((target) =>
      targetProperty === '$title' ? target.title : target.identifier,
    );
  if (!('value' in rule)) {
    const empty = rule.operator === 'isEmpty';
    return (entity) => (targets(entity).length === 0) === empty;
  }
  const { operator, value } = rule;
  const opposite = opposites[operator];
  return opposite === undefined
    ? (entity) => some(targets(entity), operator, value)
    : (entity) => !some(targets(entity), opposite, value);
}

/** No related entity is the value `null`. */
function some(values: readonly Json[], operator: ComparisonOperator, expected: Json): boolean {
  const shown = values.length === 0 ? [null] : values;
  return shown.some((value) => compare(operator, value, expected));
}
