import { type IdentifierParts, readIdentifier } from '../../deployment/read-identifier.ts';
import type { DeploymentRecord } from '../../deployment/record.ts';
import type { HostRepository } from '../deployment-host.ts';
import { groupBy } from '../group-by.ts';

/**
 * Deployments that Port has under a former name of the repository: on the same host the same commit in the same run,
 * whose ids no other repository has. Former identifiers by those that the deployments would have now.
 */
export function matchRenamed(
  { url }: Pick<HostRepository, 'url'>,
  found: readonly DeploymentRecord[],
  inPort: readonly DeploymentRecord[],
): ReadonlyMap<string, string> {
  const onHost = inPort.filter(({ repository }) => isOnHost(repository, url));
  const former = groupBy(onHost.flatMap(identified), ({ key }) => key);
  return new Map(
    found.flatMap(identified).flatMap(({ key, record, parts }) => {
      const others = (former.get(key) ?? []).filter((one) => isFormer(one.parts, parts));
      const other = others.find((one) => one.parts.service === parts.service) ?? others[0];
      return other ? [[record.identifier, other.record.identifier] as const] : [];
    }),
  );
}

interface IdentifiedRecord {
  readonly record: DeploymentRecord;
  readonly parts: IdentifierParts;
  /** What a new name does not change. */
  readonly key: string;
}

/** What tells a deployment whatever its repository is called. Nothing for a tag: mirrors have the same ones. */
export function identified(record: DeploymentRecord): IdentifiedRecord[] {
  const parts = readIdentifier(record.identifier);
  if (parts === null || !record.sha || parts.event === 'tag') return [];
  return [{ record, parts, key: [record.sha, parts.run, parts.environment].join('/') }];
}

/** The service is the same, or it was called like the repository and was renamed with it. */
function isFormer(parts: IdentifierParts, now: IdentifierParts): boolean {
  if (parts.repository === now.repository) return false;
  return parts.service === now.service || parts.repository.split('/').at(-1) === parts.service;
}

function isOnHost(address: string | null | undefined, url: string): boolean {
  return !!address && URL.canParse(address) && new URL(address).origin === new URL(url).origin;
}
