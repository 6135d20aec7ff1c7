import type { EntityNames } from '../deployment/entity-names.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import type { Log } from '../host/host.ts';
import type { EntityInput } from '../port/entity.ts';
import type { ReportPort } from './report-port.ts';
import type { HistoryNeeds, WorkedOut } from './work-out-history.ts';

/** The records with what history tells; loaded only when it is asked for: the others need no history and no code host. */
export async function withHistory(
  records: readonly DeploymentRecord[],
  names: EntityNames,
  blueprint: string,
  needs: Omit<HistoryNeeds, 'names'>,
): Promise<WorkedOut> {
  if (needs.options.leadTime === 'off') return { records, marks: [], relations: [] };
  const { workOutHistory } = await import('./work-out-history.ts');
  return workOutHistory(records, { ...needs, names: { ...names, blueprint } });
}

/** Deployments that a rollback shows to have failed; that they could not be marked is no trouble of this deployment. */
export async function markFailed(
  port: ReportPort,
  marks: readonly EntityInput[],
  blueprint: string,
  log: Pick<Log, 'info'>,
): Promise<void> {
  if (marks.length === 0) return;
  for (const { identifier, error } of await port.upsertEntities(blueprint, marks)) {
    if (error) log.info(`note: ${identifier} could not be marked as rolled back: ${error.message}`);
    else log.info(`Marked as failed and rolled back: ${identifier}`);
  }
}
