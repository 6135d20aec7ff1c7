import type { DeploymentFacts } from './derivation.ts';
import { deriveIdentifier } from './derive-identifier.ts';
import type { DeploymentTimes } from './derive-times.ts';
import type { KnownEnvironment } from './environment-rules.ts';
import type { Sha256 } from './identifier.ts';
import { type DeploymentRecord, type DeploymentStatus, notWorkedOut } from './record.ts';
import { deriveTitle } from './title.ts';
import type { TrackedEvent } from './tracked-event.ts';

/** What the records of all services of one report share. */
export interface ReportedDeployment {
  readonly facts: DeploymentFacts;
  readonly event: TrackedEvent | null;
  /** Titles of all services of the report. */
  readonly services: readonly string[];
  readonly status: DeploymentStatus;
  readonly environment: KnownEnvironment;
  readonly times: DeploymentTimes;
}

/** The record of one service, before history tells its kind and lead time. */
export function buildRecord(
  service: string,
  shared: ReportedDeployment,
  sha256: Sha256,
): DeploymentRecord {
  const { facts, event, services, status, environment, times } = shared;
  const { settings, context } = facts;
  const { sha, tag, branch } = event ?? context;
  const place = { service, environment: environment.environmentName ?? environment.environment };
  const identifier =
    settings.identifier ??
    deriveIdentifier({ context, event, createdAt: times.createdAt }, place, sha256);
  const version = settings.version ?? tag;
  return {
    identifier,
    title: deriveTitle({
      title: services.length > 1 ? undefined : settings.title,
      service,
      version,
      sha,
      environment: environment.environment,
    }),
    service,
    environment: environment.environment,
    environmentName: environment.environmentName,
    environmentSource: environment.source,
    status,
    kind: null,
    createdAt: times.createdAt,
    finishedAt: times.finishedAt,
    sha,
    previousSha: settings.previousSha ?? null,
    previousIdentifier: null,
    ref: tag ?? branch,
    version,
    repository: context.repository.url,
    ci: context.ci,
    runUrl: event?.url ?? context.run.url,
    actor: event?.actor ?? context.actor,
    changes: null,
    changesTruncated: false,
    leadTimeHours: null,
    leadTimeSource: null,
    leadTimeReason: notWorkedOut,
    failure: status === 'Failed' ? { reason: 'run', at: times.finishedAt, by: identifier } : null,
    recoveredAt: null,
    incidents: [],
  };
}
