import type { Parsed } from './option.ts';

/** One or more of a few words, in any case, separated by commas or spaces. */
export function wordsAmong<const Words extends readonly string[]>(
  among: Words,
): (text: string) => Parsed<readonly Words[number][]> {
  return (text) => {
    const given = text
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean);
    const unknown = given.find((word) => !among.includes(word));
    return unknown === undefined
      ? { value: among.filter((word) => given.includes(word)) }
      : {
          problem: `has the word ${unknown}, which is not allowed`,
          hint: `choose of: ${among.join(', ')}`,
        };
  };
}

/** Texts, separated by commas or line ends. */
export function parseList(text: string): Parsed<readonly string[]> {
  const items = text.split(/[,\r\n]+/).map((item) => item.trim());
  return { value: [...new Set(items.filter((item) => item !== '' && !item.startsWith('#')))] };
}
