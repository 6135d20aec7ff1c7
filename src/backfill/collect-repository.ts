import type { Derivation } from '../deployment/derivation.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import type {
  DeploymentHost,
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from './deployment-host.ts';
import { joinKnown, type ReadRenamed } from './known/join-known.ts';
import type { KnownDeployments } from './known/read-known.ts';
import { type RepositorySettling, settleRepository } from './settle-repository.ts';

/** What collecting needs beside the repository. */
export interface CollectNeeds extends Omit<RepositorySettling, 'source' | 'isReported'> {
  readonly host: DeploymentHost;
  readonly query: DeploymentQuery;
  /** The records that a live report of the same facts would have made. */
  readonly derive: (found: FoundDeployment, repository: HostRepository) => Promise<Derivation>;
  readonly readRenamed: ReadRenamed | null;
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
  const joined = await joinKnown(knownByName, listed.records, { repository, ...needs });
  const { known } = joined;
  const settled = await settleRepository(joined.records, {
    ...needs,
    source: needs.host.changes(repository),
    isReported: ({ identifier }) => known.entities.has(identifier),
  });
  for (const way of joined.toldOtherwise.values())
    count(listed.leftOut, `Port has it already, by ${way}`);
  return {
    ...{ repository, known },
    records: [...settled.records].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
    found: listed.records.length,
    problems: listed.problems,
    leftOut: listed.leftOut,
    warnings: settled.warnings,
  };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

interface Listed {
  readonly records: readonly DeploymentRecord[];
  readonly problems: readonly ListingProblem[];
  readonly leftOut: Map<string, number>;
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
    else count(leftOut, derivation.notReported.reason);
  }
  return { records, problems, leftOut };
}
