import type { PastDeployment } from '../deployment/history.ts';
import type { DeploymentRecord } from '../deployment/record.ts';
import type { ReadLimits } from './change-source.ts';
import type { DeploymentSource } from './host-deployments.ts';

/** The successful deployments that are known of one service and environment. */
export interface EarlierDeployments {
  readonly deployments: readonly PastDeployment[];
  /** Whose list it is, in words that fit after "from"; only those from Port are entities there. */
  readonly from: string;
  readonly notices: readonly string[];
  /** Why it is not known whether there are any; then their absence tells nothing. */
  readonly unknown?: string;
}

/** What may be asked when Port has none. */
export interface Elsewhere {
  readonly source: DeploymentSource | null;
  readonly limits: ReadLimits;
  /** Whether the report is of one service that owns the whole repository: a host's list knows no services. */
  readonly isWholeRepository: boolean;
  /** Why Port did not tell its own; `null` when it did. */
  readonly problem: string | null;
}

/** The deployments from Port; when it has none before this one, those that the code host itself knows. Never throws. */
export async function earlierDeployments(
  record: DeploymentRecord,
  inPort: readonly PastDeployment[],
  { source, limits, isWholeRepository, problem }: Elsewhere,
): Promise<EarlierDeployments> {
  const fromPort = (...notices: string[]) => ({
    ...{ deployments: inPort, from: 'Port', notices },
    ...(problem === null ? {} : { unknown: problem }),
  });
  const before = record.finishedAt ?? record.createdAt;
  const has = inPort.some((one) => one.identifier !== record.identifier && one.finishedAt < before);
  const environment = record.environmentName ?? null;
  if (has || record.previousSha || !record.sha || source === null || !environment)
    return fromPort();
  const list = `${source.name}'s deployments`;
  if (!isWholeRepository)
    return fromPort(`${list} do not tell services apart, so they are not looked at`);
  const question = { environment, before, runUrl: record.runUrl ?? null };
  const found = await source.successes(question, limits);
  if ('reason' in found) return fromPort(`${list} are not known: ${found.reason}`);
  if (found.length === 0) return fromPort();
  return { deployments: found, from: list, notices: problem === null ? [] : [problem] };
}
