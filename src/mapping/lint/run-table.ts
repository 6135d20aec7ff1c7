import type { Jq } from '../../jq/load-jq.ts';
import { isSelfContained } from '../is-self-contained.ts';
import { type FilterAnswer, noOutput, runFilters } from '../run-filters.ts';

/** More filters in one program make jq slow to compile it. */
const mostInOne = 40;

/** The first output of each filter for each input, in a few programs: a row for each input. All filters have to compile. */
export function runTable(
  jq: Jq,
  filters: readonly string[],
  inputs: readonly unknown[],
): readonly (readonly FilterAnswer[])[] {
  const rows: FilterAnswer[][] = inputs.map(() => []);
  if (inputs.length === 0) return rows;
  for (let from = 0; from < filters.length; from += mostInOne) {
    const some = filters.slice(from, from + mostInOne);
    const table = runSome(jq, some, inputs) ?? inputs.map((input) => runFilters(jq, some, input));
    table.forEach((row, index) => {
      rows[index]?.push(...row);
    });
  }
  return rows;
}

/** `null` when they cannot share a program, for instance because one of them halts. */
function runSome(
  jq: Jq,
  filters: readonly string[],
  inputs: readonly unknown[],
): readonly (readonly FilterAnswer[])[] | null {
  if (!filters.every((filter) => isSelfContained(filter) && !/\binputs?\b/.test(filter)))
    return null;
  // A comment at the end of a filter ends with the line, or with the next one after a backslash.
  const slots = filters.map((filter) => `(try {o: [limit(1; (${filter}\n\n))]} catch {e: .})`);
  const answer = jq.run(`[.[] | [${slots.join(',')}]]`, inputs);
  const table = 'outputs' in answer ? answer.outputs[0] : null;
  const isWhole =
    Array.isArray(table) &&
    table.length === inputs.length &&
    table.every((row) => Array.isArray(row) && row.length === filters.length);
  return isWhole ? table.map((row) => (row as Slot[]).map(readSlot)) : null;
}

type Slot = { readonly o: readonly unknown[] } | { readonly e: unknown };

function readSlot(slot: Slot): FilterAnswer {
  if ('e' in slot) return { error: typeof slot.e === 'string' ? slot.e : JSON.stringify(slot.e) };
  return slot.o.length === 0 ? { error: noOutput } : { value: slot.o[0] };
}
