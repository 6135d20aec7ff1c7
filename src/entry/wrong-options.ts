import type { ErrorCode } from '../errors/codes.ts';
import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import { type OptionProblem, renderProblem } from '../options/option-problem.ts';

/** Ends a command as wrong usage, with everything that is wrong. */
export class WrongOptions extends PortDoraError {
  readonly problems: readonly OptionProblem[];

  constructor(problems: readonly OptionProblem[], summary: Summary) {
    super(summary.code, summary.message, { hint: summary.hint });
    this.problems = problems;
  }
}

interface Summary {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** Says all problems, and gives the error that ends the command. */
export function wrongOptions(
  problems: readonly OptionProblem[],
  { log }: Pick<Host, 'log'>,
  summary: Summary = {
    code: 'OPTION_INVALID',
    message: `${problems.length} wrong option value(s)`,
    hint: 'mend what is listed above',
  },
): WrongOptions {
  for (const problem of problems) log.error(renderProblem(problem));
  return new WrongOptions(problems, summary);
}
