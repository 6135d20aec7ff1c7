import type { EntityNames } from '../deployment/entity-names.ts';
import { nameIn } from '../deployment/entity-names.ts';
import type { PastDeployment } from '../deployment/history.ts';
import { isHistoryEnough } from '../deployment/is-history-enough.ts';
import { pullRequestRelations } from '../deployment/pull-request-relations.ts';
import { fromEntity } from '../deployment/read-entity.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import type { PortEntity } from '../port/entity.ts';
import type { JsonObject } from '../port/json.ts';
import type { ReportPort } from './report-port.ts';

/**
 * Days back that are asked for, one look-up each, until the history is enough; `null` for all there is. A page of a
 * thousand holds the first window of all but the busiest services.
 */
const windows = [30, null] as const;

/** What is looked at; everything else of the entities stays in Port. */
const looked = [
  ...['createdAt', 'finishedAt', 'environment', 'environmentName', 'deploymentStatus'],
  ...['commitSha', 'serviceName', 'kind', 'failed', 'failureReason', 'recoveredAt'],
] as const;

/** The account's names, and where its deployments are. */
export interface HistoryNames extends EntityNames {
  readonly blueprint: string;
}

/** What Port knows of earlier deployments. */
export interface History {
  /** The successful deployments of the record's service to its environment. */
  readonly pastOf: (record: DeploymentRecord) => readonly PastDeployment[];
  /** The account's names of the relations that its deployments show to exist. */
  readonly relations: ReadonlySet<string>;
  /** Why Port's deployments are not known; `null` when they are. */
  readonly problem: string | null;
}

/**
 * Asks Port for successful deployments of the same services to the same environment. The search cannot sort, so it
 * looks at growing windows of time; deployments of the very commit are asked for whenever they were.
 * @throws ApiError when Port cannot be asked
 */
export async function readHistory(
  port: ReportPort,
  records: readonly DeploymentRecord[],
  names: HistoryNames,
): Promise<History> {
  let history = unknownHistory(null);
  for (const days of windows) {
    const since = days === null ? null : earliest(records) - days * 86_400_000;
    history = toHistory(await search(port, query(records, names, since), names), names);
    const { pastOf } = history;
    if (records.every((record) => isHistoryEnough(record, pastOf(record), since))) break;
  }
  return history;
}

/** A history of which nothing is known, for a reason. */
export const unknownHistory = (problem: string | null): History => ({
  pastOf: () => [],
  relations: new Set(),
  problem,
});

const earliest = (records: readonly DeploymentRecord[]): number =>
  Math.min(...records.map(({ createdAt }) => Date.parse(createdAt)));

function toHistory(entities: readonly PortEntity[], names: HistoryNames): History {
  const found = entities.flatMap((entity) => {
    const reading = fromEntity(entity, names);
    return 'record' in reading ? [reading.record] : [];
  });
  return {
    pastOf: (record) => found.filter((one) => isSamePlace(one, record)).map(past),
    relations: new Set(entities.flatMap(({ relationNames }) => relationNames)),
    problem: null,
  };
}

function query(
  records: readonly DeploymentRecord[],
  names: HistoryNames,
  since: number | null,
): JsonObject {
  const rule = (ours: string, operator: string, value: unknown): JsonObject => ({
    property: nameIn(names.properties, ours),
    operator,
    value: typeof value === 'string' ? nameIn(names.values[ours], value) : value,
  });
  const [first] = records;
  const last = records.map(({ createdAt, finishedAt }) => finishedAt ?? createdAt).sort();
  const rules: JsonObject[] = [
    rule('serviceName', 'in', [...new Set(records.map(({ service }) => service))]),
    rule('environment', '=', first?.environment ?? ''),
    rule('deploymentStatus', '=', 'Success'),
    rule('createdAt', '<=', last.at(-1)),
  ];
  if (since !== null) {
    const recent = rule('createdAt', '>=', new Date(since).toISOString());
    const sameCommit = first?.sha ? [rule('commitSha', '=', first.sha)] : [];
    rules.push({ combinator: 'or', rules: [recent, ...sameCommit] });
  }
  return { combinator: 'and', rules };
}

/** Port may refuse to show a relation that the account does not have: its documentation is silent. Then they are not asked for. */
async function search(
  port: ReportPort,
  query: JsonObject,
  names: HistoryNames,
): Promise<readonly PortEntity[]> {
  const properties = looked.map((ours) => nameIn(names.properties, ours));
  const relations = pullRequestRelations.map((ours) => nameIn(names.relations, ours));
  try {
    return await all(port, query, names.blueprint, [...properties, ...relations]);
  } catch (thrown) {
    if ((thrown as { readonly status?: unknown } | null)?.status !== 422) throw thrown;
    return all(port, query, names.blueprint, properties);
  }
}

async function all(
  port: ReportPort,
  query: JsonObject,
  blueprint: string,
  include: readonly string[],
): Promise<readonly PortEntity[]> {
  const found: PortEntity[] = [];
  for await (const entity of port.searchEntities(blueprint, { query, include, limit: 1000 }))
    found.push(entity);
  return found;
}

/** `production-eu` and `production-us` are two places; without a name of its own the environment is the place. */
const isSamePlace = (one: DeploymentRecord, other: DeploymentRecord): boolean =>
  one.service === other.service &&
  one.environment === other.environment &&
  (one.environmentName ?? one.environment) === (other.environmentName ?? other.environment);

const past = (record: DeploymentRecord): PastDeployment => ({
  identifier: record.identifier,
  sha: record.sha ?? null,
  createdAt: record.createdAt,
  finishedAt: record.finishedAt ?? record.createdAt,
  kind: record.kind ?? null,
  failure: record.failure
    ? { reason: record.failure.reason, isRecovered: Boolean(record.recoveredAt) }
    : null,
});
