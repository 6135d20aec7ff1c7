import type { DeploymentRecord, DeploymentStatus } from '../deployment/record.ts';
import type { ErrorCode } from '../errors/codes.ts';

/** Why something was not done, as people should read it. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** The service entity that a deployment belongs to in Port. */
export type ServiceLink =
  | { readonly state: 'linked'; readonly identifier: string }
  | { readonly state: 'none' | 'several'; readonly hint: string }
  /** Port did not tell, and could not be asked. */
  | { readonly state: 'unknown' };

/** What became of one record. */
export interface Delivery {
  readonly record: DeploymentRecord;
  /** Port has answered with the entity. */
  readonly reported: boolean;
  /** The status in Port; differs from the record's when another job of the run failed to deploy the same thing. */
  readonly status: DeploymentStatus;
  readonly service: ServiceLink;
  /** Address of the entity's page, where the account's address is known. */
  readonly url: string | null;
  readonly problem: Problem | null;
  /** What the account's blueprint could not take. */
  readonly leftOut: readonly string[];
  /** Relations for which Port has no entity, or several. */
  readonly unrelated: readonly string[];
}

/** An HTTP request as it would be sent, for a dry run. */
export interface PlannedRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/** The end of a report, in one value: the entry renders it and chooses the exit code. */
export type ReportResult =
  | { readonly outcome: 'reported'; readonly deliveries: readonly Delivery[] }
  | {
      readonly outcome: 'not-reported';
      readonly problems: readonly Problem[];
      /** Records that are known but not in Port; some of `deliveries` may have been reported. */
      readonly deliveries: readonly Delivery[];
      readonly records: readonly DeploymentRecord[];
      /** `notice` when nobody has to act, as on pull requests from forks, which never get secrets. */
      readonly level: 'notice' | 'warning' | 'error';
      /** Whether `fail-on-error` applies. */
      readonly mayFail: boolean;
    }
  | { readonly outcome: 'not-a-deployment'; readonly reason: string }
  | {
      readonly outcome: 'dry-run';
      readonly records: readonly DeploymentRecord[];
      readonly requests: readonly PlannedRequest[];
    };
