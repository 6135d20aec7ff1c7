import type { Parsed } from './option.ts';
import { suggest } from './suggest.ts';

/** Some of a few words in the order given, each once, separated by commas, spaces or lines; `none` for an empty list. */
export function wordListOf<const Words extends readonly string[]>(
  among: Words,
): (text: string) => Parsed<readonly Words[number][]> {
  return (text) => {
    const given = [...new Set(text.toLowerCase().split(/[\s,]+/))].filter((word) => word !== '');
    if (given.length === 1 && given[0] === 'none') return { value: [] };
    const unknown = given.find((word) => !among.includes(word));
    if (unknown === undefined) return { value: given };
    const near = suggest(unknown, among);
    return {
      problem: `has the word ${unknown}, which is not allowed`,
      hint: near ? `did you mean ${near}?` : `choose of: ${among.join(', ')}, or none`,
    };
  };
}
