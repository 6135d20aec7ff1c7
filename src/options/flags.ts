import { parseArgs } from 'node:util';
import { PortDoraError } from '../errors/port-dora-error.ts';
import type { OptionSpec } from './option.ts';
import { suggest } from './suggest.ts';

/** A command line, taken apart: `--name value` and `--name=value` by name, and the words that belong to no flag. */
export interface CommandLine {
  readonly flags: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

/**
 * Takes a command line apart by a table of options. A flag may stand alone only when its option is a switch.
 * @throws PortDoraError OPTION_UNKNOWN or OPTION_MISSING: a command line that cannot be understood
 */
export function parseFlags(
  args: readonly string[],
  options: Readonly<Record<string, Pick<OptionSpec, 'kind'>>>,
): CommandLine {
  // `parseArgs` takes a while to load, and most reports have no flags.
  if (args.length === 0) return { flags: {}, words: [] };
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { kind }]) => [
        name,
        { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
      ]),
    ),
  });
  const flags: Record<string, string> = {};
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) throw unknownFlag(token.rawName, Object.keys(options));
    if (token.value === undefined && option.kind !== 'flag') {
      throw new PortDoraError('OPTION_MISSING', `${token.rawName} has no value`, {
        hint: `write ${token.rawName}=VALUE`,
      });
    }
    flags[token.name] = token.value ?? 'true';
  }
  return { flags, words };
}

function unknownFlag(typed: string, known: readonly string[]): PortDoraError {
  const near = suggest(typed.replace(/^-+/, ''), known);
  return new PortDoraError('OPTION_UNKNOWN', `unknown option ${typed}`, {
    hint: near ? `did you mean --${near}?` : 'see --help for the options',
  });
}
