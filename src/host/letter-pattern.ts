/** The pattern that fits a text. */
export type LetterPattern = (text: string) => RegExp;

/**
 * A regular expression with `\p{L}` or `\p{N}` in its classes, in a form that costs nothing until a text needs it.
 * V8 builds such a class when it first sees the literal, called or not: that takes 0.3 ms each, and every report would
 * pay. A text of ASCII signs alone is read by the same pattern with the letters and digits of ASCII in their place.
 */
export function letterPattern(source: string, flags = ''): LetterPattern {
  let ascii: RegExp | undefined;
  let unicode: RegExp | undefined;
  return (text) => {
    if (isAscii(text)) {
      ascii ??= new RegExp(
        source.replaceAll('\\p{L}', 'A-Za-z').replaceAll('\\p{N}', '0-9'),
        flags,
      );
      return ascii;
    }
    unicode ??= new RegExp(source, `${flags}u`);
    return unicode;
  };
}

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);
