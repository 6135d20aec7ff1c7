import { notJson } from './not-json.ts';
import type { RawValue, RawValues, TextPieces } from './raw-value.ts';

/** One JSON value a line. A broken line spoils no other one; empty lines are nothing. */
export async function* readJsonLines(pieces: TextPieces): RawValues {
  let [rest, line] = ['', 0];
  for await (const piece of pieces) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    const values: RawValue[] = [];
    for (const text of lines) {
      line += 1;
      if (text.trim() !== '') values.push(parse(text, line));
    }
    if (values.length > 0) yield values;
  }
  if (rest.trim() !== '') yield [parse(rest, line + 1)];
}

function parse(text: string, line: number): RawValue {
  try {
    return { line, value: JSON.parse(text) };
  } catch (thrown) {
    return { line, problem: notJson(thrown) };
  }
}
