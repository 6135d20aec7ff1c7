import type { DeploymentEnvironment, DeploymentRecord } from '../deployment/record.ts';
import { isStartOfOutage } from '../deployment/recovery.ts';
import { endOf, placeOf } from '../deployment/timeline.ts';
import type { Span } from './buckets.ts';
import { changeHours } from './change-hours.ts';
import { codeOf } from './deployment-code.ts';
import {
  type ChangeHours,
  createDeploymentTable,
  type DeploymentTable,
} from './deployment-table.ts';
import { createIncidentFinds, type FoundForIncidents } from './incident-finds.ts';
import type { MeasuredIncident } from './measured-incident.ts';
import type { Exclusion } from './report.ts';
import { createSeenIdentifiers } from './seen-identifiers.ts';
import { rounded, summarize } from './statistics.ts';
import { createTally } from './tally.ts';

export interface CollectSettings {
  readonly environment: DeploymentEnvironment;
  /** Whether a service was asked for; absent for all of them. */
  readonly isAskedFor?: (service: string) => boolean;
  /** Lead times are needed of the deployments between these. */
  readonly changesWithin: Span;
  /** Known before the deployments, so that only what they need is kept. */
  readonly incidents: readonly MeasuredIncident[];
  /** Keeps what a person knows a deployment by, for `explain`. */
  readonly keepRecords?: boolean;
}

/** Deployments and incidents, ready to be measured over any window. */
export interface Collected extends FoundForIncidents {
  readonly table: DeploymentTable;
  /** Titles, by the numbers in the table. */
  readonly services: readonly string[];
  readonly incidents: readonly MeasuredIncident[];
  readonly excluded: readonly Exclusion[];
  /** By row; empty unless they were asked for. */
  readonly records: readonly DeploymentRecord[];
  /** What a reader has to know of the deployments, in sentences. */
  readonly notices: readonly string[];
}

/** What is wrong with a record that was added: one that was there before is kept out, flaws keep only changes out. */
export interface Added {
  /** The line of the first record with the same identifier. */
  readonly firstLine: number | null;
  readonly flaws: readonly string[];
}

const taken: Added = { firstLine: null, flaws: [] };

export interface Collector {
  add(record: DeploymentRecord, line: number): Added;
  finish(): Collected;
}

/** Why a change is left out whose commit has no time. */
export const unreadable = 'its time cannot be read';

const endsTooEarly = 'ended before it began: one of its times is wrong, and it counts by both';

const noChanges: readonly ChangeHours[] = [];

/** Takes records in any order, one at a time, and keeps only the numbers that the metrics need. */
export function createCollector(settings: CollectSettings): Collector {
  const table = createDeploymentTable();
  const finds = createIncidentFinds(settings.incidents);
  const seen = createSeenIdentifiers();
  const excluded = createTally();
  const [services, places] = [new Map<string, number>(), new Map<string, number>()];
  const records: DeploymentRecord[] = [];
  let [withoutEnd, truncated] = [0, 0];

  const refusal = ({ environment, service }: DeploymentRecord): string | null => {
    if (environment !== settings.environment) return `environment is ${environment}`;
    return settings.isAskedFor?.(service) === false ? 'its service was not asked for' : null;
  };

  return {
    add(record, line) {
      const firstLine = seen.add(record.identifier, line);
      if (firstLine !== null) return { firstLine, flaws: [] };
      const reason = refusal(record);
      if (reason !== null) {
        excluded.add('deployment', reason);
        if (record.environment !== settings.environment) finds.passOver(record);
        return taken;
      }
      const [createdAt, endedAt] = [Date.parse(record.createdAt), Date.parse(endOf(record))];
      if (!record.finishedAt) withoutEnd += 1;
      if (record.changesTruncated && hasNeededChanges(record, createdAt, settings.changesWithin))
        truncated += 1;
      const { hours, flaws } = changesOf(record, createdAt, endedAt, settings.changesWithin);
      excluded.add('change', unreadable, 'lead-time-for-changes', flaws.length);
      const row = table.add(
        {
          createdAt,
          endedAt,
          leadTimeHours: leadTimeOf(record, hours),
          code: codeOf(record, record.failure ? isStartOfOutage(record) : true),
          service: numberOf(record.service, services),
          place: numberOf(placeOf(record), places),
          recoveredAt: record.recoveredAt ? Date.parse(record.recoveredAt) : null,
        },
        hours,
      );
      finds.take(record, row, endedAt);
      if (settings.keepRecords) records[row] = record;
      const all = endedAt < createdAt ? [...flaws, endsTooEarly] : flaws;
      return all.length === 0 ? taken : { firstLine: null, flaws: all };
    },
    finish: () => ({
      table: table.build(),
      services: [...services.keys()],
      incidents: settings.incidents,
      ...finds.close(),
      excluded: excluded.list(),
      records,
      notices: noticesOf(withoutEnd, truncated),
    }),
  };
}

function changesOf(
  record: DeploymentRecord,
  createdAt: number,
  endedAt: number,
  within: Span,
): ReturnType<typeof changeHours> {
  return record.changes && hasNeededChanges(record, createdAt, within)
    ? changeHours(record.changes, endedAt)
    : { hours: noChanges, flaws: [] };
}

const hasNeededChanges = (
  { status }: DeploymentRecord,
  createdAt: number,
  { from, to }: Span,
): boolean => status === 'Success' && createdAt >= from && createdAt < to;

function noticesOf(withoutEnd: number, truncated: number): string[] {
  return [
    ...(withoutEnd > 0
      ? [`${withoutEnd} deployments do not say when they ended: the time when they began stands in`]
      : []),
    ...(truncated > 0
      ? [
          `${truncated} deployments list only a part of their changes: lead time over changes leaves the others out`,
        ]
      : []),
  ];
}

/** What the record says; or, of a record that says nothing about it, the median over its changes. */
function leadTimeOf(record: DeploymentRecord, hours: readonly ChangeHours[]): number {
  if (typeof record.leadTimeHours === 'number') return record.leadTimeHours;
  if (record.leadTimeReason || record.changesTruncated || hours.length === 0) return Number.NaN;
  const known = hours.map(({ lead }) => lead).filter((lead) => lead >= 0);
  const { median } = summarize(Float64Array.from(known));
  return median === null ? Number.NaN : rounded(median);
}

function numberOf(text: string, numbers: Map<string, number>): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}
