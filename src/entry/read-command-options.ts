import type { Host } from '../host/host.ts';
import type { OptionSpec } from '../options/option.ts';
import type { OptionProblem } from '../options/option-problem.ts';
import { type ReadOptions, readOptions } from '../options/read-options.ts';
import { registerSecrets } from './register-secrets.ts';
import { wrongOptions } from './wrong-options.ts';

/**
 * The options of a command that stops at wrong values: all of them are printed, with what `judge` finds wrong with
 * the whole, then it ends as wrong usage. @throws PortDoraError
 */
export async function readCommandOptions<const Specs extends Readonly<Record<string, OptionSpec>>>(
  specs: Specs,
  flags: Readonly<Record<string, string>>,
  host: Host,
  judge: (read: ReadOptions<Specs>) => readonly OptionProblem[] = () => [],
): Promise<ReadOptions<Specs>> {
  registerSecrets(host);
  const { env, files, secrets } = host;
  const read = await readOptions(specs, { flags, env, files, secrets });
  const problems = [...read.problems, ...judge(read)];
  if (problems.length > 0) throw wrongOptions(problems, host);
  return read;
}
