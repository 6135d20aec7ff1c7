import { countsForFailureRate } from './change-failure-rate.ts';
import { leadTimeRefusal } from './lead-time-refusal.ts';
import type { Measurable, WindowView } from './measure.ts';
import type { Exclusion } from './report.ts';
import type { Facts } from './scope.ts';
import { createTally, type Tally } from './tally.ts';

/** Everything that is left out of one window or of one of its metrics, counted by reason. */
export function leftOut(
  { facts, counted }: Measurable,
  { window, rows }: WindowView,
  before: readonly Exclusion[],
): Exclusion[] {
  const tally = createTally(before);
  tally.add('deployment', 'before the window', null, rows.before);
  tally.add('deployment', 'after the window', null, rows.after);
  for (const row of rows.all) tallyRow(tally, row, facts);
  for (const { reason } of counted.refused) tally.add('incident', reason);
  for (const { createdAt } of counted.incidents) {
    if (createdAt < window.from) tally.add('incident', 'opened before the window');
    if (createdAt >= window.to) tally.add('incident', 'opened after the window');
  }
  return tally.list();
}

function tallyRow(tally: Tally, row: number, facts: Facts): void {
  const lead = leadTimeLeftOut(row, facts);
  if (lead !== null) tally.add('deployment', lead, 'lead-time-for-changes');
  tally.add('change', datedAfter, 'lead-time-for-changes', negativeChanges(row, facts));
  const recovery = recoveryLeftOut(row, facts);
  if (recovery !== null) tally.add('deployment', recovery, 'failed-deployment-recovery-time');
  if (!countsForFailureRate(facts, row))
    tally.add('deployment', failedRunsLeftOut, 'change-failure-rate');
}

export const noChangesKnown = 'no changes are known';
export const datedAfter = 'it is dated after its deployment';
export const failedRunsLeftOut = 'its run failed, and failed runs are left out';

/** Why a deployment of the window adds nothing to lead time; `null` when it does. */
export function leadTimeLeftOut(row: number, { table }: Facts): string | null {
  const refusal = leadTimeRefusal(table.code[row] ?? 0);
  if (refusal !== null) return refusal;
  const hasChanges = (table.changesFrom[row + 1] ?? 0) > (table.changesFrom[row] ?? 0);
  const hours = table.leadTimeHours[row] ?? Number.NaN;
  if (hours < 0) return 'its lead time is negative';
  return hasChanges || hours >= 0 ? null : noChangesKnown;
}

/** Why a failed deployment has no recovery of its own; `null` when it has one, is open, or did not fail. */
export function recoveryLeftOut(row: number, { failures, outages }: Facts): string | null {
  if (failures.reasonOf(row) === null) return null;
  const hours = outages[row] ?? Number.NaN;
  if (Number.isNaN(hours)) return 'it belongs to the outage of an earlier failed run';
  return hours < 0 ? 'it recovered before it ended' : null;
}

function negativeChanges(row: number, { table }: Facts): number {
  if (leadTimeRefusal(table.code[row] ?? 0) !== null) return 0;
  let negative = 0;
  const to = table.changesFrom[row + 1] ?? 0;
  for (let change = table.changesFrom[row] ?? 0; change < to; change += 1) {
    if ((table.changes.lead[change] ?? 0) < 0) negative += 1;
  }
  return negative;
}
