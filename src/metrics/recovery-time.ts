import { type FailureReason, failureReasons } from '../deployment/record.ts';
import { bandOf } from './band-scale.ts';
import type { FailedDeploymentRecoveryTime, RecoveryByReason } from './report.ts';
import { type Facts, reasonForNone, type Scope } from './scope.ts';
import { summarize } from './statistics.ts';

/** An outage that a deployment of the window began: its hours, infinite while it is open. */
interface Outage {
  readonly reason: FailureReason;
  readonly hours: number;
}

/** From the end of each failed deployment to its recovery. */
export function failedDeploymentRecoveryTime(
  scope: Scope,
  facts: Facts,
): FailedDeploymentRecoveryTime {
  const outages = outagesOf(scope, facts);
  const all = summaryOf(outages);
  const by = failureReasons.flatMap((reason) => {
    const own = outages.filter((one) => one.reason === reason);
    return own.length === 0 ? [] : [[reason, summaryOf(own)] as const];
  });
  return {
    ...all,
    by: Object.fromEntries(by),
    band: bandOf(facts.bands, 'failed-deployment-recovery-time', all.medianHours),
    reason: all.n > 0 ? null : (reasonForNone(scope) ?? whyNone(outages)),
  };
}

function outagesOf({ rows }: Scope, { outages, failures }: Facts): Outage[] {
  const found: Outage[] = [];
  for (const row of rows) {
    const hours = outages[row] ?? Number.NaN;
    const reason = hours >= 0 ? failures.reasonOf(row) : null;
    if (reason !== null) found.push({ reason, hours });
  }
  return found;
}

function summaryOf(outages: readonly Outage[]): RecoveryByReason {
  const hours = outages.map((one) => one.hours).filter(Number.isFinite);
  const { n, median, mean } = summarize(Float64Array.from(hours));
  return { n, open: outages.length - n, medianHours: median, meanHours: mean };
}

const whyNone = ({ length }: readonly Outage[]): string =>
  length === 0
    ? 'no failed deployment in the window'
    : 'no failed deployment of the window has recovered yet';
