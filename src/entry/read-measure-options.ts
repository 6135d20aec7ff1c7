import type { Host } from '../host/host.ts';
import type { OptionSpec } from '../options/option.ts';
import type { OptionValues } from '../options/read-options.ts';
import { readCommandOptions } from './read-command-options.ts';

/** The options of what is measured, from flags and variables: the config file is about reports and the account. @throws PortDoraError */
export async function readMeasureOptions<const Specs extends Readonly<Record<string, OptionSpec>>>(
  specs: Specs,
  flags: Readonly<Record<string, string>>,
  host: Host,
): Promise<OptionValues<Specs>> {
  const { config: _, ...own } = specs as Specs & { readonly config?: OptionSpec };
  const { values } = await readCommandOptions(own, flags, host);
  return values as unknown as OptionValues<Specs>;
}
