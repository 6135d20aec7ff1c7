import type { JsonObject } from '../port/json.ts';

/** What setup can put into an account, in the order in which one depends on the other. */
export const thingKinds = [
  'blueprint',
  'property',
  'relation',
  'mirror',
  'aggregation',
  'calculation',
  'scorecard',
  'page',
  'mapping',
  'entity',
] as const;

export type ThingKind = (typeof thingKinds)[number];

/** Where a thing stands: the blueprint (or integration) that it belongs to, and its own id there. */
export interface Place {
  readonly kind: ThingKind;
  /** The blueprint itself for a blueprint, empty for a page. */
  readonly owner: string;
  readonly id: string;
}

/** One thing that is wanted in an account. */
export interface Thing extends Place {
  /** Stays the same whatever an account calls it, over all versions of the catalog. */
  readonly key: string;
  /** As Port's API takes it, without its id; `null` for what should not be there, being a known mistake. */
  readonly definition: JsonObject | null;
}

/** The key of a thing by its place in our own names. */
export const keyOf = ({ kind, owner, id }: Place): string =>
  [kind, kind === 'blueprint' ? '' : owner, id].filter((part) => part !== '').join('/');

export function thing(place: Place, definition: JsonObject | null): Thing {
  return { ...place, key: keyOf(place), definition };
}
