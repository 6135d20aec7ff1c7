import { notJson } from './not-json.ts';
import type { RawValue, RawValues, TextPieces } from './raw-value.ts';
import { readCsv } from './read-csv.ts';
import { readJsonArray } from './read-json-array.ts';
import { readJsonLines } from './read-json-lines.ts';
import { peek, textPieces } from './text-pieces.ts';

/** A file of values: how it is written, and the values. */
export interface ValueFile {
  readonly format: 'json' | 'json-lines' | 'csv' | 'empty';
  readonly values: RawValues;
}

/** Reads a file as JSON array, JSON Lines or CSV, whatever it is called: the name decides only what its beginning leaves open. */
export async function readValues(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
): Promise<ValueFile> {
  const { start, all } = await peek(textPieces(bytes));
  const first = start.trimStart()[0];
  if (first === undefined) return { format: 'empty', values: nothing() };
  if (first === '[') return { format: 'json', values: readJsonArray(all) };
  if (first === '{' && !isOneLine(start) && /\.json$/i.test(name))
    return { format: 'json', values: readJsonObject(all) };
  if (first === '{' || /\.(jsonl|ndjson|json|log)$/i.test(name))
    return { format: 'json-lines', values: readJsonLines(all) };
  return { format: 'csv', values: readCsv(all, start) };
}

/** Whether the first line is a value of its own. */
function isOneLine(start: string): boolean {
  try {
    JSON.parse(start.trimStart().split('\n')[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/** One object over several lines: a record, or the list of records in its field `records` or `incidents`. */
async function* readJsonObject(pieces: TextPieces): RawValues {
  let text = '';
  for await (const piece of pieces) text += piece;
  yield valuesIn(text);
}

function valuesIn(text: string): RawValue[] {
  try {
    const value: unknown = JSON.parse(text);
    const lists = value as { readonly records?: unknown; readonly incidents?: unknown };
    const list = [lists.records, lists.incidents].find(Array.isArray);
    return list ? list.map((one: unknown) => ({ line: 1, value: one })) : [{ line: 1, value }];
  } catch (thrown) {
    return [{ line: 1, problem: notJson(thrown) }];
  }
}

async function* nothing(): RawValues {}
