import type { AccountNames } from '../options/account-names.ts';
import type { PortClient } from '../port/client.ts';

/** An account whose deployments and incidents are read, and its names. */
export interface ReadableAccount {
  readonly port: Pick<PortClient, 'searchEntities' | 'listBlueprints'>;
  /** Its address, for people. */
  readonly address: string;
  readonly names: AccountNames;
  readonly values: { readonly blueprint: string; readonly serviceMatch: string };
}
