import { Readable } from 'node:stream';
import { type Info, parse } from 'csv-parse';
import { singleLine } from '../../host/single-line.ts';
import type { RawValue, RawValues, TextPieces } from './raw-value.ts';

/** The rows of a CSV file as objects by the names in its first line; empty fields are left out. */
export async function* readCsv(pieces: TextPieces, start: string): RawValues {
  const broken: RawValue[] = [];
  const parser = parse({
    delimiter: delimiterOf(start),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error)
        broken.push({
          line: Number(error.lines ?? 0) || 1,
          problem: `is no CSV: ${singleLine(error.message, 120)}`,
        });
      return undefined;
    },
  });
  const source = Readable.from(pieces);
  source.once('error', (error) => parser.destroy(error));
  let header: readonly string[] | null = null;
  let rows: RawValue[] = [];
  for await (const row of source.pipe(parser) as AsyncIterable<CsvRow>) {
    if (header === null) header = row.record.map((name) => name.replace(/^\uFEFF/, '').trim());
    else rows.push(rowOf(row.record, header, beginOf(row)));
    if (rows.length >= portion) {
      yield inOrder([...broken.splice(0), ...rows]);
      rows = [];
    }
  }
  yield inOrder([...broken, ...rows]);
}

interface CsvRow {
  readonly record: readonly string[];
  readonly info: Info;
}

const portion = 256;

/** Where a row ends is known; fields in quotes may hold line ends. */
const beginOf = ({ record, info }: CsvRow): number =>
  info.lines - record.reduce((ends, field) => ends + field.split('\n').length - 1, 0);

const inOrder = (rows: readonly RawValue[]): RawValue[] =>
  [...rows].sort((a, b) => a.line - b.line);

function rowOf(fields: readonly string[], header: readonly string[], line: number): RawValue {
  if (fields.length !== header.length) {
    return {
      line,
      problem: `has ${fields.length} fields where the first line has ${header.length}`,
    };
  }
  const filled = header.flatMap((name, index) => {
    const field = fields[index]?.trim() ?? '';
    return field === '' ? [] : [[name, field] as const];
  });
  return { line, value: Object.fromEntries(filled) };
}

/** Spreadsheets of some countries write semicolons, because the comma is in their numbers. */
function delimiterOf(start: string): string {
  const [first = ''] = start.trimStart().split('\n');
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}
