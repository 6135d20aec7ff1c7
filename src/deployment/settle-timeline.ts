import type { HistoryPlace } from './history.ts';
import { createHistoryInOrder } from './history-in-order.ts';
import type { Change, DeploymentRecord } from './record.ts';
import {
  type KnownChanges,
  type ReleaseFacts,
  reasonForNoChanges,
  withChanges,
  withoutChanges,
  withUnknownChanges,
} from './settle-changes.ts';
import type { ChangesQuestion, SettleOptions } from './settlement.ts';
import { endOf, type Timeline } from './timeline.ts';

/** A deployment with its place among the others. */
export interface PlacedStep {
  /** As it was given. */
  readonly given: DeploymentRecord;
  /** With what its place tells: previous deployment, kind, changes, lead time. */
  readonly record: DeploymentRecord;
  readonly at: number;
  /** Identifier of the deployment that this one shows to have failed. */
  readonly rolledBack: string | null;
  /** The same, and for the redeploy of a rollback what the rollback shows. */
  readonly shows: string | null;
  readonly warnings: readonly string[];
}

/** Places the deployments of one timeline; `isGiven` tells which identifiers are among the given records. */
export function placeTimeline(
  timeline: Timeline,
  isGiven: (identifier: string) => boolean,
  options: SettleOptions,
): PlacedStep[] {
  const history = createHistoryInOrder();
  const released = new Set<string>();
  const ran: string[] = [];
  let shows: string | null = null;
  const since = options.since ? Date.parse(options.since) : Number.NEGATIVE_INFINITY;
  return timeline.map(({ record: given, at }) => {
    const { identifier, status } = given;
    const sha = given.sha || null;
    const found = history.place({ sha, previousSha: null });
    const isPointedOut = isPreviousGiven(given, found, options);
    const place = isPointedOut
      ? history.place({ sha, previousSha: given.previousSha ?? null })
      : found;
    const rolledBack = place.rolledBack?.identifier ?? null;
    // What there was until now, looked up by those who ask: most deployments have their changes.
    const count = isPointedOut ? 0 : ran.length;
    const ranBefore = (): readonly string[] => [...new Set(ran.slice(0, count))];
    if (status === 'Success') {
      history.add({ identifier, sha, finishedAt: endOf(given) });
      if (sha !== null) ran.push(sha);
      if (place.kind !== 'redeploy') shows = rolledBack;
    }
    // What came before it is not among what is given, so its own word is better than ours.
    const isBegun = place.kind === 'baseline' && hasPreviousElsewhere(given, isGiven);
    const { facts, warnings } =
      at < since || isBegun
        ? { facts: {}, warnings: [] }
        : settleRelease(given, { ...place, ranBefore }, released, options);
    const previous =
      at < since || isBegun || isPointedOut
        ? {}
        : {
            previousSha: place.previous?.sha ?? null,
            previousIdentifier: place.previous?.identifier ?? null,
          };
    const record = { ...given, ...previous, ...facts };
    if (status === 'Success') for (const { sha } of record.changes ?? []) released.add(sha);
    return { given, record, at, rolledBack, shows: rolledBack ?? shows, warnings };
  });
}

/** By default a commit of which the report found no deployment, unless it is of the deployment that is found here. */
function isPreviousGiven(
  record: DeploymentRecord,
  { previous }: HistoryPlace,
  options: SettleOptions,
): boolean {
  const { previousSha, previousIdentifier } = record;
  if (options.isPreviousGiven) return options.isPreviousGiven(record);
  return Boolean(previousSha) && !previousIdentifier && previousSha !== previous?.sha;
}

const hasPreviousElsewhere = (
  { kind, previousIdentifier }: DeploymentRecord,
  isGiven: (identifier: string) => boolean,
): boolean =>
  kind !== 'baseline' && Boolean(previousIdentifier) && !isGiven(previousIdentifier ?? '');

/** Where a deployment stands, and all that ran there before. */
type ReleasePlace = HistoryPlace & Pick<ChangesQuestion, 'ranBefore'>;

interface SettledRelease {
  readonly facts: ReleaseFacts;
  readonly warnings: readonly string[];
}

/** Kind, changes and lead time. */
function settleRelease(
  record: DeploymentRecord,
  place: ReleasePlace,
  released: ReadonlySet<string>,
  options: SettleOptions,
): SettledRelease {
  const kindWith = (changes: readonly Change[], isHotfix = false): DeploymentRecord['kind'] => {
    if (place.kind === null) return record.kind ?? null;
    if (place.kind !== 'standard') return place.kind;
    const isOne = isHotfix || record.kind === 'hotfix' || options.isHotfix?.(record, changes);
    return isOne ? 'hotfix' : 'standard';
  };
  const without = reasonForNoChanges(record, place.kind ?? record.kind ?? null);
  if (without !== null) {
    const reason = record.sha ? without : noCommit;
    return { facts: withoutChanges(kindWith([]), reason), warnings: [] };
  }
  const known = readChanges(record, place, options);
  if ('changes' in known)
    return withChanges(record, kindWith(known.changes, known.isHotfix), known, released);
  const reason = record.sha ? known.reason : noCommit;
  return { facts: withUnknownChanges(record, kindWith([]), reason), warnings: [] };
}

const noCommit = 'no commit';

/** The record's own changes are better than none when the source of commits cannot tell. */
function readChanges(
  record: DeploymentRecord,
  { previous, releasedBefore, ranBefore }: ReleasePlace,
  { changesOf }: SettleOptions,
): KnownChanges | { readonly reason: string | null } {
  const { changes, changesTruncated, previousSha } = record;
  const isKnown = Boolean(changes) && (previousSha ?? null) === (previous?.sha ?? null);
  const canAsk = Boolean(record.sha) && releasedBefore.length > 0;
  const found = canAsk ? changesOf?.({ record, releasedBefore, ranBefore, isKnown }) : null;
  if (found && 'changes' in found) return found;
  if (changes) return { changes, truncated: changesTruncated === true, source: null };
  if (changesOf && !canAsk) return { reason: unknownPrevious };
  return { reason: found?.reason ?? null };
}

const unknownPrevious = 'no history: the commit of the previous deployment is not known';
