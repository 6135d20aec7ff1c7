import { type EntityNames, nameIn } from '../deployment/entity-names.ts';
import type { PastDeployment } from '../deployment/history.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import type { EntityInput } from '../port/entity.ts';

/**
 * What a rollback says about the deployment that it takes back: it failed, and it is recovered when the rollback has
 * succeeded. Only these properties are sent, so that everything else of the entity stays.
 */
export function markRolledBack(
  failed: PastDeployment,
  rollback: DeploymentRecord,
  names: EntityNames,
): EntityInput {
  const end = rollback.finishedAt ?? rollback.createdAt;
  const recovered = rollback.status === 'Success';
  const hours = (Date.parse(end) - Date.parse(failed.finishedAt)) / 3_600_000;
  const ours = {
    failed: true,
    failureReason: nameIn(names.values.failureReason, 'rollback'),
    failureAt: rollback.createdAt,
    failureBy: rollback.identifier,
    ...(recovered ? { recoveredAt: end, recoveryHours: hours } : {}),
  };
  const properties = Object.entries(ours).map(
    ([name, value]) => [nameIn(names.properties, name), value] as const,
  );
  return { identifier: failed.identifier, properties: Object.fromEntries(properties) };
}
