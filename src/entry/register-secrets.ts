import type { Host } from '../host/host.ts';
import { type OptionSpec, variableOf } from '../options/option.ts';
import { reportOptions } from '../options/schema.ts';

/** Credentials of other commands may stand in the environment too, and in what a command is given by mistake. */
export function registerSecrets({ env, secrets }: Pick<Host, 'env' | 'secrets'>): void {
  for (const [name, spec] of Object.entries<OptionSpec>(reportOptions)) {
    if (spec.kind !== 'secret') continue;
    for (const variable of [variableOf(name, spec), ...(spec.variables ?? [])]) {
      secrets.add(env[variable] ?? '');
    }
  }
}
