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

/** Goes through the text sign by sign and cuts it where the commas of the array are. */
function createScanner() {
  // What of the element was in earlier pieces, where it began, and whether a string is open in it.
  let [element, begin, line, depth] = ['', 0, 1, 0];
  let [inString, isEscaped, isEmpty] = [false, false, true];
  let state: 'before' | 'inside' | 'after' = 'before';

  const cut = (text: string): RawValue[] => {
    const whole = element + text;
    [element, isEmpty] = ['', true];
    return whole.trim() === '' ? [] : [parse(whole, begin)];
  };

  /** Works on one sign; whether an element ends before it. */
  const step = (code: number): boolean => {
    if (code === newline) line += 1;
    if (inString) {
      if (isEscaped) isEscaped = false;
      else if (code === backslash) isEscaped = true;
      else if (code === quote) inString = false;
      return false;
    }
    if (isEmpty && !isSpace(code) && code !== comma && depth === 1)
      [isEmpty, begin] = [false, line];
    if (code === quote) inString = true;
    else if (openers.has(code)) depth += 1;
    else if (closers.has(code)) depth -= 1;
    return depth === 0 || (depth === 1 && code === comma);
  };

  return {
    take(piece: string): RawValue[] {
      const values: RawValue[] = [];
      let from = 0;
      for (let at = 0; at < piece.length; at += 1) {
        const code = piece.charCodeAt(at);
        if (state === 'inside') {
          if (!step(code)) continue;
          values.push(...cut(piece.slice(from, at)));
          from = at + 1;
          if (depth === 0) state = 'after';
        } else if (state === 'before' && openers.has(code)) {
          [state, depth, from] = ['inside', 1, at + 1];
        } else if (code === newline) line += 1;
        else if (state === 'after' && !isSpace(code)) {
          values.push({ line, problem: 'stands behind the end of the array' });
          return values;
        }
      }
      if (state === 'inside') element += piece.slice(from);
      return values;
    },
    /** What is left when the text ends in the middle: perhaps a whole element without its comma. */
    end(): RawValue[] {
      if (state !== 'inside') return [];
      const cutOff = (at: number): RawValue => ({
        line: at,
        problem: 'is cut off: the array has no end',
      });
      const last = isEmpty ? null : parse(element, begin);
      return last !== null && 'value' in last
        ? [last, cutOff(line)]
        : [cutOff(isEmpty ? line : begin)];
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
