import { flag, type OptionSpec } from '../options/option.ts';

/** One command of the CLI; its code is loaded only when it runs. */
export interface Command {
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Names of the words that may follow, for the usage line. */
  readonly words?: string;
  /** @returns the exit code */
  load(): Promise<{ readonly run: RunCommand }>;
}

export interface CommandInput {
  readonly flags: Readonly<Record<string, string>>;
  readonly words: readonly string[];
}

export type RunCommand = (input: CommandInput) => Promise<number>;

/** Exit codes that callers rely on. */
export const exitCodes = { done: 0, failed: 1, usage: 2, differences: 3 } as const;

/** Options that every command has. */
export const commonOptions = {
  json: flag({
    summary: 'Prints one JSON document to stdout and nothing else there.',
    default: false,
    inConfig: false,
  }),
  help: flag({ summary: 'Shows this help.', default: false, inConfig: false }),
} as const satisfies Record<string, OptionSpec>;

/** Whether a switch was given, and not as `--json=false`. */
export const isOn = (given: string | undefined): boolean =>
  given !== undefined && !['false', 'no', 'off', '0'].includes(given.toLowerCase());
