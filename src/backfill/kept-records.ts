import { parseRecord } from '../metrics/parse-record.ts';
import type { FileRecord, RecordFile } from './file-records.ts';

/** Where a record begins in the line of a log: CIs write times and marks before it. */
const begin = '{"identifier":';

/**
 * The records that a report kept: a spool file, which is one record, a file with one a line, or the log of a job, in
 * which everything else is passed over.
 */
export async function* keptRecords({ bytes }: RecordFile): AsyncGenerator<FileRecord> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const piece of bytes) text += decoder.decode(piece, { stream: true });
  text += decoder.decode();
  const whole = parsedOrNull(text);
  if (whole !== null) {
    yield fileRecord(whole, 1);
    return;
  }
  for (const [index, line] of text.split('\n').entries()) {
    const start = line.indexOf(begin);
    if (start < 0) continue;
    // A log may colour its lines, and Windows ends them with two signs.
    const json = line.slice(start, line.lastIndexOf('}') + 1);
    const value = parsedOrNull(json);
    if (value === null) yield { line: index + 1, problem: 'is cut off, or no JSON' };
    else yield fileRecord(value, index + 1);
  }
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
