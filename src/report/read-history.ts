import type { EntityNames } from '../deployment/entity-names.ts';
import { nameIn } from '../deployment/entity-names.ts';
import type { PastDeployment } from '../deployment/history.ts';
import { fromEntity } from '../deployment/read-entity.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import type { Clock } from '../host/host.ts';
import type { JsonObject } from '../port/json.ts';
import type { ReportPort } from './report-port.ts';

/** Days back that are asked for, one request each, until there is a previous deployment; `null` for all there is. */
const windows = [14, 180, null] as const;

/** What is looked at; everything else of the entities stays in Port. */
const looked = [
  ...['createdAt', 'finishedAt', 'environment', 'environmentName', 'deploymentStatus'],
  ...['commitSha', 'serviceName', 'kind'],
] as const;

/** The account's names, and where its deployments are. */
export interface HistoryNames extends EntityNames {
  readonly blueprint: string;
}

/** The earlier successful deployments of one record's service to its environment. */
export type PastOf = (record: DeploymentRecord) => readonly PastDeployment[];

/**
 * Asks Port for earlier successful deployments of the same services to the same environment. The search cannot sort,
 * so it looks at growing windows of time; deployments of the very commit are asked for whenever they were.
 * @throws ApiError when Port cannot be asked
 */
export async function readHistory(
  port: ReportPort,
  records: readonly DeploymentRecord[],
  names: HistoryNames,
  clock: Pick<Clock, 'now'>,
): Promise<PastOf> {
  let pastOf: PastOf = () => [];
  for (const days of windows) {
    const found = await search(port, query(records, names, days, clock.now()), names);
    pastOf = (record) => found.filter((one) => isSamePlace(one, record)).map(past);
    if (records.every((record) => hasPrevious(pastOf(record), record))) break;
  }
  return pastOf;
}

function query(
  records: readonly DeploymentRecord[],
  names: HistoryNames,
  days: number | null,
  now: number,
): JsonObject {
  const property = (ours: string): string => nameIn(names.properties, ours);
  const value = (ours: string, text: string): string => nameIn(names.values[ours], text);
  const [first] = records;
  const rules: JsonObject[] = [
    {
      property: property('serviceName'),
      operator: 'in',
      value: records.map(({ service }) => service),
    },
    {
      property: property('environment'),
      operator: '=',
      value: value('environment', first?.environment ?? ''),
    },
    {
      property: property('deploymentStatus'),
      operator: '=',
      value: value('deploymentStatus', 'Success'),
    },
  ];
  if (days !== null) {
    const since = new Date(now - days * 86_400_000).toISOString();
    const recent: JsonObject = { property: property('createdAt'), operator: '>=', value: since };
    const sameCommit: JsonObject[] = first?.sha
      ? [{ property: property('commitSha'), operator: '=', value: first.sha }]
      : [];
    rules.push({ combinator: 'or', rules: [recent, ...sameCommit] });
  }
  return { combinator: 'and', rules };
}

async function search(
  port: ReportPort,
  query: JsonObject,
  names: HistoryNames,
): Promise<DeploymentRecord[]> {
  const include = looked.map((ours) => nameIn(names.properties, ours));
  const found: DeploymentRecord[] = [];
  for await (const entity of port.searchEntities(names.blueprint, {
    query,
    include,
    limit: 1000,
  })) {
    const reading = fromEntity(entity, names);
    if ('record' in reading) found.push(reading.record);
  }
  return found;
}

/** `production-eu` and `production-us` are two places; without a name of its own the environment is the place. */
const isSamePlace = (one: DeploymentRecord, other: DeploymentRecord): boolean =>
  one.service === other.service &&
  one.environment === other.environment &&
  (one.environmentName ?? one.environment) === (other.environmentName ?? other.environment);

const past = ({ identifier, sha, finishedAt, createdAt }: DeploymentRecord): PastDeployment => ({
  identifier,
  sha: sha ?? null,
  finishedAt: finishedAt ?? createdAt,
});

/** One of the very commit alone may be older than the window, with others in between that were not asked for. */
const hasPrevious = (
  found: readonly PastDeployment[],
  { identifier, sha }: DeploymentRecord,
): boolean => found.some((one) => one.identifier !== identifier && one.sha !== sha);
