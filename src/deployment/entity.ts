import { filled, packChanges } from './entity-changes.ts';
import { type EntityNames, nameIn } from './entity-names.ts';
import type { DeploymentRecord } from './record.ts';

export type { EntityNames } from './entity-names.ts';

/** The search by which Port finds the other end of a relation. Source: Port's page "Mapping relations using search queries". */
export interface RelationSearch {
  readonly combinator: 'and';
  readonly rules: readonly [
    { readonly property: string; readonly operator: '='; readonly value: string },
  ];
}

/** A deployment as it is sent to Port. */
export interface DeploymentEntity {
  readonly identifier: string;
  readonly title?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly relations: Readonly<Record<string, RelationSearch>>;
}

/** Every property that is ours, by our name; a user's own property may have none of these. */
export const entityProperties = [
  ...['createdAt', 'finishedAt', 'environment', 'environmentName', 'environmentSource'],
  ...['deploymentStatus', 'kind', 'failed', 'failureReason', 'failureAt', 'failureBy'],
  ...['recoveredAt', 'recoveryHours', 'incidents', 'leadTimeHours', 'leadTimeSource'],
  ...['leadTimeReason', 'commitSha', 'previousSha', 'previousIdentifier', 'version', 'ref'],
  ...['runUrl', 'repositoryUrl', 'ci', 'deployedBy', 'durationSeconds', 'changes'],
  ...['changesTruncated', 'changeCount', 'serviceName'],
] as const;

/**
 * The entity of a record, in the account's names. What is not known is left out, never `null` or empty: with an upsert
 * that merges, a later report then clears nothing. So `failed` is only ever `true`.
 */
export function toEntity(record: DeploymentRecord, names: EntityNames): DeploymentEntity {
  const properties = Object.entries(filled(propertiesOf(record))).map(([ours, value]) => [
    nameIn(names.properties, ours),
    typeof value === 'string' ? nameIn(names.values[ours], value) : value,
  ]);
  return {
    identifier: record.identifier,
    ...(record.title ? { title: record.title } : {}),
    properties: Object.fromEntries(properties),
    relations: {
      [nameIn(names.relations, 'service')]: {
        combinator: 'and',
        rules: [{ property: names.serviceMatch, operator: '=', value: record.service }],
      },
    },
  };
}

/** The entity with a user's own properties, and which of them were left out because they are ours. */
export function withProperties(
  entity: DeploymentEntity,
  properties: Readonly<Record<string, unknown>>,
  names: EntityNames,
): { readonly entity: DeploymentEntity; readonly notices: readonly string[] } {
  const ours = new Set(entityProperties.map((name) => nameIn(names.properties, name)));
  const [kept, refused] = [
    Object.entries(properties).filter(([name]) => !ours.has(name)),
    Object.keys(properties).filter((name) => ours.has(name)),
  ];
  return {
    entity: {
      ...entity,
      properties: { ...entity.properties, ...Object.fromEntries(kept) },
    },
    notices: refused.map(
      (name) => `properties: ${name} was left out, because the report sets it itself`,
    ),
  };
}

type EntityProperty = (typeof entityProperties)[number];

function propertiesOf(record: DeploymentRecord): Partial<Record<EntityProperty, unknown>> {
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
    durationSeconds: seconds(span(record.createdAt, record.finishedAt)),
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
