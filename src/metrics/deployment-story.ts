import type { DeploymentRecord } from '../deployment/record.ts';
import { verdictOf } from './explain.ts';
import type { PlacedIncident } from './failures.ts';
import { leadTimeLeftOut } from './left-out.ts';
import type { Measured } from './metrics-engine.ts';
import { type MetricName, metricNames } from './report.ts';
import { rounded } from './statistics.ts';

/** One deployment: when what happened, and what it adds to each metric. */
export interface DeploymentStory {
  readonly deployment: DeploymentRecord;
  /** The earlier first. */
  readonly timeline: readonly TimelineEntry[];
  readonly metrics: readonly StoryMetric[];
}

export interface TimelineEntry {
  readonly at: string;
  /** Hours to the end of the deployment; negative after it. */
  readonly hoursBefore: number | null;
  readonly text: string;
}

export interface StoryMetric {
  readonly metric: MetricName;
  readonly counts: boolean;
  readonly reason: string;
  readonly value: number | null;
  /** Whether the value is hours. */
  readonly isTime: boolean;
}

/** The story of a deployment that was measured; `null` when there is none with this identifier. Needs an engine that kept the records. */
export function deploymentStory(measured: Measured, identifier: string): DeploymentStory | null {
  const { records } = measured.collected;
  const row = records.findIndex((record) => record?.identifier === identifier);
  const deployment = records[row];
  if (deployment === undefined) return null;
  const incidents = measured.measurable.facts.failures.incidentsOf.get(row) ?? [];
  return {
    deployment,
    timeline: timelineOf(
      { ...deployment, recoveredAt: recoveryOf(deployment, row, measured) },
      incidents,
    ),
    metrics: metricNames.map((metric) => ({ metric, ...storyVerdict(metric, row, measured) })),
  };
}

/** What the record says; else when the engine found its outage to have ended. */
function recoveryOf(
  { recoveredAt, finishedAt, createdAt }: DeploymentRecord,
  row: number,
  { measurable: { facts } }: Measured,
): string | null {
  const hours = facts.outages[row] ?? Number.NaN;
  if (recoveredAt || !Number.isFinite(hours)) return recoveredAt ?? null;
  const end = Date.parse(finishedAt ?? createdAt);
  return new Date(end + Math.round(hours * 3_600_000)).toISOString();
}

function storyVerdict(
  metric: MetricName,
  row: number,
  { measurable: { facts }, view }: Measured,
): Omit<StoryMetric, 'metric'> {
  if (metric === 'mean-time-to-recovery')
    return { counts: false, reason: 'it is counted by incidents, not by deployments', ...nothing };
  const time = facts.table.createdAt[row] ?? 0;
  if (time < view.window.from) return { counts: false, reason: 'before the window', ...nothing };
  if (time >= view.window.to) return { counts: false, reason: 'after the window', ...nothing };
  if (metric !== 'lead-time-for-changes') {
    return verdictOf(metric, row, facts);
  }
  const reason = leadTimeLeftOut(row, facts);
  const hours = facts.table.leadTimeHours[row] ?? Number.NaN;
  const changes = (facts.table.changesFrom[row + 1] ?? 0) - (facts.table.changesFrom[row] ?? 0);
  return reason === null
    ? {
        counts: true,
        reason: `${changes === 1 ? '1 change' : `${changes} changes`} that it released`,
        value: hours >= 0 ? hours : null,
        isTime: true,
      }
    : { counts: false, reason, ...nothing };
}

const nothing = { value: null, isTime: false } as const;

type Told = readonly [at: string | null | undefined, text: string];

function timelineOf(
  record: DeploymentRecord,
  incidents: readonly PlacedIncident[],
): TimelineEntry[] {
  const end = Date.parse(record.finishedAt ?? record.createdAt);
  const told: Told[] = [
    ...changesTold(record),
    [record.createdAt, 'deployment began'],
    [record.finishedAt, record.status === 'Success' ? 'deployment ended' : 'deployment failed'],
    ...incidents.flatMap(({ incident }): Told[] => [
      [incident.createdAt, `incident ${incident.identifier} began${titleOf(incident.title)}`],
      [incident.resolvedAt, `incident ${incident.identifier} was resolved`],
    ]),
    ...failureTold(record, incidents),
    [record.recoveredAt, 'recovered'],
  ];
  return told
    .flatMap(([at, text]): TimelineEntry[] => {
      const time = at ? Date.parse(at) : Number.NaN;
      if (Number.isNaN(time)) return [];
      const hoursBefore = Number.isNaN(end) ? null : rounded((end - time) / 3_600_000);
      return [{ at: new Date(time).toISOString(), hoursBefore, text }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

/** Commits one by one, each pull request once. */
function changesTold({ changes }: DeploymentRecord): Told[] {
  const seen = new Set<string>();
  return (changes ?? []).flatMap(({ sha, authoredAt, title, pullRequest }): Told[] => {
    const commit: Told = [authoredAt, `commit ${sha.slice(0, 7)}${titleOf(title)}`];
    const key = pullRequest ? (pullRequest.url ?? String(pullRequest.number)) : null;
    if (!pullRequest || key === null || seen.has(key)) return [commit];
    seen.add(key);
    const name = `pull request ${pullRequest.number}`;
    return [
      commit,
      [pullRequest.firstCommitAt, `${name}: first commit`],
      [pullRequest.createdAt, `${name} opened`],
      [pullRequest.mergedAt, `${name} merged`],
    ];
  });
}

/** An incident that is told by itself is not told twice. */
function failureTold({ failure }: DeploymentRecord, incidents: readonly PlacedIncident[]): Told[] {
  if (!failure || failure.reason === 'run') return [];
  if (incidents.some(({ incident }) => incident.identifier === failure.by)) return [];
  const by = failure.by ? ` (${failure.by})` : '';
  return [[failure.at, failure.reason === 'rollback' ? `rolled back${by}` : `incident${by}`]];
}

const titleOf = (title: string | null | undefined): string => (title ? `: ${title}` : '');
