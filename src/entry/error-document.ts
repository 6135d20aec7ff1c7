import { asPortDoraError } from '../errors/port-dora-error.ts';

/** What a command prints with `--json` when it could not do its work; `problems` when several options are wrong. */
export function errorDocument(thrown: unknown): object {
  const error = asPortDoraError(thrown);
  const { code, message, hint } = error;
  return {
    error: { code, message, hint, ...('problems' in error && { problems: error.problems }) },
  };
}
