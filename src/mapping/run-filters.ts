import type { Jq } from '../jq/load-jq.ts';
import { isSelfContained } from './is-self-contained.ts';

/** The first output of a filter, or why there is none. */
export type FilterAnswer = { readonly value: unknown } | { readonly error: string };

/** What one filter gave inside a program of many: at most one output, or the message of its error. */
type Slot = { readonly o: readonly unknown[] } | { readonly e: unknown };

/** Said where a filter ends without an output. */
export const noOutput = 'the filter gives no output';

/** The first output of each filter for one input. */
export function runFilters(
  jq: Jq,
  filters: readonly string[],
  input: unknown,
): readonly FilterAnswer[] {
  return runFiltersOnAll(jq, filters, [input])[0] ?? [];
}

/**
 * The first output of each filter for each input, all in one program, since a run costs far more than a filter. Where that
 * is not possible (a filter does not compile, or halts), each runs alone.
 */
export function runFiltersOnAll(
  jq: Jq,
  filters: readonly string[],
  inputs: readonly unknown[],
): readonly (readonly FilterAnswer[])[] {
  if (filters.length === 0 || inputs.length === 0) return inputs.map(() => []);
  const all = filters.every(isSelfContained) ? runTogether(jq, filters, inputs) : null;
  if (all !== null) return all.map((slots) => slots.map(readSlot));
  const compiled = filters.map((filter) => ({ filter, problem: jq.compileError(filter) }));
  return inputs.map((input) =>
    compiled.map(({ filter, problem }) =>
      problem === null
        ? runAlone(jq, filter, input)
        : { error: `the filter is no valid jq: ${problem}` },
    ),
  );
}

/** A comment at the end of a filter ends with the line. */
const slotProgram = (filter: string): string => `(try {o: [limit(1; (${filter}\n))]} catch {e: .})`;

function runTogether(
  jq: Jq,
  filters: readonly string[],
  inputs: readonly unknown[],
): readonly (readonly Slot[])[] | null {
  const answer = jq.run(`[.[] | [${filters.map(slotProgram).join(',')}]]`, inputs);
  const all = 'outputs' in answer ? answer.outputs[0] : null;
  return Array.isArray(all) && all.length === inputs.length ? all : null;
}

function runAlone(jq: Jq, filter: string, input: unknown): FilterAnswer {
  const answer = jq.run(slotProgram(filter), input);
  if ('error' in answer) return answer;
  const [slot] = answer.outputs;
  return slot === undefined ? { error: noOutput } : readSlot(slot as Slot);
}

function readSlot(slot: Slot): FilterAnswer {
  if ('e' in slot) return { error: typeof slot.e === 'string' ? slot.e : JSON.stringify(slot.e) };
  return slot.o.length === 0 ? { error: noOutput } : { value: slot.o[0] };
}
