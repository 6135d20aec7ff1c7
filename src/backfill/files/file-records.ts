import type { DeploymentRecord } from '../../deployment/record.ts';
import { csvRecord } from '../../metrics/input/csv-record.ts';
import { readValues } from '../../metrics/input/read-values.ts';
import { isFields, parseRecord } from '../../metrics/parse-record.ts';
import type { Pair } from '../../options/parse-pair.ts';

/** A record of a file, or what is wrong with what stands there. */
export type FileRecord = { readonly line: number } & (
  | { readonly record: DeploymentRecord }
  | { readonly problem: string }
);

/** A file that is read piece by piece, and its name for messages. */
export interface RecordFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The records of a file of JSON, JSON Lines or CSV, one after the other; `columns` renames those of a CSV to ours. */
export async function* fileRecords(
  { name, bytes }: RecordFile,
  columns: readonly Pair[],
): AsyncGenerator<FileRecord> {
  const { values, format } = await readValues(bytes, name);
  for await (const portion of values) {
    for (const raw of portion) {
      const { line } = raw;
      if ('problem' in raw) yield { line, problem: raw.problem };
      else {
        const value = format === 'csv' ? csvRecord(renamed(raw.value, columns)) : raw.value;
        const reading = parseRecord(value);
        yield 'record' in reading
          ? { line, record: reading.record }
          : { line, problem: reading.problem };
      }
    }
  }
}

/** Each of our fields from the column that the user named for it. */
function renamed(row: unknown, columns: readonly Pair[]): unknown {
  if (!isFields(row) || columns.length === 0) return row;
  const named = columns.map(({ left, right }) => [left, row[right]] as const);
  return { ...row, ...Object.fromEntries(named.filter(([, value]) => value !== undefined)) };
}
