import { leadTimeOf } from './lead-time.ts';
import { type Change, type DeploymentKind, type DeploymentRecord, notWorkedOut } from './record.ts';
import { endOf } from './timeline.ts';

/** What of a record tells what it released. */
export type ReleaseFacts = Pick<
  DeploymentRecord,
  'kind' | 'changes' | 'changesTruncated' | 'leadTimeHours' | 'leadTimeSource' | 'leadTimeReason'
>;

/** The changes that are known of a deployment; `source` is `null` where they are the record's own. */
export interface KnownChanges {
  readonly changes: readonly Change[];
  readonly truncated: boolean;
  readonly source: string | null;
  readonly isHotfix?: boolean;
}

const kindsWithout: readonly DeploymentRecord['kind'][] = ['baseline', 'redeploy', 'rollback'];

/** Why a deployment releases nothing by definition; `null` when it may. */
export function reasonForNoChanges(
  { status }: DeploymentRecord,
  kind: DeploymentKind | null,
): string | null {
  if (status === 'Failed') return 'failed';
  return kindsWithout.includes(kind) ? kind : null;
}

/** A deployment that releases nothing: the same as a live report of it writes. */
export function withoutChanges(kind: DeploymentRecord['kind'], reason: string): ReleaseFacts {
  return {
    kind: kind ?? null,
    changes: null,
    changesTruncated: false,
    leadTimeHours: null,
    leadTimeSource: null,
    leadTimeReason: reason,
  };
}

/** A deployment whose changes nobody can tell: its own lead time stays, but a reason that no longer holds does not. */
export function withUnknownChanges(
  record: DeploymentRecord,
  kind: DeploymentRecord['kind'],
  reason: string | null,
): ReleaseFacts {
  const { leadTimeHours = null, leadTimeReason = null } = record;
  const isStale = leadTimeReason === null || staleReasons.includes(leadTimeReason);
  return {
    ...ownFacts(record),
    kind: kind ?? null,
    leadTimeReason:
      leadTimeHours !== null
        ? leadTimeReason
        : (reason ?? (isStale ? notWorkedOut : leadTimeReason)),
  };
}

/** A deployment with its changes, less those that an earlier one has released, and their lead time. */
export function withChanges(
  record: DeploymentRecord,
  kind: DeploymentRecord['kind'],
  known: KnownChanges,
  released: ReadonlySet<string>,
): { readonly facts: ReleaseFacts; readonly warnings: readonly string[] } {
  const changes = known.changes.filter(({ sha }) => !released.has(sha));
  const isOwn = known.source === null && changes.length === known.changes.length;
  // What is kept in Port may be the first of many changes: the lead time was taken from all of them.
  if (isOwn && typeof record.leadTimeHours === 'number')
    return { facts: { ...ownFacts(record), kind: kind ?? null }, warnings: [] };
  const timed = { status: record.status, kind: kind ?? null, finishedAt: endOf(record) };
  const { hours, reason, warnings } = leadTimeOf(timed, changes);
  const source = known.source ?? record.leadTimeSource ?? null;
  return {
    facts: {
      kind: kind ?? null,
      changes,
      changesTruncated: known.truncated,
      leadTimeHours: hours,
      leadTimeSource: hours === null ? null : source,
      leadTimeReason: reason,
    },
    warnings: warnings.map((warning) => `${record.identifier}: ${warning}`),
  };
}

/** Reasons that say what kind the deployment was taken for. */
const staleReasons: readonly string[] = ['baseline', 'redeploy', 'rollback', 'failed'];

const ownFacts = (record: DeploymentRecord): ReleaseFacts => ({
  kind: record.kind ?? null,
  changes: record.changes ?? null,
  changesTruncated: record.changesTruncated ?? false,
  leadTimeHours: record.leadTimeHours ?? null,
  leadTimeSource: record.leadTimeSource ?? null,
  leadTimeReason: record.leadTimeReason ?? null,
});
