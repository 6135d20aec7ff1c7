import { unpackChanges } from './entity-changes.ts';
import { type EntityNames, nameIn, ownNameIn } from './entity-names.ts';
import {
  type DeploymentRecord,
  type DeploymentStatus,
  deploymentKinds,
  deploymentStatuses,
  environmentSources,
  environments,
  type FailureReason,
  failureReasons,
} from './record.ts';
import { ciIds } from './run-context.ts';
import { parseTime } from './time.ts';

/** An entity as Port gives it out, or as it was sent. */
export interface ReadableEntity {
  readonly identifier: string;
  readonly title?: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly relations: Readonly<Record<string, unknown>>;
}

/** The property of an entity by our name; empty values are `null`. */
type Get = (ours: string) => unknown;

/**
 * The record of an entity, in the account's names; or why it is none. Entities that others wrote lack most properties,
 * so only service, environment, status and begin are needed, and other values that cannot be understood are left out.
 */
export function fromEntity(
  entity: ReadableEntity,
  names: EntityNames,
): { readonly record: DeploymentRecord } | { readonly problem: string } {
  const get: Get = (ours) => {
    const value = entity.properties[nameIn(names.properties, ours)];
    return value === undefined || value === '' ? null : value;
  };
  const named = <T extends string>(ours: string, among: readonly T[]): T | null =>
    ownNameIn(names.values[ours], get(ours), among);
  const service = text(get('serviceName')) ?? relatedService(entity, names);
  const environment = named('environment', environments);
  const status = named('deploymentStatus', deploymentStatuses);
  const createdAt = time(get('createdAt'));
  if (service === null) return { problem: 'it belongs to no service' };
  if (environment === null) return { problem: unclear('environment', get('environment')) };
  if (status === null) return { problem: unclear('status', get('deploymentStatus')) };
  if (createdAt === null) return { problem: unclear('time of deployment', get('createdAt')) };
  return {
    record: {
      identifier: entity.identifier,
      title: entity.title || null,
      service,
      environment,
      environmentName: text(get('environmentName')),
      environmentSource: named('environmentSource', environmentSources),
      status,
      kind: named('kind', deploymentKinds),
      createdAt,
      finishedAt: time(get('finishedAt')),
      ...sourceOf(get, named('ci', ciIds)),
      changes: unpackChanges(get('changes')),
      changesTruncated: get('changesTruncated') === true,
      ...leadTimeOf(get),
      failure: failureOf(get, named('failureReason', failureReasons), status),
      recoveredAt: time(get('recoveredAt')),
      incidents: texts(get('incidents')),
    },
  };
}

function sourceOf(get: Get, ci: DeploymentRecord['ci']) {
  return {
    sha: text(get('commitSha')),
    previousSha: text(get('previousSha')),
    previousIdentifier: text(get('previousIdentifier')),
    ref: text(get('ref')),
    version: text(get('version')),
    repository: text(get('repositoryUrl')),
    ci: ci ?? null,
    runUrl: text(get('runUrl')),
    actor: text(get('deployedBy')),
  };
}

/** A reason that an earlier report gave stays in Port when a later one finds the lead time; the number counts. */
function leadTimeOf(get: Get) {
  const value = get('leadTimeHours');
  const hours = typeof value === 'number' && Number.isFinite(value) ? value : null;
  return {
    leadTimeHours: hours,
    leadTimeSource: text(get('leadTimeSource')),
    leadTimeReason: hours === null ? text(get('leadTimeReason')) : null,
  };
}

/** `failed` without a reason was set by a person: on a failed run it is the run's, else it tells of an incident. */
function failureOf(
  get: Get,
  reason: FailureReason | null,
  status: DeploymentStatus,
): NonNullable<DeploymentRecord['failure']> | null {
  if (get('failed') !== true) return null;
  return {
    reason: reason ?? (status === 'Failed' ? 'run' : 'incident'),
    at: time(get('failureAt')),
    by: text(get('failureBy')),
  };
}

/** The identifier of the related service, or what a search for it looks for. */
function relatedService({ relations }: ReadableEntity, names: EntityNames): string | null {
  const relation = relations[nameIn(names.relations, 'service')];
  if (typeof relation === 'string') return relation || null;
  const rules = objectOf(relation).rules;
  return text(objectOf(Array.isArray(rules) ? rules[0] : null).value);
}

const unclear = (what: string, value: unknown): string =>
  value === null
    ? `it has no ${what}`
    : `its ${what} is ${JSON.stringify(value).slice(0, 80)}, which is not known`;

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string' && one !== '') : [];

function time(value: unknown): string | null {
  const parsed = typeof value === 'string' ? parseTime(value) : null;
  return parsed !== null && 'value' in parsed ? parsed.value : null;
}
