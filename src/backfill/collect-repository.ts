import type { Derivation } from '../deployment/derivation.ts';
import type { IncidentRecord } from '../deployment/incident.ts';
import { isBot } from '../deployment/is-bot.ts';
import type { Change, DeploymentRecord } from '../deployment/record.ts';
import { settleWithChanges } from '../deployment/settle-with-changes.ts';
import type { ChangesQuestion, FoundChanges } from '../deployment/settlement.ts';
import type { ChangeOrigin, ReadLimits } from '../scm/change-source.ts';
import type {
  DeploymentHost,
  DeploymentQuery,
  FoundDeployment,
  HostRepository,
  ListingProblem,
} from './deployment-host.ts';
import { mergeKnown } from './merge-known.ts';

/** What collecting needs beside the repository. */
export interface CollectNeeds {
  readonly host: DeploymentHost;
  readonly query: DeploymentQuery;
  /** The records that a live report of the same facts would have made. */
  readonly derive: (found: FoundDeployment, repository: HostRepository) => Promise<Derivation>;
  /** Globs of a service in a monorepo; `null` when every file belongs to it. */
  readonly pathsOf: (service: string) => readonly string[] | null;
  /** By where the changes of a deployment came from. */
  readonly isHotfix: (record: DeploymentRecord, origins: readonly ChangeOrigin[]) => boolean;
  readonly leavesOutBots: boolean;
  readonly limits: ReadLimits;
  readonly incidents: readonly IncidentRecord[];
  readonly incidentWindowHours: number;
  /** Whether changes and lead time are worked out. */
  readonly readsChanges: boolean;
  /** RFC 3339; what ended before it keeps its kind, changes and lead time. */
  readonly settledBefore: string | null;
}

/** What a repository gave. */
export interface CollectedRepository {
  readonly repository: HostRepository;
  /** Found and known deployments with all that they tell of each other, in time order of their begin. */
  readonly records: readonly DeploymentRecord[];
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
  known: readonly DeploymentRecord[],
  needs: CollectNeeds,
): Promise<CollectedRepository> {
  const listed = await listDeployments(repository, needs);
  const records = merge(known, listed.records);
  const { incidents, incidentWindowHours, isHotfix, settledBefore } = needs;
  const origins = new Map<string, ChangeOrigin>();
  const settled = await settleWithChanges(records, incidents, {
    incidentWindowHours,
    isHotfix: (record, changes) =>
      isHotfix(
        record,
        changes.flatMap(({ sha }) => origins.get(sha) ?? []),
      ),
    ...(settledBefore ? { since: settledBefore } : {}),
    changesOf: changesReader(repository, needs, origins),
  });
  const deployed = settled.records.filter((record) => isDeployed(record, needs));
  return {
    repository,
    records: deployed.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
    found: listed.records.length,
    problems: listed.problems,
    leftOut: listed.leftOut,
    warnings: settled.warnings,
  };
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

/** Reads what a deployment released, unless it is known already. */
function changesReader(
  repository: HostRepository,
  { host, pathsOf, limits, readsChanges, leavesOutBots }: CollectNeeds,
  origins: Map<string, ChangeOrigin>,
): (question: ChangesQuestion) => Promise<FoundChanges | null> {
  const source = host.changes(repository);
  return async ({ record, releasedBefore, isKnown }) => {
    if (isKnown || !readsChanges) return null;
    if (!record.sha) return { reason: 'no commit' };
    const range = { head: record.sha, exclude: releasedBefore, paths: pathsOf(record.service) };
    const reading = await source.changes(range, limits);
    if ('reason' in reading) return { reason: `no history: ${reading.reason}` };
    for (const [sha, origin] of reading.origins) origins.set(sha, origin);
    const { changes, truncated, source: from } = reading;
    const isMeant = ({ author }: Change): boolean => !(leavesOutBots && isBot(author ?? ''));
    return { changes: changes.filter(isMeant), truncated, source: from };
  };
}

/** A part of a monorepo is deployed only by what changed it; its first deployment has nothing to compare with. */
function isDeployed(record: DeploymentRecord, { pathsOf }: CollectNeeds): boolean {
  const isUnchanged = record.kind === 'standard' && record.changes?.length === 0;
  return !(isUnchanged && record.status === 'Success' && pathsOf(record.service) !== null);
}
