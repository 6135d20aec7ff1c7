import { isBot } from '../deployment/is-bot.ts';
import type { Change, DeploymentRecord } from '../deployment/record.ts';
import { settleWithChanges } from '../deployment/settle-with-changes.ts';
import type { ChangesQuestion, FoundChanges, Settlement } from '../deployment/settlement.ts';
import type {
  ChangeOrigin,
  ChangeReading,
  ChangeSource,
  ReadLimits,
} from '../scm/change-source.ts';
import type { IncidentsOf } from './index-incidents.ts';

/** What settling the deployments of one repository needs. */
export interface RepositorySettling {
  readonly source: ChangeSource;
  /** Whether Port has the deployment: then somebody knew that there was one. */
  readonly isReported: (record: DeploymentRecord) => boolean;
  /** Globs of a service in a monorepo; `null` when every file belongs to it. */
  readonly pathsOf: (service: string) => readonly string[] | null;
  /** By where the changes of a deployment came from. */
  readonly isHotfix: (record: DeploymentRecord, origins: readonly ChangeOrigin[]) => boolean;
  readonly leavesOutBots: boolean;
  readonly limits: ReadLimits;
  readonly incidentsOf: IncidentsOf;
  readonly incidentWindowHours: number;
  /** Whether changes and lead time are worked out. */
  readonly readsChanges: boolean;
  /** RFC 3339; what ended before it keeps its kind, changes and lead time. */
  readonly settledBefore: string | null;
}

/** Works out what the deployments tell of each other; parts of a monorepo that were not deployed are not among them. */
export async function settleRepository(
  records: readonly DeploymentRecord[],
  settling: RepositorySettling,
): Promise<Settlement> {
  const reader = createReader(settling);
  const first = await settleAll(records, settling, reader);
  const undeployed = await findUndeployed(first.records, settling, reader);
  if (undeployed.size === 0) return first;
  // What was not deployed is nobody's previous deployment.
  const deployed = records.filter(({ identifier }) => !undeployed.has(identifier));
  return settleAll(deployed, settling, reader);
}

function settleAll(
  records: readonly DeploymentRecord[],
  { incidentsOf, incidentWindowHours, isHotfix, settledBefore }: RepositorySettling,
  reader: Reader,
): Promise<Settlement> {
  return settleWithChanges(records, incidentsOf(records), {
    incidentWindowHours,
    isHotfix: (record, changes) =>
      isHotfix(
        record,
        changes.flatMap(({ sha }) => reader.origins.get(sha) ?? []),
      ),
    ...(settledBefore ? { since: settledBefore } : {}),
    changesOf: reader.changesOf,
  });
}

interface Reader {
  /** By the hash of each change that was read. */
  readonly origins: ReadonlyMap<string, ChangeOrigin>;
  /** The same range is asked of the host once: what ran before it hardly differs the second time. */
  read(
    service: string,
    head: string,
    exclude: readonly string[],
    ranBefore?: readonly string[],
  ): Promise<ChangeReading>;
  readonly changesOf: (question: ChangesQuestion) => Promise<FoundChanges | null>;
}

function createReader(settling: RepositorySettling): Reader {
  const { source, pathsOf, limits, readsChanges, leavesOutBots } = settling;
  const origins = new Map<string, ChangeOrigin>();
  const readings = new Map<string, Promise<ChangeReading>>();
  const isMeant = ({ author }: Change): boolean => !(leavesOutBots && isBot(author ?? ''));
  const read: Reader['read'] = (service, head, exclude, ranBefore = []) => {
    const key = [service, head, ...exclude].join('\n');
    const range = { head, exclude, ranBefore, paths: pathsOf(service) };
    const reading = readings.get(key) ?? source.changes(range, limits);
    readings.set(key, reading);
    return reading;
  };
  return {
    ...{ origins, read },
    async changesOf({ record: { sha, service }, releasedBefore, ranBefore, isKnown }) {
      if (isKnown || !readsChanges) return null;
      if (!sha) return { reason: 'no commit' };
      const reading = await read(service, sha, releasedBefore, ranBefore());
      if ('reason' in reading) return { reason: `no history: ${reading.reason}` };
      for (const [one, origin] of reading.origins) origins.set(one, origin);
      const { changes, truncated, source: from } = reading;
      return { changes: changes.filter(isMeant), truncated, source: from };
    },
  };
}

const kindsOfChanges: readonly DeploymentRecord['kind'][] = ['standard', 'hotfix', null];

/** A part of a monorepo is deployed only by what changed it, whoever did; its first deployment has nothing to compare with. */
async function findUndeployed(
  records: readonly DeploymentRecord[],
  { pathsOf, isReported }: RepositorySettling,
  reader: Reader,
): Promise<ReadonlySet<string>> {
  const undeployed = new Set<string>();
  for (const record of records) {
    const { identifier, service, kind = null, sha, previousSha } = record;
    if (pathsOf(service) === null || isReported(record) || !kindsOfChanges.includes(kind)) continue;
    if (!sha || !previousSha || sha === previousSha) continue;
    const reading = await reader.read(service, sha, [previousSha]);
    if ('changes' in reading && reading.changes.length === 0) undeployed.add(identifier);
  }
  return undeployed;
}
