import { peek, textPieces } from '../../metrics/input/text-pieces.ts';
import { parseRecord } from '../../metrics/parse-record.ts';
import type { FileRecord, RecordFile } from './file-records.ts';

/** Where a record begins in the line of a log: CIs write times and marks before it. */
const begin = '{"identifier":';

/**
 * The records that a report kept: a spool file, which is one record over many lines, a file with one a line, or the log
 * of a job, in which everything else is passed over. Only a spool file is read as a whole.
 */
export async function* keptRecords({ bytes }: RecordFile): AsyncGenerator<FileRecord> {
  const { start, all } = await peek(textPieces(bytes));
  if (start.trimStart().split('\n')[0]?.trim() !== '{') return yield* recordsOfLines(all);
  let text = '';
  for await (const piece of all) text += piece;
  const whole = parsedOrNull(text);
  if (whole === null) yield* recordsOfLines([text]);
  else yield fileRecord(whole, 1);
}

async function* recordsOfLines(
  pieces: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<FileRecord> {
  let [rest, line] = ['', 0];
  for await (const piece of pieces) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      line += 1;
      yield* recordOfLine(text, line);
    }
  }
  yield* recordOfLine(rest, line + 1);
}

function* recordOfLine(text: string, line: number): Generator<FileRecord> {
  const start = text.indexOf(begin);
  if (start < 0) return;
  // A log may colour its lines, and Windows ends them with two signs.
  const value = parsedOrNull(text.slice(start, text.lastIndexOf('}') + 1));
  if (value === null) yield { line, problem: 'is cut off, or no JSON' };
  else yield fileRecord(value, line);
}

function fileRecord(value: unknown, line: number): FileRecord {
  const reading = parseRecord(value);
  return 'record' in reading
    ? { line, record: reading.record }
    : { line, problem: reading.problem };
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
