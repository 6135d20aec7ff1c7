import type { ErrorCode } from '../errors/codes.ts';

/** One thing that is wrong with what the user gave; all of them are reported together, before any effect. */
export interface OptionProblem {
  readonly code: Extract<ErrorCode, `OPTION_${string}`>;
  /** Names the option, where its value came from, and the value (never of a secret). */
  readonly message: string;
  readonly hint: string;
}

/** The problem as people read it. */
export function renderProblem({
  code,
  message,
  hint,
}: Pick<OptionProblem, 'message' | 'hint'> & { readonly code: ErrorCode }): string {
  return `${message}; ${hint} [${code}]`;
}
