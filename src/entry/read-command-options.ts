import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import type { OptionSpec } from '../options/option.ts';
import { renderProblem } from '../options/option-problem.ts';
import { type ReadOptions, readOptions } from '../options/read-options.ts';
import { reportOptions } from '../options/schema.ts';

/** The options of a command that stops at wrong values: all of them are printed, then it ends as wrong usage. @throws PortDoraError */
export async function readCommandOptions<const Specs extends Readonly<Record<string, OptionSpec>>>(
  specs: Specs,
  flags: Readonly<Record<string, string>>,
  host: Host,
): Promise<ReadOptions<Specs>> {
  registerSecrets(host);
  const read = await readOptions(specs, {
    flags,
    env: host.env,
    files: host.files,
    secrets: host.secrets,
  });
  if (read.problems.length === 0) return read;
  for (const problem of read.problems) host.log.error(renderProblem(problem));
  throw new PortDoraError('OPTION_INVALID', `${read.problems.length} wrong option value(s)`, {
    hint: 'mend what is listed above',
  });
}

/** Credentials of other commands may stand in the environment too, and in what this one is given by mistake. */
function registerSecrets({ env, secrets }: Pick<Host, 'env' | 'secrets'>): void {
  for (const [name, { kind, variables = [] }] of Object.entries<OptionSpec>(reportOptions)) {
    if (kind !== 'secret') continue;
    const own = `PORT_DORA_${name.toUpperCase().replaceAll('-', '_')}`;
    for (const variable of [own, ...variables]) secrets.add(env[variable] ?? '');
  }
}
