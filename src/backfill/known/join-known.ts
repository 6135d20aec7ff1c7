import type { DeploymentRecord } from '../../deployment/record.ts';
import type { HostRepository } from '../deployment-host.ts';
import { asReported } from './as-reported.ts';
import { matchRenamed } from './match-renamed.ts';
import { mergeKnown } from './merge-known.ts';
import type { KnownDeployments } from './read-known.ts';
import { toldOtherwise } from './told-otherwise.ts';
import { withIdentifier } from './with-identifier.ts';

/** Looks in Port for deployments of former names of a repository. @throws ApiError */
export type ReadRenamed = (unknown: readonly DeploymentRecord[]) => Promise<KnownDeployments>;

export interface JoinNeeds {
  readonly repository: HostRepository;
  /** `null` where the repository can have no former name. */
  readonly readRenamed: ReadRenamed | null;
}

/** Found and known deployments of a repository, each once. */
export interface JoinedDeployments {
  readonly records: readonly DeploymentRecord[];
  /** What Port has of them, also under a former name of the repository. */
  readonly known: KnownDeployments;
  /** What was found and is not among the records, since Port has it by another track; by identifier how. */
  readonly toldOtherwise: ReadonlyMap<string, string>;
}

interface KnownAndFound {
  readonly known: KnownDeployments;
  readonly found: readonly DeploymentRecord[];
}

/** Recognises what is in Port already, whatever it is called there. @throws ApiError */
export async function joinKnown(
  knownByName: KnownDeployments,
  listed: readonly DeploymentRecord[],
  needs: JoinNeeds,
): Promise<JoinedDeployments> {
  const { known, found } = await withRenamed(knownByName, listed, needs);
  // A deployment of a former name is found by the present one from now on.
  const { url } = needs.repository;
  const here = known.records.map((record) => ({ ...record, repository: url }));
  const reported = asReported(found, here);
  const otherwise = toldOtherwise(reported, here);
  const meant = reported.filter(({ identifier }) => !otherwise.has(identifier));
  return { known, records: merge(here, meant), toldOtherwise: otherwise };
}

/** What Port has of a repository that was renamed belongs to it, and what is found keeps the identifier that it has there. */
async function withRenamed(
  known: KnownDeployments,
  found: readonly DeploymentRecord[],
  { repository, readRenamed }: JoinNeeds,
): Promise<KnownAndFound> {
  const matched = withFormerIdentifiers(known, found, repository);
  const unknown = matched.filter(({ identifier }) => !known.entities.has(identifier));
  if (readRenamed === null || unknown.length === 0) return { known, found: matched };
  const renamed = await readRenamed(unknown);
  return {
    known: {
      records: [...known.records, ...renamed.records],
      entities: new Map([...known.entities, ...renamed.entities]),
    },
    found: withFormerIdentifiers(renamed, matched, repository),
  };
}

function withFormerIdentifiers(
  { records, entities }: KnownDeployments,
  found: readonly DeploymentRecord[],
  repository: HostRepository,
): readonly DeploymentRecord[] {
  const unknown = found.filter(({ identifier }) => !entities.has(identifier));
  const identifiers = matchRenamed(repository, unknown, records);
  return found.map((record) => {
    const identifier = identifiers.get(record.identifier);
    return identifier === undefined ? record : withIdentifier(record, identifier);
  });
}

/** Each deployment once: what Port knows, what the host tells, and both together. Legs of a matrix are one deployment. */
function merge(
  known: readonly DeploymentRecord[],
  found: readonly DeploymentRecord[],
): DeploymentRecord[] {
  const merged = new Map(known.map((record) => [record.identifier, record]));
  for (const record of found) {
    const other = merged.get(record.identifier);
    merged.set(record.identifier, other ? mergeKnown(other, record) : record);
  }
  return [...merged.values()];
}
