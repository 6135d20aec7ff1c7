import type { PastDeployment } from './history.ts';
import type { DeploymentRecord } from './record.ts';

/**
 * Whether the successful deployments since a time (milliseconds; `null` for all there are) tell what ran before a
 * deployment. They do not when none of them ended before it and nobody said what did, nor when a rollback is among them, or it is one itself,
 * to a commit from before that time: what was deployed in between matters then.
 */
export function isHistoryEnough(
  { identifier, previousSha, createdAt, finishedAt }: DeploymentRecord,
  found: readonly PastDeployment[],
  since: number | null,
): boolean {
  if (since === null) return true;
  const end = finishedAt ?? createdAt;
  const before = found.filter((one) => one.identifier !== identifier && one.finishedAt < end);
  const recent = before.filter((one) => Date.parse(one.createdAt ?? one.finishedAt) >= since);
  if (before.length > recent.length) return false;
  if (recent.length === 0) return Boolean(previousSha);
  return recent.every((one) => one.kind !== 'rollback' || hasTarget(one, recent));
}

const hasTarget = (rollback: PastDeployment, among: readonly PastDeployment[]): boolean =>
  among.some((one) => one.sha === rollback.sha && one.finishedAt < rollback.finishedAt);
