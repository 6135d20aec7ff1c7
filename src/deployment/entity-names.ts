/** Names of an account that differ from ours, ours → the account's. What is not listed is called as we call it. */
export interface EntityNames {
  readonly properties: Readonly<Record<string, string>>;
  readonly relations: Readonly<Record<string, string>>;
  /** By our property, then by our value: the account's value. Two values with one name cannot be told apart again. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Property of the service blueprint that holds what records call the service. */
  readonly serviceMatch: string;
}

/** The account's name for one of ours. */
export function nameIn(map: Readonly<Record<string, string>> | undefined, ours: string): string {
  return (map !== undefined && Object.hasOwn(map, ours) ? map[ours] : undefined) ?? ours;
}

/** Our name for one of the account's, among those that it can be. */
export function ownNameIn<T extends string>(
  map: Readonly<Record<string, string>> | undefined,
  theirs: unknown,
  among: readonly T[],
): T | null {
  return among.find((ours) => nameIn(map, ours) === theirs) ?? null;
}
