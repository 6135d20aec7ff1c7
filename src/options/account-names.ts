/** Names of an account that differ from ours: ours → the account's. */
export interface AccountNames {
  readonly blueprints: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly relations: Readonly<Record<string, string>>;
  /** By property, then by our value: the account's value. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const noAccountNames: AccountNames = {
  blueprints: {},
  properties: {},
  relations: {},
  values: {},
};
