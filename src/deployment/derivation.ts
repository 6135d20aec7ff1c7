import type { ErrorCode } from '../errors/codes.ts';
import type { EnvironmentRule } from './environment-rules.ts';
import type { DeploymentRecord } from './record.ts';
import type { RunContext } from './run-context.ts';
import type { EventReading } from './tracked-event.ts';

/** The options that shape a record, as they were parsed; `undefined` where nobody gave one. */
export interface DeploymentSettings {
  readonly environment?: string | undefined;
  readonly environmentRules?: readonly EnvironmentRule[] | undefined;
  readonly status?: string | undefined;
  /** Cancelled, skipped and neutral count as failed instead of being left out. */
  readonly countCancelled?: boolean | undefined;
  readonly createdAt?: string | undefined;
  readonly finishedAt?: string | undefined;
  readonly version?: string | undefined;
  readonly identifier?: string | undefined;
  readonly title?: string | undefined;
  readonly previousSha?: string | undefined;
}

/** Everything that a record is made from. */
export interface DeploymentFacts {
  readonly context: RunContext;
  /** What the event tells when it is the deployment; `null` when the job is. */
  readonly event: EventReading | null;
  readonly settings: DeploymentSettings;
  /** Titles of the deployed services; `null` when nobody names one, which means the repository's name. */
  readonly services: readonly string[] | null;
  /** When the job began by our own clock, RFC 3339 in UTC; `null` when we were not there. */
  readonly startedAt: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Why nothing is reported, as people should read it. */
export interface NotReported {
  /** `null` when nothing is wrong: the run was no deployment. */
  readonly code: ErrorCode | null;
  readonly reason: string;
  readonly hint: string | null;
  /** `notice` when nobody has to act. */
  readonly level: 'notice' | 'warning' | 'error';
}

export type Derivation =
  /** One record for each service, and in words what was left out on the way. */
  | { readonly records: readonly DeploymentRecord[]; readonly notices: readonly string[] }
  | { readonly notReported: NotReported };

/** Nothing is wrong, but there is nothing to report. */
export function nothingToReport(reason: string): NotReported {
  return { code: null, reason, hint: null, level: 'notice' };
}

/** The user gave something that cannot be, or a track that does not fit the event. */
export function refusedOption(
  code: 'OPTION_INVALID' | 'OPTION_CONFLICT' | 'CI_EVENT',
  reason: string,
  hint: string,
): NotReported {
  return { code, reason, hint, level: 'error' };
}

/** Something that the CI does not tell keeps the report back. */
export function missingFact(
  code: 'CI_FACT_MISSING' | 'CI_ENVIRONMENT_UNKNOWN',
  reason: string,
  hint: string,
): NotReported {
  return { code, reason, hint, level: 'warning' };
}
