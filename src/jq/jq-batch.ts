import type { JqAnswer } from './jq.ts';
import { noMessage } from './jq-message.ts';

/** What one program gave inside a program of many: at most one output, or what it failed with. */
type Slot = { readonly o: readonly unknown[] } | { readonly e: unknown };

/** These reach beyond the program in which they stand: to the inputs of others, to the end of everything, to lines. */
const reachesOut = /\b(?:inputs?|input_line_number|halt|halt_error|__loc__)\b/;

/** Whether a program that compiles may share a run with others. */
export function canShare(program: string): boolean {
  return !reachesOut.test(program);
}

/** One program that gives the first output of each of the others, or its error, as one line for each input. */
export function batchProgram(programs: readonly string[]): string {
  // A comment at the end of a program ends with the line, or with the next one after a backslash.
  const slots = programs.map((one) => `(try {o: [first((${one}\n\n))]} catch {e: .})`);
  return `[${slots.join(',\n')}]`;
}

/** The answers in a line that a batch program has printed. */
export function readBatchLine(slots: readonly unknown[]): readonly JqAnswer[] {
  return (slots as readonly Slot[]).map((slot) =>
    'e' in slot ? { error: errorText(slot.e) } : { outputs: slot.o },
  );
}

function errorText(error: unknown): string {
  return typeof error === 'string'
    ? error.trim() || noMessage
    : `(not a string): ${JSON.stringify(error)}`;
}
