import type { DeploymentRecord } from '../deployment/record.ts';
import { settle } from '../deployment/settle.ts';
import { PortDoraError } from '../errors/port-dora-error.ts';
import { type BadRecords, createBadRecords } from '../metrics/bad-records.ts';
import { incidentRefusal, type MeasuredIncident } from '../metrics/measured-incident.ts';
import {
  createMetricsEngine,
  type EngineSettings,
  type Measured,
  type MetricsEngine,
} from '../metrics/metrics-engine.ts';
import type { Owners } from '../metrics/owners.ts';
import type { ReportSource } from '../metrics/report.ts';
import { windowBefore } from '../metrics/window-before.ts';
import type { MeasureInput } from './measure-input.ts';
import { openPortReading, type PortReading } from './port-reading.ts';
import { readOwnerFile } from './read-owner-file.ts';
import {
  fromPort,
  type RecordSink,
  readIncidentFile,
  readRecordFile,
  twice,
} from './read-records.ts';

/** What is measured, with all that was read. */
export interface Gathered {
  readonly measured: Measured;
  readonly source: ReportSource;
  readonly bad: BadRecords;
}

export type GatherSettings = Omit<EngineSettings, 'owners'>;

/**
 * Reads incidents, owners and deployments, from files or from Port, into the engine.
 * @throws PortDoraError FILE_NO_RECORDS for a file in which no record can be used
 */
export async function gather(input: MeasureInput, settings: GatherSettings): Promise<Gathered> {
  const bad = createBadRecords();
  const port = input.account === null ? null : await openPortReading(input.account, bad);
  const incidents = await readIncidents(input, port, bad);
  const owners = await readOwners(input, port);
  const engine = createMetricsEngine({ ...settings, owners }, incidents?.list ?? null);
  const name = sourceName(input);
  let used = 0;
  const add = addTo(engine, name, bad, () => {
    used += 1;
  });
  const collecting = settings.recompute
    ? createRecomputing(
        add,
        (incidents?.list ?? []).filter((one) => incidentRefusal(one, settings) === null),
        settings,
        (line, identifier, problem) => bad.add({ source: name, line, identifier, problem }),
      )
    : { sink: add, finish: (): void => undefined };
  const records = await readDeployments(input, port, settings, { sink: collecting.sink, bad });
  collecting.finish();
  input.sayBadRecords(bad);
  if (input.values.input !== undefined && used === 0) throw nothingUsable(name, bad);
  return {
    measured: engine.finish(),
    bad,
    source: {
      deployments: name,
      incidents: incidents?.name ?? null,
      readAt: new Date(input.now).toISOString(),
      records,
      incidentRecords: incidents?.list.length ?? 0,
      badRecords: bad.count,
      problems: bad.listed,
    },
  };
}

const sourceName = ({ values, account }: MeasureInput): string =>
  values.input === undefined ? (account?.address ?? 'nothing') : fileName(values.input);

/** `-` stands for stdin. */
const fileName = (path: string): string => (path === '-' ? 'stdin' : path);

/** A sink that names what is wrong. Port's pages may show an entity twice while it changes: that is nobody's mistake. */
function addTo(
  engine: MetricsEngine,
  source: string,
  bad: BadRecords,
  use: () => void,
): RecordSink {
  return (record, line) => {
    const { firstLine, flaws } = engine.add(record, line);
    const at = { source, line: line === fromPort ? null : line, identifier: record.identifier };
    if (firstLine === null) use();
    else if (firstLine !== fromPort) bad.add({ ...at, problem: twice(firstLine) });
    for (const problem of flaws) bad.addFlaw({ ...at, problem });
  };
}

/** Keeps all records until the last one is known, then derives what only the whole history tells. */
function createRecomputing(
  add: RecordSink,
  incidents: readonly MeasuredIncident[],
  { incidentWindowHours }: GatherSettings,
  refuse: (line: number, identifier: string, problem: string) => void,
): { readonly sink: RecordSink; finish(): void } {
  const lines = new Map<string, number>();
  const records: DeploymentRecord[] = [];
  return {
    sink(record, line) {
      const first = lines.get(record.identifier);
      if (first === undefined) {
        lines.set(record.identifier, line);
        records.push(record);
      } else if (first !== fromPort) refuse(line, record.identifier, twice(first));
    },
    finish() {
      for (const record of settle(records, incidents, { incidentWindowHours }).records)
        add(record, lines.get(record.identifier) ?? fromPort);
    },
  };
}

async function readIncidents(
  { values, openFile }: MeasureInput,
  port: PortReading | null,
  bad: BadRecords,
): Promise<{ readonly list: readonly MeasuredIncident[]; readonly name: string } | null> {
  if (values.incidents !== undefined) {
    const name = fileName(values.incidents);
    return { list: await readIncidentFile(await openFile(values.incidents), name, bad), name };
  }
  return (await port?.incidents(values.incidentBlueprints)) ?? null;
}

async function readOwners(
  { values, openFile }: MeasureInput,
  port: PortReading | null,
): Promise<Owners> {
  if (values.owners === undefined) return port?.owners ?? new Map();
  return readOwnerFile(await openFile(values.owners), fileName(values.owners));
}

async function readDeployments(
  { values, openFile, progress }: MeasureInput,
  port: PortReading | null,
  settings: GatherSettings,
  into: { readonly sink: RecordSink; readonly bad: BadRecords },
): Promise<number> {
  if (values.input !== undefined) {
    const file = await openFile(values.input);
    return readRecordFile(file, fileName(values.input), { ...into, progress });
  }
  const { window, zone, compare, environment, recompute, keepRecords = false } = settings;
  const from = compare ? windowBefore(window, zone).from : window.from;
  const wanted = {
    environment,
    recompute,
    explain: keepRecords,
    changesWithin: { from, to: window.to },
  };
  return (await port?.deployments(wanted, into.sink, progress)) ?? 0;
}

function nothingUsable(name: string, { listed, count }: BadRecords): PortDoraError {
  const [first] = listed;
  const why = first
    ? `; the first of ${count} problems: ${first.problem}`
    : ': none was found in it';
  return new PortDoraError('FILE_NO_RECORDS', `${name} has no record that can be used${why}`, {
    hint: 'give deployment records as JSON, JSON Lines or CSV, with identifier, service, environment, status and createdAt',
  });
}
