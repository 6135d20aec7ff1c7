import type { NameMatcher } from '../deployment/environment-rules.ts';
import { type HistoryPlace, type PastDeployment, placeInHistory } from '../deployment/history.ts';
import { type HotfixRule, matchingHotfixRule } from '../deployment/hotfix-rule.ts';
import { isBot } from '../deployment/is-bot.ts';
import { leadTimeOf } from '../deployment/lead-time.ts';
import type { Change, DeploymentRecord } from '../deployment/record.ts';
import type { ChangeSource, ReadChanges, ReadLimits } from '../scm/change-source.ts';
import { readFirst } from '../scm/read-first.ts';
import type { PastOf } from './read-history.ts';

/** What placing needs to know beside the records. */
export interface PlacingNeeds {
  readonly pastOf: PastOf;
  /** The better first; the first that can tell is taken. */
  readonly sources: readonly ChangeSource[];
  readonly limits: ReadLimits;
  /** Globs of a service in a monorepo; `null` when every file belongs to it. */
  readonly pathsOf: (service: string) => readonly string[] | null;
  readonly branch: string | null;
  readonly labels: readonly string[];
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
  const place = placeInHistory({ identifier, sha, finishedAt, previousSha }, needs.pastOf(record));
  const reading = await readChanges(record, place, needs);
  const changes = 'changes' in reading ? withoutBots(reading.changes, needs) : [];
  const kind = place.kind === 'standard' && isHotfix(changes, needs) ? 'hotfix' : place.kind;
  const lead = leadTimeOf({ status: record.status, kind, finishedAt }, changes);
  const isRead = 'changes' in reading;
  return {
    record: {
      ...record,
      kind,
      previousSha: place.previous?.sha ?? null,
      previousIdentifier: place.previous?.identifier ?? null,
      changes: isRead ? changes : null,
      changesTruncated: isRead && reading.truncated,
      leadTimeHours: lead.hours,
      leadTimeSource: lead.hours !== null && isRead ? reading.source : null,
      leadTimeReason: lead.hours === null ? (isRead ? lead.reason : reading.reason) : null,
    },
    rolledBack: place.rolledBack,
    notices: [...gapNotice(place, finishedAt), ...lead.warnings, ...(isRead ? reading.notes : [])],
  };
}

/** Asks the sources in turn; a deployment that released nothing new by definition asks none. */
async function readChanges(
  { sha, status, service }: DeploymentRecord,
  { kind, releasedBefore }: HistoryPlace,
  { sources, limits, pathsOf }: PlacingNeeds,
): Promise<ReadChanges | { readonly reason: string }> {
  if (!sha) return { reason: 'no commit' };
  if (status === 'Failed') return { reason: 'failed' };
  if (kind !== 'standard') return { reason: kind ?? 'no commit' };
  const range = { head: sha, exclude: releasedBefore, paths: pathsOf(service) };
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
  { branch, labels, hotfixRules, matchesName }: PlacingNeeds,
): boolean {
  const titles = changes.flatMap(({ title }) => title ?? []);
  const facts = { labels, branches: branch ? [branch] : [], titles };
  return matchingHotfixRule(facts, hotfixRules, matchesName) !== null;
}

function gapNotice({ previous }: HistoryPlace, finishedAt: string): string[] {
  const since = previous?.finishedAt;
  const days = since ? Math.floor((Date.parse(finishedAt) - Date.parse(since)) / 86_400_000) : 0;
  return days > longGapDays
    ? [`the previous deployment was ${days} days ago: its changes waited long`]
    : [];
}
