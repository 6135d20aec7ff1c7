import { notJson } from './not-json.ts';
import type { RawValue, RawValues, TextPieces } from './raw-value.ts';

/** The elements of one JSON array, each parsed on its own, so that the whole never stands in memory. */
export async function* readJsonArray(pieces: TextPieces): RawValues {
  const scanner = createScanner();
  for await (const piece of pieces) {
    const values = scanner.take(piece);
    if (values.length > 0) yield values;
  }
  const last = scanner.end();
  if (last.length > 0) yield last;
}

const [quote, backslash, newline, comma] = [34, 92, 10, 44];
const openers: ReadonlySet<number> = new Set([91, 123]);
const closers: ReadonlySet<number> = new Set([93, 125]);

/** How deep the text is in brackets, and whether in a string: what tells a comma between elements from all others. */
function createNesting() {
  let [depth, inString, isEscaped] = [0, false, false];
  return {
    get depth() {
      return depth;
    },
    get inString() {
      return inString;
    },
    step(code: number): void {
      if (inString) {
        if (isEscaped) isEscaped = false;
        else if (code === backslash) isEscaped = true;
        else if (code === quote) inString = false;
      } else if (code === quote) inString = true;
      else if (openers.has(code)) depth += 1;
      else if (closers.has(code)) depth -= 1;
    },
  };
}

/** Goes through the text sign by sign and cuts it where the commas of the array are. */
function createScanner() {
  const nesting = createNesting();
  // What of the element was in earlier pieces, and the line on which it began; 0 before its first sign.
  let [element, begin, line] = ['', 0, 1];
  let isBehind = false;

  /** The element that ends here, if there is one between the commas. */
  const cut = (text: string): RawValue[] => {
    const [whole, from] = [element + text, begin];
    [element, begin] = ['', 0];
    return from === 0 ? [] : [parse(whole, from)];
  };

  /** Works on one sign of the array; whether an element ends before it. */
  const endsAt = (code: number): boolean => {
    const isBetween = nesting.depth === 1 && !nesting.inString;
    nesting.step(code);
    if (nesting.depth === 0) return true;
    if (isBetween && code === comma) return true;
    if (isBetween && begin === 0 && !isSpace(code)) begin = line;
    return false;
  };

  return {
    take(piece: string): RawValue[] {
      const values: RawValue[] = [];
      let from = 0;
      for (let at = 0; at < piece.length && !isBehind; at += 1) {
        const code = piece.charCodeAt(at);
        if (code === newline) line += 1;
        if (nesting.depth === 0) {
          nesting.step(code);
          from = at + 1;
        } else if (endsAt(code)) {
          values.push(...cut(piece.slice(from, at)));
          from = at + 1;
          isBehind = nesting.depth === 0;
        }
      }
      if (!isBehind) element += piece.slice(from);
      else if (piece.slice(from).trim() !== '')
        values.push({ line, problem: 'stands behind the end of the array' });
      return values;
    },
    /** What is left when the text ends in the middle: perhaps a whole element without its comma. */
    end(): RawValue[] {
      if (isBehind) return [];
      const cutOff = (at: number): RawValue => ({
        line: at,
        problem: 'is cut off: the array has no end',
      });
      const last = begin === 0 ? null : parse(element, begin);
      return last !== null && 'value' in last ? [last, cutOff(line)] : [cutOff(begin || line)];
    },
  };
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

function parse(text: string, line: number): RawValue {
  try {
    return { line, value: JSON.parse(text) };
  } catch (thrown) {
    return { line, problem: notJson(thrown) };
  }
}
