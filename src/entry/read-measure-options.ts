import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import type { OptionSpec } from '../options/option.ts';
import { type OptionProblem, renderProblem } from '../options/option-problem.ts';
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

/** Says all problems, and gives the error that ends the command as wrong usage. */
export function stopAt(
  problems: readonly OptionProblem[],
  { log }: Pick<Host, 'log'>,
): PortDoraError {
  for (const problem of problems) log.error(renderProblem(problem));
  return new PortDoraError('OPTION_INVALID', `${problems.length} wrong option value(s)`, {
    hint: 'mend what is listed above',
  });
}
