import type { Behaviour } from '../behaviour.ts';
import type { QueryScope } from '../query/predicate.ts';
import type { PropertyValidators } from './property-validators.ts';

/** Who writes, when, and by which rules. */
export interface WriteContext extends QueryScope {
  readonly validators: PropertyValidators;
  readonly behaviour: Behaviour;
  /** Kept as the data source of the entity. */
  readonly userAgent: string;
}

/** How a route treats an entity that is or is not there yet. */
export interface WriteMode {
  /** `merge` keeps what is not sent, `override` loses it. */
  readonly existing: 'refuse' | 'merge' | 'override';
  readonly createMissingRelated: boolean;
}
