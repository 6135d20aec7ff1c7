import type { Json } from '../model/json.ts';
import type { ComparisonOperator } from '../model/query-body.ts';
import { parseRfc3339 } from '../model/rfc3339.ts';

/** What a rule compares with. */
export type Expected = Json | undefined;

/** Whether a value satisfies a comparison; `areDates` makes two texts equal that name the same instant. */
export function compare(
  operator: ComparisonOperator,
  actual: Json | undefined,
  expected: Expected,
  areDates = false,
): boolean {
  switch (operator) {
    case '=':
      return equals(actual, expected, areDates);
    case '!=':
      return !equals(actual, expected, areDates);
    case 'contains':
      return contains(actual, expected);
    case 'doesNotContains':
      return !contains(actual, expected);
    case 'containsAny':
      return asList(expected).some((one) => contains(actual, one));
    case 'beginsWith':
      return isText(actual, expected) && actual.startsWith(String(expected));
    case 'doesNotBeginsWith':
      return !(isText(actual, expected) && actual.startsWith(String(expected)));
    case 'endsWith':
      return isText(actual, expected) && actual.endsWith(String(expected));
    case 'doesNotEndsWith':
      return !(isText(actual, expected) && actual.endsWith(String(expected)));
    case 'in':
      return isIn(actual, expected, areDates);
    case 'notIn':
      return !isIn(actual, expected, areDates);
  }
}

/** `null` equals what is not there; lists are equal member by member. */
export function equals(actual: Json | undefined, expected: Expected, areDates: boolean): boolean {
  if (actual === undefined || actual === null) return expected === undefined || expected === null;
  if (actual === expected) return true;
  if (typeof actual === 'string' && typeof expected === 'string') {
    if (!areDates) return false;
    const time = parseRfc3339(actual);
    return time !== null && time === parseRfc3339(expected);
  }
  if (!isList(actual) || !isList(expected) || actual.length !== expected.length) return false;
  return actual.every((one, index) => equals(one, expected[index], areDates));
}

/** A part of a text, or a member of a list; of a list of values every one. */
function contains(actual: Json | undefined, expected: Expected): boolean {
  if (isList(expected)) {
    return expected.length > 0 && expected.every((one) => contains(actual, one));
  }
  if (isList(actual)) return actual.some((one) => equals(one, expected, false));
  return isText(actual, expected) && actual.includes(String(expected));
}

/** A list (such as `$team`) is in another when they share a member. */
function isIn(actual: Json | undefined, expected: Expected, areDates: boolean): boolean {
  const wanted = asList(expected);
  const values = isList(actual) ? actual : [actual];
  return values.some((value) => wanted.some((one) => equals(value, one, areDates)));
}

function isText(actual: Json | undefined, expected: Expected): actual is string {
  return typeof actual === 'string' && typeof expected === 'string';
}

function asList(value: Expected): readonly Json[] {
  if (isList(value)) return value;
  return value === undefined ? [] : [value];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
