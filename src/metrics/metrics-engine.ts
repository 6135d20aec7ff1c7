import type { DeploymentEnvironment, DeploymentRecord } from '../deployment/record.ts';
import { bandSource } from './band-scale.ts';
import { type BandId, bandScales } from './bands.ts';
import type { Span } from './buckets.ts';
import { type Added, type Collected, createCollector } from './collect.ts';
import { leftOut } from './left-out.ts';
import { createMeasurable, type Measurable, type WindowView } from './measure.ts';
import { type IncidentRules, incidentRefusal, type MeasuredIncident } from './measured-incident.ts';
import type { Owners } from './owners.ts';
import type {
  Comparison,
  Exclusion,
  GroupKind,
  GroupMetrics,
  Interval,
  MetricsReport,
  ReportSettings,
  ReportSource,
  ReportWindow,
} from './report.ts';
import { percentileDefinition } from './statistics.ts';
import { createTally } from './tally.ts';
import type { TimeZone } from './time-zone.ts';
import { windowBefore } from './window-before.ts';

/** What the metrics are worked out of, and how. */
export interface EngineSettings extends IncidentRules {
  readonly window: Span;
  /** Also the window before. */
  readonly compare: boolean;
  readonly zone: TimeZone;
  readonly interval: Interval;
  readonly environment: DeploymentEnvironment;
  /** The time of the report, in milliseconds since the epoch. */
  readonly now: number;
  readonly incidentWindowHours: number;
  readonly excludeFailedRuns: boolean;
  readonly bands: BandId;
  readonly by: readonly GroupKind[];
  readonly owners: Owners;
  /** Only these; empty for all. */
  readonly services: readonly string[];
  readonly teams: readonly string[];
  /** Whether kinds, failures and recoveries were derived again; only for the record. */
  readonly recompute: boolean;
  /** Keeps the records of the deployments for `explain`. */
  readonly keepRecords?: boolean;
}

/** Takes records one at a time and gives out the metrics. */
export interface MetricsEngine {
  /** `line` is only for messages. */
  add(record: DeploymentRecord, line: number): Added;
  finish(): Measured;
}

/** The metrics, and what they are made of. */
export interface Measured {
  readonly collected: Collected;
  readonly measurable: Measurable;
  readonly view: WindowView;
  /** @param badRecords what could not be read, by reason */
  report(source: ReportSource, badRecords: readonly Exclusion[]): MetricsReport;
}

/** @param incidents all that were read; `null` when none were asked for */
export function createMetricsEngine(
  settings: EngineSettings,
  incidents: readonly MeasuredIncident[] | null,
): MetricsEngine {
  const { counting, refused } = countingIncidents(incidents ?? [], settings);
  const before = settings.compare ? windowBefore(settings.window, settings.zone) : null;
  const isAskedFor = selection(settings);
  const asked = isAskedFor === null ? {} : { isAskedFor };
  const collector = createCollector({
    environment: settings.environment,
    ...asked,
    changesWithin: { from: (before ?? settings.window).from, to: settings.window.to },
    incidents: counting,
    keepRecords: settings.keepRecords ?? false,
  });
  return {
    add: collector.add,
    finish() {
      const collected = collector.finish();
      const bands = bandScales[settings.bands];
      const hasIncidents = incidents !== null;
      const measurable = createMeasurable(collected, {
        ...settings,
        ...asked,
        bands,
        hasIncidents,
      });
      const view = measurable.over(settings.window);
      return {
        collected,
        measurable,
        view,
        report: (source, badRecords) => ({
          window: reportWindow(settings, measurable, view),
          environment: settings.environment,
          groups: metricsOf(measurable, view),
          excluded: leftOut(measurable, view, [...badRecords, ...collected.excluded, ...refused]),
          settings: reportSettings(settings),
          source,
          notices: [...collected.notices, ...clockNotice(settings.now, measurable.now)],
          compare: before === null ? null : comparison(measurable, measurable.over(before)),
        }),
      };
    },
  };
}

/** Whether a service is wanted; `null` when all are. */
function selection({
  services,
  teams,
  owners,
}: EngineSettings): ((service: string) => boolean) | null {
  if (services.length === 0 && teams.length === 0) return null;
  const byName = new Set(services);
  const byTeam = new Set(teams);
  return (service) =>
    (byName.size === 0 || byName.has(service)) &&
    (byTeam.size === 0 || (owners.get(service)?.teams ?? []).some((team) => byTeam.has(team)));
}

function countingIncidents(
  incidents: readonly MeasuredIncident[],
  rules: IncidentRules,
): { readonly counting: readonly MeasuredIncident[]; readonly refused: readonly Exclusion[] } {
  const tally = createTally();
  const counting = incidents.filter((incident) => {
    const reason = incidentRefusal(incident, rules);
    if (reason !== null) tally.add('incident', reason);
    return reason === null;
  });
  return { counting, refused: tally.list() };
}

function metricsOf(measurable: Measurable, view: WindowView): [GroupMetrics, ...GroupMetrics[]] {
  const [all, ...others] = measurable.groups.map((group) => measurable.metricsOf(group, view));
  if (all === undefined) throw new Error('the group of all is missing');
  return [all, ...others];
}

function comparison(measurable: Measurable, view: WindowView): Comparison {
  return { window: spanOf(measurable, view), groups: metricsOf(measurable, view) };
}

function spanOf(measurable: Measurable, view: WindowView): Comparison['window'] {
  const [all] = measurable.groups;
  const { observed } = all ? measurable.scopeOf(all, view) : { observed: { from: null, to: 0 } };
  return {
    from: iso(view.window.from),
    to: iso(view.window.to),
    observedFrom: observed.from === null ? null : iso(observed.from),
    observedTo: iso(observed.to),
  };
}

const reportWindow = (
  { zone, interval }: EngineSettings,
  measurable: Measurable,
  view: WindowView,
): ReportWindow => ({ ...spanOf(measurable, view), timeZone: zone.name, interval });

const reportSettings = (settings: EngineSettings): ReportSettings => ({
  recompute: settings.recompute,
  excludeFailedRuns: settings.excludeFailedRuns,
  incidentWindowHours: settings.incidentWindowHours,
  countLowUrgency: settings.countLowUrgency,
  countMaintenance: settings.countMaintenance,
  bands: bandSource(bandScales[settings.bands]),
  percentile: percentileDefinition,
  services: settings.services,
  teams: settings.teams,
});

const clockNotice = (clock: number, latest: number): string[] =>
  latest > clock
    ? [`the latest deployment, at ${iso(latest)}, is ahead of this clock, ${iso(clock)}`]
    : [];

const iso = (time: number): string => new Date(time).toISOString();
