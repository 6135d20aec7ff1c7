import { packChanges } from './entity-changes.ts';
import type { DeploymentRecord } from './record.ts';

/** Every property of a deployment entity that is ours, by our name. */
export const entityProperties = [
  'createdAt',
  'finishedAt',
  'environment',
  'environmentName',
  'environmentSource',
  'deploymentStatus',
  'kind',
  'failed',
  'failureReason',
  'failureAt',
  'failureBy',
  'recoveredAt',
  'recoveryHours',
  'incidents',
  'leadTimeHours',
  'leadTimeSource',
  'leadTimeReason',
  'commitSha',
  'previousSha',
  'previousIdentifier',
  'version',
  'ref',
  'runUrl',
  'repositoryUrl',
  'ci',
  'deployedBy',
  'durationSeconds',
  'changes',
  'changesTruncated',
  'changeCount',
  'serviceName',
] as const;

export type EntityProperty = (typeof entityProperties)[number];

/** What a record comes to as properties, by our names; what is not known is `null` or absent. */
export function entityPropertiesOf(
  record: DeploymentRecord,
): Partial<Record<EntityProperty, unknown>> {
  const { failure, incidents, leadTimeHours } = record;
  const hasLeadTime = typeof leadTimeHours === 'number' && Number.isFinite(leadTimeHours);
  return {
    createdAt: record.createdAt,
    finishedAt: record.finishedAt,
    environment: record.environment,
    environmentName: record.environmentName,
    environmentSource: record.environmentSource,
    deploymentStatus: record.status,
    kind: record.kind,
    failed: failure ? true : null,
    failureReason: failure?.reason,
    failureAt: failure?.at,
    failureBy: failure?.by,
    recoveredAt: record.recoveredAt,
    recoveryHours: failure ? hours(span(record.finishedAt, record.recoveredAt)) : null,
    incidents: incidents?.length ? incidents : null,
    leadTimeHours: hasLeadTime ? leadTimeHours : null,
    leadTimeSource: record.leadTimeSource,
    leadTimeReason: hasLeadTime ? null : record.leadTimeReason,
    commitSha: record.sha,
    previousSha: record.previousSha,
    previousIdentifier: record.previousIdentifier,
    version: record.version,
    ref: record.ref,
    runUrl: record.runUrl,
    repositoryUrl: record.repository,
    ci: record.ci,
    deployedBy: record.actor,
    // Begin and end are the same where only one of them is known: that is no duration.
    durationSeconds: seconds(span(record.createdAt, record.finishedAt)) || null,
    serviceName: record.service,
    ...changeProperties(record),
  };
}

function changeProperties({ changes, changesTruncated }: DeploymentRecord) {
  if (!changes) return { changesTruncated: changesTruncated ? true : null };
  const { packed, isTruncated } = packChanges(changes);
  return {
    changes: packed,
    changesTruncated: isTruncated || changesTruncated === true,
    changeCount: changes.length,
  };
}

/** Milliseconds; `null` when a time is not known or the span would be negative. */
function span(from: string | null | undefined, to: string | null | undefined): number | null {
  const length = from && to ? Date.parse(to) - Date.parse(from) : Number.NaN;
  return length >= 0 ? length : null;
}

const seconds = (length: number | null): number | null => (length === null ? null : length / 1000);

const hours = (length: number | null): number | null =>
  length === null ? null : length / 3_600_000;
