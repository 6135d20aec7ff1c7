import { z } from 'zod';

// Patterns and lengths: Port API reference, request schemas; lengths count code points.
const entityPattern = /^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/=-]+$/u;
const blueprintPattern = /^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/-]+$/u;
const keyPattern = /^[A-Za-z0-9@_=\\-]+$/;

const entityLength = 1000;
const blueprintLength = 100;
const keyLength = 100;

function bounded(pattern: RegExp, length: number, what: string) {
  return z
    .string()
    .regex(pattern, `must match the pattern of ${what} (${pattern.source})`)
    .refine((text) => text.length <= length || [...text].length <= length, {
      error: `must NOT have more than ${length} characters`,
    });
}

/** The identifier of an entity. */
export const entityIdentifier = bounded(entityPattern, entityLength, 'entity identifiers');

/** The identifier of a blueprint: no `=`. */
export const blueprintIdentifier = bounded(
  blueprintPattern,
  blueprintLength,
  'blueprint identifiers',
);

/** The identifier of a scorecard: the characters of an entity's, the length of a blueprint's. */
export const scorecardIdentifier = bounded(entityPattern, blueprintLength, 'scorecard identifiers');

/** The key of a property, relation, mirror, calculation or aggregation property. */
export const propertyKey = bounded(keyPattern, keyLength, 'property keys');

/** The identifiers in a list that a relation points at: the published schema gives them no length. */
export const listedIdentifier = z
  .string()
  .regex(entityPattern, 'must match the pattern of entity identifiers');
