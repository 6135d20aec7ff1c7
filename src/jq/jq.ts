/** What a jq program gave for one input: its outputs in order, or the message of jq. */
export type JqAnswer = { readonly outputs: readonly unknown[] } | { readonly error: string };

/** A jq, ready to run. */
export interface Jq {
  /** Runs a program on one JSON value. The environment is empty for it: `env` and `$ENV` are `{}`. */
  run(program: string, input: unknown): JqAnswer;
  /** Why a program does not compile, in the words of jq, with lines and columns of the program itself; `null` when it does. */
  compileError(program: string): string | null;
}

/** jq 1.8. A call takes one to two milliseconds, whatever the program: put many into one call. */
export interface BatchJq extends Jq {
  /**
   * The first output of each program for each input, by input and then by program; no outputs where a program gives none.
   * What one program does (it does not compile, fails, halts, never ends) touches no other.
   */
  runEach(
    programs: readonly string[],
    inputs: readonly unknown[],
  ): readonly (readonly JqAnswer[])[];
}

/** How jq is run. */
export interface JqOptions {
  /** Milliseconds after which a program is stopped: without it `repeat(1)` would hold the process for ever. Default 2,000. */
  readonly timeoutMs?: number;
  /** How many programs may be stopped without a pause in between; each takes some 10 ms to load. Default 1. */
  readonly spares?: number;
}
