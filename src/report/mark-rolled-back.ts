import { type EntityNames, nameIn } from '../deployment/entity-names.ts';
import type { PastDeployment } from '../deployment/history.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import type { EntityInput } from '../port/entity.ts';

/**
 * What a rollback says about the deployment that it takes back: it failed, and it is recovered when the rollback has
 * succeeded. Only these properties are sent, so that everything else of the entity stays; and what is known of its
 * failure and recovery already stays as well. `null` when the rollback tells nothing new.
 */
export function markRolledBack(
  failed: PastDeployment,
  rollback: DeploymentRecord,
  names: EntityNames,
): EntityInput | null {
  const { failure = null } = failed;
  const ours = {
    ...(failure === null ? failureOf(rollback, names) : {}),
    ...(rollback.status === 'Success' && !failure?.isRecovered ? recoveryOf(failed, rollback) : {}),
  };
  const properties = Object.entries(ours).map(
    ([name, value]) => [nameIn(names.properties, name), value] as const,
  );
  if (properties.length === 0) return null;
  return { identifier: failed.identifier, properties: Object.fromEntries(properties) };
}

const failureOf = ({ createdAt, identifier }: DeploymentRecord, names: EntityNames) => ({
  failed: true,
  failureReason: nameIn(names.values.failureReason, 'rollback'),
  failureAt: createdAt,
  failureBy: identifier,
});

function recoveryOf(failed: PastDeployment, { createdAt, finishedAt }: DeploymentRecord) {
  const end = finishedAt ?? createdAt;
  const hours = (Date.parse(end) - Date.parse(failed.finishedAt)) / 3_600_000;
  return { recoveredAt: end, recoveryHours: hours };
}
