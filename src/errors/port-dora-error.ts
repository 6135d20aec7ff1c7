import type { ErrorCode } from './codes.ts';

/** What an error says besides its message. */
export interface ErrorDetails {
  /** One imperative next step for the person who reads the message. */
  readonly hint: string;
  /** What caused it, kept for the debug log; never printed with headers or bodies. */
  readonly cause?: unknown;
}

/**
 * The base of every error that this project throws on purpose.
 * The message says what failed on which thing; `hint` says what to do next.
 * Anything else that reaches an entry is a bug of ours and is reported as `INTERNAL`.
 */
export class PortDoraError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, { hint, cause }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = hint;
  }
}

/** Whatever was thrown, as an error of ours: unknown errors become `INTERNAL` with the original as cause. */
export function asPortDoraError(thrown: unknown): PortDoraError {
  if (thrown instanceof PortDoraError) return thrown;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new PortDoraError('INTERNAL', `unexpected error: ${message}`, {
    hint: 'this is a bug: please open an issue with the log of this step',
    cause: thrown,
  });
}
