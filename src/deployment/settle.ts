import type { IncidentRecord } from './incident.ts';
import { isSameRecord } from './is-same-record.ts';
import type { DeploymentRecord } from './record.ts';
import { type FailureFacts, settleFailures } from './settle-failures.ts';
import { type SettledIncidents, settleIncidents } from './settle-incidents.ts';
import { type PlacedStep, placeTimeline } from './settle-timeline.ts';
import type { Settlement, SettleOptions } from './settlement.ts';
import { timelinesOf } from './timeline.ts';

/**
 * Derives what only the whole history tells: of each deployment the previous one, the kind, what it released, whether it
 * failed, when it was recovered, and its incidents. Records come in any order, of any services, each identifier once;
 * all successful deployments of a place belong among them, or `since` and what they say of themselves stands in for
 * those before. The costs grow with n log n.
 */
export function settle(
  records: readonly DeploymentRecord[],
  incidents: readonly IncidentRecord[],
  options: SettleOptions = {},
): Settlement {
  const { timelines, timeless } = timelinesOf(records);
  const linked = settleIncidents(records, incidents, options.incidentWindowHours);
  const known = new Set(records.map(({ identifier }) => identifier));
  const isGiven = (identifier: string): boolean => known.has(identifier);
  const settled = new Map<DeploymentRecord, DeploymentRecord>();
  const warnings = timeless.map(({ identifier }) => `${identifier}: its time cannot be read`);
  for (const timeline of timelines) {
    const steps = placeTimeline(timeline, isGiven, options);
    const failures = settleFailures(steps, linked);
    for (const [index, step] of steps.entries()) {
      warnings.push(...step.warnings);
      settled.set(step.given, settledRecord(step, failures[index], linked));
    }
  }
  const all = records.map((record) => settled.get(record) ?? record);
  const changed = all.filter((record, index) => record !== records[index]);
  return {
    records: all,
    changed,
    cleared: records
      .filter(({ failure }, index) => failure && !all[index]?.failure)
      .map(({ identifier }) => identifier),
    links: linked.links,
    unlinked: linked.unlinked,
    warnings,
  };
}

/** The very record that was given where nothing in it changes. */
function settledRecord(
  { given, record }: PlacedStep,
  failure: FailureFacts | undefined,
  linked: SettledIncidents,
): DeploymentRecord {
  const after = { ...record, ...failure, incidents: linked.listOf(record) };
  return isSameRecord(given, after) ? given : after;
}
