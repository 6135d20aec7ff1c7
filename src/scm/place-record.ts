import type { NameMatcher } from '../deployment/environment-rules.ts';
import { type HistoryPlace, type PastDeployment, placeInHistory } from '../deployment/history.ts';
import {
  type HotfixFacts,
  type HotfixRule,
  matchingHotfixRule,
} from '../deployment/hotfix-rule.ts';
import { isBot } from '../deployment/is-bot.ts';
import { leadTimeOf } from '../deployment/lead-time.ts';
import type { Change, DeploymentRecord } from '../deployment/record.ts';
import type { ChangeReading, ChangeSource, ReadLimits, Unreadable } from './change-source.ts';
import type { EarlierDeployments } from './earlier-deployments.ts';
import { readFirst } from './read-first.ts';

/** What placing needs to know beside the record. */
export interface PlacingNeeds {
  /** The successful deployments of the record's service to its environment, before and after it, in any order. */
  readonly earlierOf: (record: DeploymentRecord) => Promise<EarlierDeployments>;
  /** The better first; the first that can tell is taken. */
  readonly sources: readonly ChangeSource[];
  readonly limits: ReadLimits;
  /** Globs of a service in a monorepo; `null` when every file belongs to it. */
  readonly pathsOf: (service: string) => readonly string[] | null;
  /** Branch that was deployed. */
  readonly branch: string | null;
  readonly hotfixRules: readonly HotfixRule[];
  readonly matchesName: NameMatcher;
  readonly leavesOutBots: boolean;
}

/** A record with its place in the history, and the deployment that it shows to have failed. */
export interface PlacedRecord {
  readonly record: DeploymentRecord;
  /** A rollback shows that this one failed. */
  readonly rolledBack: PastDeployment | null;
  readonly notices: readonly string[];
}

const longGapDays = 60;

/** Works out kind, previous deployment, changes and lead time of a record. Never throws: what is not known has its reason. */
export async function placeRecord(
  record: DeploymentRecord,
  needs: PlacingNeeds,
): Promise<PlacedRecord> {
  const finishedAt = record.finishedAt ?? record.createdAt;
  const { identifier, sha = null, previousSha = null } = record;
  const earlier = await needs.earlierOf(record);
  if (earlier.unknown !== undefined && previousSha === null) return unplaced(record, earlier);
  const place = placeInHistory({ identifier, sha, finishedAt, previousSha }, earlier.deployments);
  const ranBefore = previousSha === null ? shasBefore(record, earlier.deployments) : [];
  const reading = await readChanges(record, place, ranBefore, needs);
  const isRead = 'changes' in reading;
  const changes = isRead ? withoutBots(reading.changes, needs) : [];
  const kind =
    place.kind === 'standard' && isHotfix(changes, reading, needs) ? 'hotfix' : place.kind;
  const lead = leadTimeOf({ status: record.status, kind, finishedAt }, changes);
  const isInPort = earlier.from === 'Port';
  return {
    record: {
      ...record,
      kind,
      previousSha: place.previous?.sha ?? null,
      previousIdentifier: isInPort ? (place.previous?.identifier ?? null) : null,
      changes: isRead ? changes : null,
      changesTruncated: isRead && reading.truncated,
      leadTimeHours: lead.hours,
      leadTimeSource: lead.hours !== null && isRead ? reading.source : null,
      leadTimeReason: lead.hours === null ? (isRead ? lead.reason : reading.reason) : null,
    },
    rolledBack: isInPort ? place.rolledBack : null,
    notices: [
      ...earlier.notices,
      ...(earlier.unknown === undefined ? [] : [earlier.unknown]),
      ...previousNotice(place, previousSha === null ? earlier.from : 'previous-sha'),
      ...gapNotice(place, finishedAt),
      ...lead.warnings,
      ...lead.splitWarnings,
      ...(isRead ? reading.notes : []),
      ...(isRead && reading.truncated ? [truncatedNotice(needs)] : []),
    ],
  };
}

/** Whether it is the first one is not known either, so it has no kind. */
const unplaced = (
  record: DeploymentRecord,
  { notices, unknown }: EarlierDeployments,
): PlacedRecord => ({
  record: { ...record, leadTimeReason: `no history: ${unknown}` },
  rolledBack: null,
  notices,
});

/** Commits of the deployments that ended before this one, each once. */
function shasBefore(
  { identifier, finishedAt, createdAt }: DeploymentRecord,
  deployments: readonly PastDeployment[],
): readonly string[] {
  const end = finishedAt ?? createdAt;
  const before = deployments.filter((one) => one.identifier !== identifier && one.finishedAt < end);
  return [...new Set(before.flatMap(({ sha }) => sha ?? []))];
}

/** Asks the sources in turn; a deployment that released nothing new by definition asks none. */
async function readChanges(
  { sha, status, service }: DeploymentRecord,
  { kind, releasedBefore }: HistoryPlace,
  ranBefore: readonly string[],
  { sources, limits, pathsOf }: PlacingNeeds,
): Promise<ChangeReading> {
  if (!sha) return { reason: 'no commit' };
  if (status === 'Failed') return { reason: 'failed' };
  if (kind !== 'standard') return { reason: kind ?? 'no commit' };
  if (releasedBefore.length === 0)
    return { reason: 'no history: the commit of the previous deployment is not known' };
  const range = { head: sha, exclude: releasedBefore, ranBefore, paths: pathsOf(service) };
  const reading = await readFirst(sources, range, limits);
  return 'reason' in reading ? { reason: `no history: ${reading.reason}` } : reading;
}

const withoutBots = (
  changes: readonly Change[],
  { leavesOutBots }: PlacingNeeds,
): readonly Change[] =>
  leavesOutBots ? changes.filter(({ author }) => !isBot(author ?? '')) : changes;

function isHotfix(
  changes: readonly Change[],
  reading: ChangeReading | Unreadable,
  { branch, hotfixRules, matchesName }: PlacingNeeds,
): boolean {
  const origins = 'origins' in reading ? reading.origins : new Map();
  const found = changes.flatMap(({ sha }) => origins.get(sha) ?? []);
  const facts: HotfixFacts = {
    labels: found.flatMap(({ labels }) => labels),
    branches: [branch, ...found.map((one) => one.branch)].flatMap((one) => one ?? []),
    titles: found.flatMap(({ title }) => title ?? []),
  };
  return matchingHotfixRule(facts, hotfixRules, matchesName) !== null;
}

function previousNotice({ previous }: HistoryPlace, from: string): string[] {
  if (previous === null) return [];
  const commit = previous.sha?.slice(0, 7) ?? 'of an unknown commit';
  const end = previous.finishedAt === null ? '' : `, ended ${previous.finishedAt}`;
  return [`previous deployment: ${commit}${end} (from ${from})`];
}

const truncatedNotice = ({ limits }: PlacingNeeds): string =>
  `there are more than ${limits.commits} commits: only the newest were looked at`;

function gapNotice({ previous }: HistoryPlace, finishedAt: string): string[] {
  const since = previous?.finishedAt;
  const days = since ? Math.floor((Date.parse(finishedAt) - Date.parse(since)) / 86_400_000) : 0;
  return days > longGapDays
    ? [`the previous deployment was ${days} days ago: its changes waited long`]
    : [];
}
