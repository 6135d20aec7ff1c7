import type { FailureReason } from '../deployment/record.ts';
import { bandOf } from './band-scale.ts';
import { isFailedRun } from './deployment-code.ts';
import type { ChangeFailureRate } from './report.ts';
import { type Facts, reasonForNone, type Scope } from './scope.ts';
import { ratio } from './statistics.ts';

/** Failed deployments / all deployments of the window. Each counts once, so it never exceeds 1. */
export function changeFailureRate(scope: Scope, facts: Facts): ChangeFailureRate {
  const failedBy: Record<FailureReason, number> = { run: 0, rollback: 0, incident: 0 };
  let [failed, total] = [0, 0];
  for (const row of scope.rows) {
    if (!countsForFailureRate(facts, row)) continue;
    total += 1;
    const reason = facts.failures.reasonOf(row);
    if (reason === null) continue;
    failed += 1;
    failedBy[reason] += 1;
  }
  const rate = ratio(failed, total);
  const reason =
    reasonForNone(scope) ?? 'all deployments in the window are failed runs, which are left out';
  return {
    failed,
    total,
    ratio: rate,
    failedBy,
    band: bandOf(facts.bands, 'change-failure-rate', rate),
    reason: rate === null ? reason : null,
  };
}

/** Failed runs can be left out of both sides by a setting. */
export const countsForFailureRate = ({ table, excludeFailedRuns }: Facts, row: number): boolean =>
  !(excludeFailedRuns && isFailedRun(table.code[row] ?? 0));
