import type { Host } from '../../host/host.ts';
import type { AccountNames } from '../../options/account-names.ts';
import type { mappingsOptions } from '../../options/mappings-options.ts';
import type { OptionValues } from '../../options/read-options.ts';

/** What every verb of `mappings` works with. */
export interface MappingsWork {
  readonly values: OptionValues<typeof mappingsOptions>;
  readonly names: AccountNames;
  readonly host: Host;
  readonly isJson: boolean;
  /** The words behind the verb. */
  readonly words: readonly string[];
  /** All of stdin as text. */
  readonly readStdin: () => Promise<string>;
}
