import type { DeploymentCode } from './deployment-code.ts';
import { isFailedRun, kindOf } from './deployment-code.ts';

const kindsWithout: readonly unknown[] = ['baseline', 'redeploy', 'rollback'];

/** Why a deployment gives no lead time, whatever it lists; `null` when it may give one. */
export function leadTimeRefusal(code: DeploymentCode): string | null {
  if (isFailedRun(code)) return 'its run failed';
  const kind = kindOf(code);
  return kindsWithout.includes(kind) ? `kind is ${kind}` : null;
}

/** The same by the byte of a deployment: there are so few of them that a million are looked up. */
const refusals = Array.from({ length: 128 }, (_, code) => leadTimeRefusal(code) === null);

export const givesLeadTime = (code: DeploymentCode): boolean => refusals[code] === true;
