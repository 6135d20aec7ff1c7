import type { DeploymentRecord } from '../deployment/record.ts';
import type { BadRecords } from '../metrics/bad-records.ts';
import { csvRecord } from '../metrics/input/csv-record.ts';
import { readValues } from '../metrics/input/read-values.ts';
import type { MeasuredIncident } from '../metrics/measured-incident.ts';
import { parseIncident } from '../metrics/parse-incident.ts';
import { parseRecord } from '../metrics/parse-record.ts';
import type { InputFile, Progress } from './measure-input.ts';

/** Takes a record with the line that it stands on. */
export type RecordSink = (record: DeploymentRecord, line: number) => void;

/** Reads deployment records from a file, one portion after another. @returns how many there were, good and bad */
export async function readRecordFile(
  { bytes, size }: InputFile,
  name: string,
  { sink, bad, progress }: { sink: RecordSink; bad: BadRecords; progress: Progress },
): Promise<number> {
  const { values, format } = await readValues(counted(bytes, size, progress), name);
  let count = 0;
  for await (const portion of values) {
    for (const raw of portion) {
      count += 1;
      if ('problem' in raw) {
        bad.add({ source: name, line: raw.line, identifier: null, problem: raw.problem });
        continue;
      }
      const reading = parseRecord(format === 'csv' ? csvRecord(raw.value) : raw.value);
      if ('record' in reading) sink(reading.record, raw.line);
      else bad.add({ source: name, line: raw.line, ...reading });
    }
  }
  return count;
}

/** Reads incidents from a file; of two with the same identifier the first counts. */
export async function readIncidentFile(
  { bytes }: InputFile,
  name: string,
  bad: BadRecords,
): Promise<readonly MeasuredIncident[]> {
  const lines = new Map<string, number>();
  const incidents: MeasuredIncident[] = [];
  const { values } = await readValues(bytes, name);
  for await (const portion of values) {
    for (const raw of portion) {
      const { line } = raw;
      const reading = 'problem' in raw ? { ...raw, identifier: null } : parseIncident(raw.value);
      if ('problem' in reading) {
        bad.add({ source: name, line, identifier: reading.identifier, problem: reading.problem });
        continue;
      }
      const { identifier } = reading.incident;
      const first = lines.get(identifier);
      if (first !== undefined) bad.add({ source: name, line, identifier, problem: twice(first) });
      else incidents.push(reading.incident);
      lines.set(identifier, first ?? line);
    }
  }
  return incidents;
}

/** The line of what comes from Port, where there are no lines. */
export const fromPort = 0;

/** What is wrong with a second record of one identifier. */
export const twice = (firstLine: number): string =>
  `has the identifier of line ${firstLine}, which counts`;

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  size: number | null,
  progress: Progress,
): AsyncIterable<Uint8Array> {
  let done = 0;
  for await (const chunk of bytes) {
    yield chunk;
    done += chunk.length;
    progress(done, size, 'bytes');
  }
}
