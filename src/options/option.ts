import { shortestSecret } from '../host/shortest-secret.ts';

/** A value that was understood, or what is wrong with it. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string; readonly hint: string };

/** How a value is shown in help, and how its text is written in other CIs. */
export type OptionKind =
  | 'text'
  | 'secret'
  | 'flag'
  | 'choice'
  | 'number'
  | 'lines'
  | 'object'
  | 'path';

/**
 * One option, from which the parser, `action.yml`, the README tables, the CLI help and the config file's keys come.
 * Its name is kebab-case and the same everywhere: action input, `--flag`, `PORT_DORA_FLAG`, config key.
 */
export interface OptionSpec<T = unknown> {
  readonly kind: OptionKind;
  /** One sentence for tables and help. */
  readonly summary: string;
  /** The value when nobody gave one, applied after all sources were merged. Absent: the option stays `undefined`. */
  readonly default?: T;
  /** The default in words, where it is derived and not a constant. */
  readonly defaultText?: string;
  /** The expression that stands as `default:` in action.yml. Only for what must be an expression: the runner writes every default into the inputs, where it would hide environment variables and the config file. */
  readonly actionDefault?: string;
  /** Its name in variables and inputs, where an option of another command has the same name and means something else. */
  readonly nameInEnvironment?: string;
  /** Environment variables that are read beside `PORT_DORA_<NAME>`. */
  readonly variables?: readonly string[];
  /** `false` for credentials, tokens and addresses that they are sent to: a file in the repository must not set those. */
  readonly inConfig: boolean;
  readonly choices?: readonly string[];
  /** When a report cannot go on without it, in words. */
  readonly requiredWhen?: string;
  parse(text: string): Parsed<T>;
}

type Shared = Pick<
  OptionSpec,
  'summary' | 'defaultText' | 'actionDefault' | 'nameInEnvironment' | 'variables' | 'requiredWhen'
> & {
  readonly inConfig?: boolean;
};

/** An option whose value is never missing. */
export type Defaulted<T> = OptionSpec<T> & { readonly default: T };

/** Whether a value can be missing is known from what was given. */
type SpecFrom<T, Given> = Given extends { readonly default: T } ? Defaulted<T> : OptionSpec<T>;

/** Any text; surrounding white space is removed. */
export function text<const Given extends Shared & { readonly default?: string }>(
  given: Given,
): SpecFrom<string, Given> {
  return build('text', given, (value) => ({ value }));
}

/** A value that is masked in every output and never comes from the config file. What is too short to be masked is refused. */
export function secret(given: Omit<Shared, 'inConfig'>): OptionSpec<string> {
  return build('secret', { ...given, inConfig: false }, (value): Parsed<string> => {
    const isSecret = value.length >= shortestSecret;
    return isSecret
      ? { value }
      : {
          problem: `has fewer than ${shortestSecret} characters, which is too short for a secret`,
          hint: 'give the whole of it, as it was issued',
        };
  });
}

/** Names an account: masked like a secret, but nobody gets in with it alone. */
export const accountId = (given: Omit<Shared, 'inConfig'>): OptionSpec<string> => ({
  ...secret(given),
  parse: (value) => ({ value }),
});

export function path(given: Shared): OptionSpec<string> {
  return build('path', given, (value) => ({ value }));
}

const flagWords: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  '1': true,
  false: false,
  no: false,
  off: false,
  '0': false,
};

/** A switch; as a flag it may stand without a value. */
export function flag(given: Shared & { readonly default: boolean }): Defaulted<boolean> {
  const parse = (value: string): Parsed<boolean> => {
    const known = flagWords[value.toLowerCase()];
    return known === undefined
      ? { problem: 'is neither true nor false', hint: 'write true or false' }
      : { value: known };
  };
  return build('flag', { ...given, choices: ['true', 'false'] }, parse);
}

/** One of a few words, in any case. */
export function choice<
  const Choices extends readonly string[],
  const Given extends Shared & { readonly default?: Choices[number] },
>(choices: Choices, given: Given): SpecFrom<Choices[number], Given> {
  return build('choice', { ...given, choices }, (value): Parsed<Choices[number]> => {
    const found = choices.find((one) => one === value.toLowerCase());
    return found === undefined
      ? {
          problem: 'is not one of the allowed values',
          hint: `choose one of: ${choices.join(', ')}`,
        }
      : { value: found };
  });
}

/** A number of seconds within bounds. */
export function seconds(
  { min, max }: { readonly min: number; readonly max: number },
  given: Shared & { readonly default: number },
): Defaulted<number> {
  return build('number', given, (value): Parsed<number> => {
    const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max
      ? { value: number }
      : {
          problem: 'is not a number of seconds that is allowed',
          hint: `give a number from ${min} to ${max}`,
        };
  });
}

/** Several lines, each understood on its own; empty lines and lines that start with `#` are left out. */
export function lines<T, const Given extends Shared & { readonly default?: readonly T[] }>(
  parseLine: (line: string) => Parsed<T>,
  given: Given,
): SpecFrom<readonly T[], Given> {
  return build('lines', given, (value): Parsed<readonly T[]> => {
    const values: T[] = [];
    for (const line of value.split(/\r?\n/).map((one) => one.trim())) {
      if (line === '' || line.startsWith('#')) continue;
      const one = parseLine(line);
      if ('problem' in one)
        return { problem: `has a line that ${one.problem}: ${line}`, hint: one.hint };
      values.push(one.value);
    }
    return { value: values };
  });
}

/** Text that is checked and turned into a value by `parse`. */
export function parsed<
  T,
  const Given extends Shared & { readonly default?: T; readonly kind?: OptionKind },
>(parse: (text: string) => Parsed<T>, { kind = 'text', ...given }: Given): SpecFrom<T, Given> {
  return build(kind, given, parse);
}

/** The types of the builders above say whether there is a default; what is built is the same. */
function build<Spec>(
  kind: OptionKind,
  given: object,
  parse: (text: string) => Parsed<unknown>,
): Spec {
  return { kind, inConfig: true, ...given, parse } as Spec;
}

/** The environment variable of an option: `PORT_DORA_SERVICE_MATCH`. */
export const variableOf = (
  name: string,
  { nameInEnvironment = name }: Pick<OptionSpec, 'nameInEnvironment'>,
): string => `PORT_DORA_${nameInEnvironment.toUpperCase().replaceAll('-', '_')}`;
