import { isRework } from './deployment-code.ts';
import type { DeploymentReworkRate } from './report.ts';
import { type Facts, reasonForNone, type Scope } from './scope.ts';
import { ratio } from './statistics.ts';

/** Rollbacks and hotfixes / all deployments of the window. */
export function deploymentReworkRate(scope: Scope, { table }: Facts): DeploymentReworkRate {
  const { rows } = scope;
  let rework = 0;
  for (const row of rows) if (isRework(table.code[row] ?? 0)) rework += 1;
  return {
    rework,
    total: rows.length,
    ratio: ratio(rework, rows.length),
    reason: reasonForNone(scope),
  };
}
