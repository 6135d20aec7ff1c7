import type { EntityNames } from '../deployment/entity-names.ts';

/** What the account calls the things that are looked at. */
export interface DoctorNames extends EntityNames {
  /** Blueprint of the deployments. */
  readonly deployment: string;
  /** Blueprint of the services. */
  readonly service: string;
}
