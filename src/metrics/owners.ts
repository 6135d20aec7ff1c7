/** Who a service belongs to. */
export interface Owner {
  readonly teams: readonly string[];
  readonly domain: string | null;
}

/** By title of the service. */
export type Owners = ReadonlyMap<string, Owner>;
