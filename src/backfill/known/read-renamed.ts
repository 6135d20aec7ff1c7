import { nameIn } from '../../deployment/entity-names.ts';
import type { DeploymentRecord } from '../../deployment/record.ts';
import type { PortClient } from '../../port/client.ts';
import { chunked } from '../../scm/in-parallel.ts';
import type { HostRepository } from '../deployment-host.ts';
import { identified, matchRenamed } from './match-renamed.ts';
import { type KnownDeployments, type KnownNames, readKnown, searchKnown } from './read-known.ts';

/** Whole hashes of so many commits are 5 KB of a request. */
const commitsAtOnce = 100;

/**
 * Looks for deployments that Port has under a former name of the repository. Of such a repository everything in Port
 * is read, so that its history goes on under the new name. @throws ApiError
 */
export async function readRenamed(
  port: Pick<PortClient, 'searchEntities'>,
  repository: HostRepository,
  unknown: readonly DeploymentRecord[],
  names: KnownNames,
): Promise<KnownDeployments> {
  const commits = new Set(unknown.flatMap(identified).flatMap(({ record }) => record.sha ?? []));
  const inPort: DeploymentRecord[] = [];
  for (const value of chunked([...commits], commitsAtOnce)) {
    const rule = { property: nameIn(names.properties, 'commitSha'), operator: 'in', value };
    inPort.push(...(await searchKnown(port, rule, names)).records);
  }
  const former = new Set(matchRenamed(repository, unknown, inPort).values());
  const urls = inPort.flatMap(({ identifier, repository: url }) =>
    url && former.has(identifier) ? url : [],
  );
  const read = await Promise.all([...new Set(urls)].map((url) => readKnown(port, { url }, names)));
  return {
    records: read.flatMap(({ records }) => records),
    entities: new Map(read.flatMap(({ entities }) => [...entities])),
  };
}
