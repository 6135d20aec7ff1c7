import type { DeploymentRecord } from '../deployment/record.ts';
import { countsForFailureRate } from './change-failure-rate.ts';
import { isFailedRun, isRework, kindOf } from './deployment-code.ts';
import type { ExplainedEvent, Explanation } from './explanation.ts';
import type { PlacedIncident } from './failures.ts';
import { readInstant } from './instant.ts';
import {
  datedAfter,
  failedRunsLeftOut,
  leadTimeLeftOut,
  noChangesKnown,
  recoveryLeftOut,
} from './left-out.ts';
import type { Measured } from './metrics-engine.ts';
import type { MetricName } from './report.ts';
import type { Facts, Scope } from './scope.ts';
import { rounded } from './statistics.ts';

/** Lists what one metric of all that was measured is made of; needs an engine that kept the records. The earlier events first. */
export function explain(
  { collected, measurable, view }: Measured,
  metric: MetricName,
): Explanation {
  const [all] = measurable.groups;
  if (all === undefined) return { metric, events: [] };
  const scope = measurable.scopeOf(all, view);
  const events =
    metric === 'mean-time-to-recovery'
      ? scope.incidents.map(incidentEvent)
      : [
          ...deploymentEvents(scope, measurable.facts, collected.records, metric),
          ...(metric === 'change-failure-rate' ? unlinkedEvents(scope) : []),
        ];
  return { metric, events: events.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))) };
}

/** Incidents that could have been a failure of a deployment, and are none. */
function unlinkedEvents({ incidents }: Scope): ExplainedEvent[] {
  return incidents
    .filter(({ rows }) => rows.length === 0)
    .map((one) => ({
      ...incidentFaces(one),
      ...left(`it belongs to no deployment: ${one.reason ?? 'not known'}`),
    }));
}

/** What a deployment adds to a metric. */
type Verdict = Pick<ExplainedEvent, 'counts' | 'reason' | 'value' | 'isTime'>;

function deploymentEvents(
  { rows }: Scope,
  facts: Facts,
  records: readonly DeploymentRecord[],
  metric: Exclude<MetricName, 'mean-time-to-recovery'>,
): ExplainedEvent[] {
  return Array.from(rows).flatMap((row) => {
    const record = records[row];
    if (record === undefined) return [];
    if (metric === 'lead-time-for-changes') return leadTimeEvents(row, record, facts);
    return [{ ...facesOf(record), ...verdictOf(metric, row, facts) }];
  });
}

/** What each deployment adds to a metric, in the order of the metrics. */
export function verdictOf(
  metric: Exclude<MetricName, 'mean-time-to-recovery' | 'lead-time-for-changes'>,
  row: number,
  facts: Facts,
): Verdict {
  switch (metric) {
    case 'deployment-frequency':
      return frequencyVerdict(row, facts);
    case 'change-failure-rate':
      return failureVerdict(row, facts);
    case 'failed-deployment-recovery-time':
      return recoveryVerdict(row, facts);
    case 'deployment-rework-rate':
      return reworkVerdict(row, facts);
  }
}

function frequencyVerdict(row: number, { table }: Facts): Verdict {
  return isFailedRun(table.code[row] ?? 0)
    ? left('its run failed')
    : taken('it was successful', null);
}

function failureVerdict(row: number, facts: Facts): Verdict {
  if (!countsForFailureRate(facts, row)) return left(failedRunsLeftOut);
  const reason = facts.failures.reasonOf(row);
  if (reason === null) return taken('it counts, and nothing says that it failed', 0);
  const incidents = facts.failures.incidentsOf.get(row) ?? [];
  const names = incidents.map(({ incident }) => incident.identifier).join(', ');
  const by = {
    run: 'its run failed',
    rollback: 'it was rolled back',
    incident: `incident ${names}`,
  };
  return taken(`it failed: ${by[reason].trim()}`, 1);
}

function recoveryVerdict(row: number, facts: Facts): Verdict {
  const reason = recoveryLeftOut(row, facts);
  if (reason !== null) return left(reason);
  const hours = facts.outages[row] ?? Number.NaN;
  if (Number.isNaN(hours)) return left('it did not fail');
  return hours === Number.POSITIVE_INFINITY
    ? left('it has not recovered yet, and counts as open')
    : timed('it failed and recovered', hours);
}

function reworkVerdict(row: number, { table }: Facts): Verdict {
  const code = table.code[row] ?? 0;
  const kind = kindOf(code) ?? 'not known';
  return isRework(code)
    ? taken(`it is rework: its kind is ${kind}`, 1)
    : taken(`it counts, and is no rework: its kind is ${kind}`, 0);
}

/** Its changes; or the deployment itself where none of them can count. */
function leadTimeEvents(row: number, record: DeploymentRecord, facts: Facts): ExplainedEvent[] {
  const reason = leadTimeLeftOut(row, facts);
  const { table } = facts;
  const from = table.changesFrom[row] ?? 0;
  const readable = (record.changes ?? []).flatMap((change) => {
    const authoredAt = readInstant(String(change?.authoredAt ?? ''));
    return typeof authoredAt === 'number' ? [{ change, authoredAt }] : [];
  });
  if (reason !== null || (table.changesFrom[row + 1] ?? 0) === from)
    return [
      {
        ...facesOf(record),
        ...left(
          reason === null
            ? 'it lists no changes; only its own lead time is known'
            : withStated(reason, record),
        ),
      },
    ];
  return readable.map(({ change, authoredAt }, index): ExplainedEvent => {
    const hours = table.changes.lead[from + index] ?? Number.NaN;
    const verdict =
      hours >= 0 ? timed(`released by ${record.identifier}`, hours) : left(datedAfter);
    return {
      what: 'change',
      identifier: change.sha,
      title: change.title ?? null,
      service: record.service,
      at: new Date(authoredAt).toISOString(),
      url: change.pullRequest?.url ?? null,
      ...verdict,
    };
  });
}

/** What the report of a deployment said about having no changes says more than that there are none. */
const withStated = (reason: string, { leadTimeReason }: DeploymentRecord): string =>
  reason === noChangesKnown && leadTimeReason ? `${reason} (${leadTimeReason})` : reason;

function incidentEvent(incident: PlacedIncident): ExplainedEvent {
  const { rows, reason, resolvedAt, createdAt } = incident;
  const link =
    rows.length > 0 ? 'it belongs to a deployment' : `it belongs to none: ${reason ?? 'not known'}`;
  const verdict =
    resolvedAt === null
      ? left(`it is not resolved, and counts as open; ${link}`)
      : timed(link, (resolvedAt - createdAt) / 3_600_000);
  return { ...incidentFaces(incident), ...verdict };
}

const incidentFaces = ({ incident, service }: PlacedIncident): Faces => ({
  what: 'incident',
  identifier: incident.identifier,
  title: incident.title ?? null,
  service,
  at: incident.createdAt,
  url: incident.url ?? null,
});

type Faces = Pick<ExplainedEvent, 'what' | 'identifier' | 'title' | 'service' | 'at' | 'url'>;

const facesOf = (record: DeploymentRecord): Faces => ({
  what: 'deployment',
  identifier: record.identifier,
  title: record.title ?? null,
  service: record.service,
  at: record.createdAt,
  url: record.runUrl ?? null,
});

const taken = (reason: string, value: number | null): Verdict => ({
  counts: true,
  reason,
  value,
  isTime: false,
});
const timed = (reason: string, hours: number): Verdict => ({
  counts: true,
  reason,
  value: rounded(hours),
  isTime: true,
});
const left = (reason: string): Verdict => ({ counts: false, reason, value: null, isTime: false });
