import type { FetchLike } from '../ci/fetch-like.ts';

/** What reading the facts may use of the network. */
export interface FactSources {
  readonly fetch: FetchLike;
  readonly signal: AbortSignal;
}
