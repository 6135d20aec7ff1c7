import { type EntityNames, nameIn } from '../../deployment/entity-names.ts';
import { entityProperties } from '../../deployment/entity-properties.ts';
import { fromEntity } from '../../deployment/read-entity.ts';
import type { DeploymentRecord } from '../../deployment/record.ts';
import type { PortClient } from '../../port/client.ts';
import type { PortEntity } from '../../port/entity.ts';
import type { HostRepository } from '../deployment-host.ts';

/** The account's names, and where its deployments are. */
export interface KnownNames extends EntityNames {
  readonly blueprint: string;
}

/** The deployments of a repository that Port has, by identifier. */
export interface KnownDeployments {
  readonly records: readonly DeploymentRecord[];
  readonly entities: ReadonlyMap<string, PortEntity>;
}

export const nothingKnown: KnownDeployments = { records: [], entities: new Map() };

/** Reads what Port has of a repository; in its pages, so the largest is asked for. @throws ApiError */
export function readKnown(
  port: Pick<PortClient, 'searchEntities'>,
  { url }: Pick<HostRepository, 'url'>,
  names: KnownNames,
): Promise<KnownDeployments> {
  const property = nameIn(names.properties, 'repositoryUrl');
  return searchKnown(port, { property, operator: '=', value: url }, names);
}

/** Reads the deployments that a rule of Port's search finds. @throws ApiError */
export async function searchKnown(
  port: Pick<PortClient, 'searchEntities'>,
  rule: object,
  names: KnownNames,
): Promise<KnownDeployments> {
  const records: DeploymentRecord[] = [];
  const entities = new Map<string, PortEntity>();
  const include = [
    ...entityProperties.map((ours) => nameIn(names.properties, ours)),
    ...['$title', nameIn(names.relations, 'service')],
  ];
  const search = { query: { combinator: 'and', rules: [rule] }, include, limit: 1000 };
  for await (const entity of port.searchEntities(names.blueprint, search)) {
    const reading = fromEntity(entity, names);
    if (!('record' in reading)) continue;
    records.push(reading.record);
    entities.set(entity.identifier, entity);
  }
  return { records, entities };
}
