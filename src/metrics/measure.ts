import type { DeploymentEnvironment } from '../deployment/record.ts';
import type { BandScales } from './band-scale.ts';
import { type Bucket, bucketsOf, type Span } from './buckets.ts';
import { changeFailureRate } from './change-failure-rate.ts';
import type { Collected } from './collect.ts';
import { type CountedIncidents, countedIncidents } from './counted-incidents.ts';
import { deploymentFrequency } from './deployment-frequency.ts';
import { findFailures, type PlacedIncident } from './failures.ts';
import { type Group, groupsOf } from './groups.ts';
import { leadTimeForChanges, leadTimes } from './lead-time-for-changes.ts';
import { meanTimeToRecovery } from './mean-time-to-recovery.ts';
import { findOutages } from './outages.ts';
import type { Owners } from './owners.ts';
import { failedDeploymentRecoveryTime } from './recovery-time.ts';
import type { GroupKind, GroupMetrics, Interval } from './report.ts';
import { deploymentReworkRate } from './rework-rate.ts';
import { type Facts, observe, type Scope } from './scope.ts';
import type { TimeZone } from './time-zone.ts';
import { trendOf } from './trend.ts';
import { type WindowRows, windowRows } from './window-rows.ts';

export interface MeasureSettings {
  readonly environment: DeploymentEnvironment;
  readonly zone: TimeZone;
  readonly interval: Interval;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly incidentWindowHours: number;
  readonly excludeFailedRuns: boolean;
  readonly bands: BandScales;
  /** The groups to give out beside `all`. */
  readonly by: readonly GroupKind[];
  readonly owners: Owners;
  /** Services that have a group although nothing is known of them. */
  readonly services: readonly string[];
  readonly isAskedFor?: (service: string) => boolean;
  /** Whether incidents were read at all. */
  readonly hasIncidents: boolean;
}

/** Deployments and incidents that can be measured over one window after another. */
export interface Measurable {
  readonly facts: Facts;
  readonly groups: readonly Group[];
  readonly counted: CountedIncidents;
  /** The time of the report: the clock's, or the latest deployment's where a clock is behind. */
  readonly now: number;
  /** The first deployment of each service, by its number. */
  readonly firstOf: Float64Array;
  over(window: Span): WindowView;
  metricsOf(group: Group, view: WindowView): GroupMetrics;
  scopeOf(group: Group, view: WindowView): Scope;
}

/** One window of it. */
export interface WindowView {
  readonly window: Span;
  readonly buckets: readonly Bucket[];
  readonly rows: WindowRows;
}

/** Works out what does not depend on the window: failures, outages, groups. */
export function createMeasurable(collected: Collected, settings: MeasureSettings): Measurable {
  const { table, services } = collected;
  const failures = findFailures(collected, settings.incidentWindowHours);
  const counted = countedIncidents(failures.incidents, settings);
  const facts: Facts = {
    table,
    failures,
    outages: findOutages(table, failures),
    bands: settings.bands,
    excludeFailedRuns: settings.excludeFailedRuns,
    hasIncidents: settings.hasIncidents,
  };
  const named = counted.incidents.flatMap(({ service }) => service ?? []);
  const groups = groupsOf(
    new Set([...services, ...settings.services, ...named]),
    settings.owners,
    settings.by,
  );
  const firstOf = firstDeployments(collected);
  const now = table.createdAt.reduce((latest, time) => Math.max(latest, time), settings.now);

  const over = (window: Span): WindowView => {
    const buckets = bucketsOf(window, settings.interval, settings.zone);
    return { window, buckets, rows: windowRows(table, services.length, buckets) };
  };

  const numberOf = new Map(services.map((service, number) => [service, number]));
  const scopeOf = ({ services: own }: Group, { window, buckets, rows }: WindowView): Scope => {
    const numbers = own === null ? null : [...own].flatMap((one) => numberOf.get(one) ?? []);
    const first = (numbers ?? services.keys()) as Iterable<number>;
    return {
      rows: numbers === null ? rows.all : joined(numbers.map(rows.ofService)),
      incidents: counted.incidents.filter(
        (one) => isWithin(one, window) && (own === null || own.has(one.service ?? '')),
      ),
      buckets,
      bucketOf: rows.bucketOf,
      observed: observe(window, earliest(first, firstOf), now, settings.zone),
    };
  };

  const metricsOf = (group: Group, view: WindowView): GroupMetrics =>
    measureScope(group, scopeOf(group, view), facts);

  return { facts, groups, counted, now, firstOf, over, scopeOf, metricsOf };
}

function measureScope({ by, name }: Group, scope: Scope, facts: Facts): GroupMetrics {
  const leads = leadTimes(scope, facts);
  const trend = trendOf(scope, facts, leads);
  const linked = scope.incidents.filter(({ rows }) => rows.length > 0).length;
  const { from, to, days } = scope.observed;
  return {
    by,
    name,
    observed: { from: from === null ? null : iso(from), to: iso(to), days },
    deploymentFrequency: deploymentFrequency(scope, facts),
    leadTimeForChanges: leadTimeForChanges(scope, facts, leads.hours.sort()),
    changeFailureRate: changeFailureRate(scope, facts),
    failedDeploymentRecoveryTime: failedDeploymentRecoveryTime(scope, facts),
    deploymentReworkRate: deploymentReworkRate(scope, facts),
    meanTimeToRecovery: meanTimeToRecovery(scope, facts),
    incidents: { linked, unlinked: scope.incidents.length - linked },
    trend,
  };
}

const isWithin = ({ createdAt }: PlacedIncident, { from, to }: Span): boolean =>
  createdAt >= from && createdAt < to;

const iso = (time: number): string => new Date(time).toISOString();

function firstDeployments({ table, services }: Collected): Float64Array {
  const first = new Float64Array(services.length).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < table.length; row += 1) {
    const service = table.service[row] ?? 0;
    first[service] = Math.min(first[service] ?? 0, table.createdAt[row] ?? 0);
  }
  return first;
}

function earliest(services: Iterable<number>, firstOf: Float64Array): number {
  let first = Number.POSITIVE_INFINITY;
  for (const service of services) first = Math.min(first, firstOf[service] ?? first);
  return first;
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
