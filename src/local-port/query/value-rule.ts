import type { Entity } from '../model/entity.ts';
import { type Json, own } from '../model/json.ts';
import type { DateRange, OrderOperator, Rule } from '../model/query-body.ts';
import type { Catalog } from '../state/catalog.ts';
import { compare } from './compare.ts';
import { contextValue, isContextual } from './context-value.ts';
import { dateWindow } from './date-window.ts';
import { never, type Predicate, type QueryScope, type Read } from './predicate.ts';
import { readProperty } from './read-property.ts';

/** Rules that read one value from each entity. */
export type ValueRule = Exclude<
  Extract<Rule, { property: unknown }>,
  { operator: 'matchAny' } | { operator: 'relatedTo' }
>;

/** A rule on a property: emptiness, expiry, date windows, order, or a comparison. */
export function valuePredicate(rule: ValueRule, scope: QueryScope): Predicate {
  const { property } = rule;
  if (typeof property === 'string') {
    const read: Read = (entity) => readProperty(entity, property, scope.catalog);
    return testOf(rule, read, (entity) => isDate(entity, property, scope.catalog), scope);
  }
  const value = contextValue(property, scope);
  return value === undefined ? never : testOf(rule, () => value, never, scope);
}

function testOf(rule: ValueRule, read: Read, dates: Predicate, scope: QueryScope): Predicate {
  switch (rule.operator) {
    case 'isEmpty':
      return (entity) => (read(entity) ?? null) === null;
    case 'isNotEmpty':
      return (entity) => (read(entity) ?? null) !== null;
    case 'isExpired':
      return (entity) => timeOf(read(entity)) < scope.now;
    case 'isNotExpired':
      return (entity) => timeOf(read(entity)) >= scope.now;
    default:
      return comparison(rule, read, dates, scope);
  }
}

function comparison(
  rule: Extract<ValueRule, { value: unknown }>,
  read: Read,
  dates: Predicate,
  scope: QueryScope,
): Predicate {
  const { operator, value } = rule;
  const expected = isContextual(value) ? contextValue(value, scope) : value;
  if (expected === undefined) return never;
  if (isRange(expected)) {
    const within = windowPredicate(read, expected, scope.now);
    return operator === 'notBetween' ? (entity) => !within(entity) : within;
  }
  switch (operator) {
    case 'between':
    case 'notBetween':
      return never;
    case '>':
    case '>=':
    case '<':
    case '<=':
      return (entity) => inOrder(operator, read(entity), expected);
    default:
      return (entity) => compare(operator, read(entity), expected, dates(entity));
  }
}

function windowPredicate(read: Read, range: DateRange, now: number): Predicate {
  const { from, to } = dateWindow(range, now);
  return (entity) => {
    const time = timeOf(read(entity));
    return time >= from && time <= to;
  };
}

/** Numbers against numbers and instants against instants; anything else is in no order. */
function inOrder(operator: OrderOperator, actual: Json | undefined, expected: Json): boolean {
  const dates = typeof expected === 'string';
  const left = dates ? timeOf(actual) : typeof actual === 'number' ? actual : Number.NaN;
  const right = dates ? timeOf(expected) : Number(expected);
  switch (operator) {
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
  }
}

function isRange(value: unknown): value is DateRange {
  return typeof value === 'object' && value !== null && ('from' in value || 'preset' in value);
}

/** Mirrors may show dates of other blueprints, so they count as dates too. */
function isDate(entity: Entity, property: string, catalog: Catalog): boolean {
  if (property.startsWith('$')) return property === '$createdAt' || property === '$updatedAt';
  const definition = own(catalog.blueprint(entity.blueprint)?.schema.properties ?? {}, property);
  const format = definition?.format;
  return definition === undefined || format === 'date-time' || format === 'timer';
}

function timeOf(value: Json | undefined): number {
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}
