import { backfillOptions } from './backfill-options.ts';
import { measureOptions } from './metrics-options.ts';
import type { OptionSpec } from './option.ts';
import { reportOptions } from './schema.ts';
import { setupOptions } from './setup-options.ts';

/** The options of all commands: one config file serves them all, and each command passes over what is another's. */
export const everyOption: Readonly<Record<string, OptionSpec>> = {
  ...backfillOptions,
  ...measureOptions,
  ...setupOptions,
  ...reportOptions,
};
