import { isJsonObject, type JsonObject } from '../port/json.ts';
import { settled } from './same-definition.ts';

/** A definition with what a user changed kept, and where both changed the same thing. */
export interface MergedDefinition {
  readonly definition: JsonObject;
  /** Paths at which the user's value was kept although ours has changed too. */
  readonly conflicts: readonly string[];
}

/** Three ways: what we wrote, what stands there now, what we would write now. Lists are changed as a whole. */
export function mergeEdits(
  base: JsonObject,
  theirs: JsonObject,
  next: JsonObject,
  at = '',
): MergedDefinition {
  const conflicts: string[] = [];
  const merged: [key: string, value: unknown][] = [];
  for (const key of new Set([...Object.keys(next), ...Object.keys(theirs)])) {
    const [was, is, will] = [own(base, key), own(theirs, key), own(next, key)];
    const path = at === '' ? key : `${at}.${key}`;
    if (isSame(is, was)) merged.push([key, will]);
    else if (isSame(will, was) || isSame(will, is)) merged.push([key, is]);
    else if (isJsonObject(is) && isJsonObject(will)) {
      const inner = mergeEdits(isJsonObject(was) ? was : {}, is, will, path);
      merged.push([key, inner.definition]);
      conflicts.push(...inner.conflicts);
    } else {
      merged.push([key, is]);
      conflicts.push(path);
    }
  }
  const said = merged.filter(([, value]) => value !== undefined);
  return { definition: Object.fromEntries(said), conflicts };
}

const own = (object: JsonObject, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Within an object `null` and nothing are the same, as Port shows the one for the other. */
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(settled({ one })) === JSON.stringify(settled({ one: other }));
