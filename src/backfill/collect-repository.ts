import type { Derivation } from '../deployment/derivation.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import { asReported } from './as-reported.ts';
import type {
  DeploymentHost,
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from './deployment-host.ts';
import { matchRenamed } from './match-renamed.ts';
import { mergeKnown } from './merge-known.ts';
import type { KnownDeployments } from './read-known.ts';
import { type RepositorySettling, settleRepository } from './settle-repository.ts';

/** What collecting needs beside the repository. */
export interface CollectNeeds extends Omit<RepositorySettling, 'source' | 'isReported'> {
  readonly host: DeploymentHost;
  readonly query: DeploymentQuery;
  /** The records that a live report of the same facts would have made. */
  readonly derive: (found: FoundDeployment, repository: HostRepository) => Promise<Derivation>;
  /** Looks in Port for deployments of former names of the repository; `null` where there can be none. @throws ApiError */
  readonly readRenamed:
    | ((unknown: readonly DeploymentRecord[]) => Promise<KnownDeployments>)
    | null;
}

/** What a repository gave. */
export interface CollectedRepository {
  readonly repository: HostRepository;
  /** Found and known deployments with all that they tell of each other, in time order of their begin. */
  readonly records: readonly DeploymentRecord[];
  /** What Port has of them, also under a former name of the repository. */
  readonly known: KnownDeployments;
  readonly found: number;
  readonly problems: readonly ListingProblem[];
  /** Why something that was listed is no deployment, with how many. */
  readonly leftOut: ReadonlyMap<string, number>;
  readonly warnings: readonly string[];
}

/**
 * The deployments of one repository: those that the host tells, together with those that Port knows, placed in time.
 * The host is asked for changes only where they are not known yet.
 */
export async function collectRepository(
  repository: HostRepository,
  knownByName: KnownDeployments,
  needs: CollectNeeds,
): Promise<CollectedRepository> {
  const listed = await listDeployments(repository, needs);
  const { known, found } = await withRenamed(
    { known: knownByName, found: listed.records },
    repository,
    needs,
  );
  // A deployment of a former name is found by the present one from now on.
  const here = known.records.map((record) => ({ ...record, repository: repository.url }));
  const isReported = new Set(known.records.map(({ identifier }) => identifier));
  const settled = await settleRepository(merge(here, asReported(found, here)), {
    ...needs,
    source: needs.host.changes(repository),
    isReported: ({ identifier }) => isReported.has(identifier),
  });
  return {
    ...{ repository, known },
    records: [...settled.records].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
    found: listed.records.length,
    problems: listed.problems,
    leftOut: listed.leftOut,
    warnings: settled.warnings,
  };
}

interface KnownAndFound {
  readonly known: KnownDeployments;
  readonly found: readonly DeploymentRecord[];
}

/** What Port has of a repository that was renamed belongs to it, and what is found keeps the identifier that it has there. */
async function withRenamed(
  { known, found }: KnownAndFound,
  repository: HostRepository,
  { readRenamed }: CollectNeeds,
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
    return identifier === undefined ? record : { ...record, identifier };
  });
}

interface Listed {
  readonly records: readonly DeploymentRecord[];
  readonly problems: readonly ListingProblem[];
  readonly leftOut: ReadonlyMap<string, number>;
}

async function listDeployments(
  repository: HostRepository,
  { host, query, derive }: CollectNeeds,
): Promise<Listed> {
  const records: DeploymentRecord[] = [];
  const problems: ListingProblem[] = [];
  const leftOut = new Map<string, number>();
  for await (const found of host.deployments(repository, query)) {
    if ('reason' in found) {
      problems.push(found);
      continue;
    }
    const derivation = await derive(found, repository);
    if ('records' in derivation) records.push(...derivation.records);
    else {
      const { reason } = derivation.notReported;
      leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
    }
  }
  return { records, problems, leftOut };
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
