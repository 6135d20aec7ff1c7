import { isJsonObject, type JsonObject } from '../port/json.ts';

/** Whether a property or relation that stands where ours belongs can do the same service, whatever it is called. */
export function fitsIn(
  kind: 'property' | 'relation',
  theirs: JsonObject,
  ours: JsonObject,
): boolean {
  if (kind === 'relation') {
    return theirs.target === ours.target && Boolean(theirs.many) === Boolean(ours.many);
  }
  if (theirs.type !== ours.type) return false;
  if (isSet(theirs.format) && theirs.format !== ours.format) return false;
  return takesAll(theirs.enum, ours.enum) && !isNarrow(theirs);
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

/** A list of words must hold all of ours; without a list any word is taken. */
function takesAll(theirs: unknown, ours: unknown): boolean {
  if (!Array.isArray(theirs)) return true;
  return Array.isArray(ours) && ours.every((word) => theirs.includes(word));
}

/** Bounds that ours has not may refuse what is reported. */
const isNarrow = (theirs: JsonObject): boolean =>
  ['pattern', 'maxLength', 'maximum', 'exclusiveMaximum', 'exclusiveMinimum'].some((key) =>
    isSet(theirs[key]),
  ) || isJsonObject(theirs.properties);
