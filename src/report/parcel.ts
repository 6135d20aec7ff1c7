import type { DeploymentRecord } from '../deployment/record.ts';
import type { EntityInput } from '../port/entity.ts';

/** A record and the entity that it becomes. */
export interface Parcel {
  readonly record: DeploymentRecord;
  readonly entity: EntityInput;
}

/** How things are called in this account. */
export interface DeliveryNames {
  readonly blueprint: string;
  readonly serviceBlueprint: string;
  readonly serviceRelation: string;
  readonly serviceMatch: string;
  readonly pullRequestRelations: readonly string[];
  readonly failed: string;
  readonly failureReason: string;
  readonly status: string;
  /** The value that stands for `Failed`. */
  readonly failedStatus: string;
}
