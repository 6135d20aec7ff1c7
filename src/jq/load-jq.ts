import { PortDoraError } from '../errors/port-dora-error.ts';

/** What a jq program gave for one input: its outputs in order, or the message of jq. */
export type JqAnswer = { readonly outputs: readonly unknown[] } | { readonly error: string };

/** jq 1.8, ready to run. A call takes one to two milliseconds, whatever the program: put many into one program. */
export interface Jq {
  /** Runs a program on one JSON value. The environment is empty for it: `env` and `$ENV` are `{}`. */
  run(program: string, input: unknown): JqAnswer;
  /** Why a program does not compile, in the words of jq; `null` when it does. */
  compileError(program: string): string | null;
}

/** Port blanks the environment in the same way. Source: Ocean's JQ entity processor. */
const withoutEnvironment = 'def env: {}; {} as $ENV | ';

const compileErrorExitCode = 3;

/** Loads jq once; about 100 ms, so only where a program is to be run. */
export async function loadJq(): Promise<Jq> {
  // The variant with the code inside: a bundle needs no file beside it.
  const { loadJq: load } = await import('jq-wasm/inline');
  const engine = await load();
  const raw = (input: string, program: string) =>
    engine.raw(input, `${withoutEnvironment}${program}\n`, ['-c']);
  return {
    run(program, input) {
      const { exitCode, stdout, stderr } = raw(toJson(input), program);
      if (exitCode !== 0) return { error: messageOf(stderr) };
      const lines = stdout.split('\n').filter((line) => line !== '');
      return { outputs: lines.map((line) => JSON.parse(line)) };
    },
    compileError(program) {
      const { exitCode, stderr } = raw('null', `empty | (${program}\n)`);
      return exitCode === compileErrorExitCode ? messageOf(stderr) : null;
    },
  };
}

function toJson(input: unknown): string {
  const text = JSON.stringify(input);
  if (text !== undefined) return text;
  throw new PortDoraError('INTERNAL', 'jq was given a value that is not JSON', {
    hint: 'report this as a bug',
  });
}

const messageOf = (stderr: string): string =>
  stderr
    .trim()
    .replace(/^jq: (?:error(?: \(at [^)]*\))?|\d+ compile errors?):?\s*/gm, '')
    .trim() || 'jq failed without a message';
