import { asPortDoraError, type PortDoraError } from '../errors/port-dora-error.ts';
import type { Environment } from '../host/host.ts';
import { createRedactor } from '../host/redactor.ts';
import { reportOptions } from '../options/schema.ts';
import { isOn } from './command.ts';
import { errorDocument } from './error-document.ts';
import { isOpened } from './open-stream.ts';
import { printJson } from './process-host.ts';
import { registerSecrets } from './register-secrets.ts';

/**
 * Says why a command ended: on stderr for people, and with `--json` as the one document on stdout too, unless the
 * command has printed its own.
 */
export function sayError(
  thrown: unknown,
  args: readonly string[],
  env: Environment,
): PortDoraError {
  const error = asPortDoraError(thrown);
  const secrets = createRedactor();
  registerSecrets({ env, secrets });
  for (const value of secretsIn(args)) secrets.add(value);
  const line = `error: ${error.message}; ${error.hint} [${error.code}]\n`;
  process.stderr.write(secrets.redact(line));
  if (asksForJson(args) && !isOpened('stdout')) printJson(errorDocument(error), { secrets });
  return error;
}

/** By the arguments themselves: they may be what could not be understood. */
function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const last = (end < 0 ? args : args.slice(0, end)).findLast((arg) => /^--json(?:=|$)/.test(arg));
  return last !== undefined && isOn(last.slice('--json='.length) || 'true');
}

/** `--client-secret VALUE` and `--client-secret=VALUE`. */
function secretsIn(args: readonly string[]): readonly string[] {
  const names = Object.entries(reportOptions).flatMap(([name, { kind }]) =>
    kind === 'secret' ? [`--${name}`] : [],
  );
  return args.flatMap((arg, index) => {
    const name = names.find((one) => arg === one || arg.startsWith(`${one}=`));
    if (name === undefined) return [];
    return arg === name ? (args[index + 1] ?? []) : arg.slice(name.length + 1);
  });
}
