import { letterPattern } from '../host/letter-pattern.ts';
import type { Parsed } from './option.ts';

/** Source: Port API description, `identifier` of a blueprint: this pattern, and at most 100 characters. */
const pattern = letterPattern('^(?!\\.{1,2}$)[\\p{L}0-9@_.+:\\\\/-]{1,100}$');

/** The identifier of a blueprint, as Port takes it. */
export function parseBlueprint(text: string): Parsed<string> {
  return pattern(text).test(text)
    ? { value: text }
    : {
        problem: 'is no identifier of a blueprint',
        hint: 'give what Port shows as Identifier, not the title: up to 100 letters, digits and @ _ . + : / \\ -',
      };
}
