import {
  type DeploymentKind,
  type DeploymentRecord,
  deploymentKinds,
  type FailureReason,
  failureReasons,
} from '../deployment/record.ts';

/** What a deployment is, in one byte: bit 0 a failed run, bits 1–3 the kind, bits 4–5 the stated failure, bit 6 an outage that another one began. */
export type DeploymentCode = number;

/** The byte of a record. @param startsOutage whether a failure of it would begin an outage */
export function codeOf(
  { status, kind, failure }: DeploymentRecord,
  startsOutage: boolean,
): DeploymentCode {
  const kindNumber = kind ? deploymentKinds.indexOf(kind) + 1 : 0;
  // Where several hold, a failed run is the reason before a rollback or an incident.
  const reason = status === 'Failed' ? 'run' : (failure?.reason ?? null);
  const reasonNumber = reason === null ? 0 : failureReasons.indexOf(reason) + 1;
  return (
    (status === 'Failed' ? 1 : 0) |
    (kindNumber << 1) |
    (reasonNumber << 4) |
    (startsOutage ? 0 : 1 << 6)
  );
}

export const isFailedRun = (code: DeploymentCode): boolean => (code & 1) === 1;

/** `null` when it is not known. */
export const kindOf = (code: DeploymentCode): DeploymentKind | null =>
  deploymentKinds[((code >> 1) & 7) - 1] ?? null;

/** Why the record says that it failed; `null` when it does not. */
export const statedFailure = (code: DeploymentCode): FailureReason | null =>
  statedFailures[(code >> 4) & 3] ?? null;

const statedFailures: readonly (FailureReason | null)[] = [null, ...failureReasons];

/** The record says that its failed run belongs to an outage that an earlier one began. */
export const continuesOutage = (code: DeploymentCode): boolean => (code & (1 << 6)) !== 0;

const [rollback, hotfix] = [
  deploymentKinds.indexOf('rollback') + 1,
  deploymentKinds.indexOf('hotfix') + 1,
];

export const isRollback = (code: DeploymentCode): boolean => ((code >> 1) & 7) === rollback;

/** Rollbacks and hotfixes: deployments that nobody had planned. */
export const isRework = (code: DeploymentCode): boolean =>
  isRollback(code) || ((code >> 1) & 7) === hotfix;
