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
  'summary' | 'defaultText' | 'actionDefault' | 'variables' | 'requiredWhen'
> & {
  readonly inConfig?: boolean;
};

const fromShared = ({ inConfig = true, ...shared }: Shared) => ({ inConfig, ...shared });

/** Any text; surrounding white space is removed. */
export function text(shared: Shared & { readonly default?: string }): OptionSpec<string> {
  return { kind: 'text', ...fromShared(shared), parse: (value) => ({ value }) };
}

/** A value that is masked in every output and never comes from the config file. */
export function secret(shared: Omit<Shared, 'inConfig'>): OptionSpec<string> {
  return {
    kind: 'secret',
    ...fromShared({ ...shared, inConfig: false }),
    parse: (value) => ({ value }),
  };
}

export function path(shared: Shared & { readonly default?: string }): OptionSpec<string> {
  return { kind: 'path', ...fromShared(shared), parse: (value) => ({ value }) };
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
export function flag(shared: Shared & { readonly default: boolean }): OptionSpec<boolean> {
  return {
    kind: 'flag',
    ...fromShared(shared),
    default: shared.default,
    choices: ['true', 'false'],
    parse: (value) => {
      const known = flagWords[value.toLowerCase()];
      return known === undefined
        ? { problem: 'is neither true nor false', hint: 'write true or false' }
        : { value: known };
    },
  };
}

/** One of a few words, in any case. */
export function choice<const C extends readonly string[]>(
  choices: C,
  shared: Shared & { readonly default?: C[number] },
): OptionSpec<C[number]> {
  return {
    kind: 'choice',
    ...fromShared(shared),
    ...(shared.default === undefined ? {} : { default: shared.default }),
    choices,
    parse: (value) => {
      const found = choices.find((one) => one === value.toLowerCase());
      return found === undefined
        ? {
            problem: 'is not one of the allowed values',
            hint: `choose one of: ${choices.join(', ')}`,
          }
        : { value: found };
    },
  };
}

/** A number of seconds within bounds. */
export function seconds(
  bounds: { readonly min: number; readonly max: number },
  shared: Shared & { readonly default: number },
): OptionSpec<number> {
  return {
    kind: 'number',
    ...fromShared(shared),
    default: shared.default,
    parse: (value) => {
      const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
      return number >= bounds.min && number <= bounds.max
        ? { value: number }
        : {
            problem: 'is not a number of seconds that is allowed',
            hint: `give a number from ${bounds.min} to ${bounds.max}`,
          };
    },
  };
}

/** Several lines, each understood on its own; empty lines and lines that start with `#` are left out. */
export function lines<T>(
  parseLine: (line: string) => Parsed<T>,
  shared: Shared & { readonly default?: readonly T[] },
): OptionSpec<readonly T[]> {
  return {
    kind: 'lines',
    ...fromShared(shared),
    ...(shared.default === undefined ? {} : { default: shared.default }),
    parse: (value) => {
      const parsed: T[] = [];
      for (const line of value.split(/\r?\n/).map((one) => one.trim())) {
        if (line === '' || line.startsWith('#')) continue;
        const one = parseLine(line);
        if ('problem' in one)
          return { problem: `has a line that ${one.problem}: ${line}`, hint: one.hint };
        parsed.push(one.value);
      }
      return { value: parsed };
    },
  };
}

/** Text that is checked and turned into a value by `parse`. */
export function parsed<T>(
  parse: (text: string) => Parsed<T>,
  shared: Shared & { readonly default?: T; readonly kind?: OptionKind },
): OptionSpec<T> {
  return { kind: 'text', ...fromShared(shared), parse };
}
