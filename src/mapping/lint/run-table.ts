import type { Jq } from '../../jq/load-jq.ts';
import { isSelfContained } from '../is-self-contained.ts';
import { type FilterAnswer, noOutput, runFilters } from '../run-filters.ts';

/** More filters in one program make jq slow to compile it. */
const mostInOne = 40;

/** Filters, and the inputs on which each of them runs. */
export interface TableJob {
  readonly filters: readonly string[];
  readonly inputs: readonly unknown[];
}

/** A row for each input, with the answer of each filter. */
type Table = readonly (readonly FilterAnswer[])[];

/** The first output of each filter for each input, in a few programs: a row for each input. All filters have to compile. */
export function runTable(jq: Jq, filters: readonly string[], inputs: readonly unknown[]): Table {
  const rows: FilterAnswer[][] = inputs.map(() => []);
  if (inputs.length === 0) return rows;
  for (let from = 0; from < filters.length; from += mostInOne) {
    const some = { filters: filters.slice(from, from + mostInOne), inputs };
    const [table = runAlone(jq, some)] = runTogether(jq, [some]) ?? [];
    table.forEach((row, index) => {
      rows[index]?.push(...row);
    });
  }
  return rows;
}

/** Many tables in a few programs, since starting one costs more than most filters do. */
export function runTables(jq: Jq, jobs: readonly TableJob[]): readonly Table[] {
  const tables: Table[] = [];
  for (const some of groups(jobs)) {
    const together = some.length > 1 ? runTogether(jq, some) : null;
    tables.push(...(together ?? some.map(({ filters, inputs }) => runTable(jq, filters, inputs))));
  }
  return tables;
}

/** As many after one another as fit into one program. */
function groups(jobs: readonly TableJob[]): readonly (readonly TableJob[])[] {
  const all: TableJob[][] = [];
  let room = 0;
  for (const job of jobs) {
    room -= job.filters.length;
    if (room < 0) {
      all.push([]);
      room = mostInOne - job.filters.length;
    }
    all.at(-1)?.push(job);
  }
  return all;
}

const runAlone = (jq: Jq, { filters, inputs }: TableJob): Table =>
  inputs.map((input) => runFilters(jq, filters, input));

/** `null` when they cannot share a program, for instance because one of them halts. */
function runTogether(jq: Jq, jobs: readonly TableJob[]): readonly Table[] | null {
  const filters = jobs.flatMap((job) => job.filters);
  if (!filters.every((filter) => isSelfContained(filter) && !/\binputs?\b/.test(filter)))
    return null;
  const programs = jobs.map(
    (job, index) => `[.[${index}][] | [${job.filters.map(slot).join(',')}]]`,
  );
  const answer = jq.run(
    `[${programs.join(',')}]`,
    jobs.map(({ inputs }) => inputs),
  );
  const tables = 'outputs' in answer ? answer.outputs[0] : null;
  const isWhole =
    Array.isArray(tables) && jobs.every((job, index) => isTableOf(job, tables[index]));
  return isWhole ? tables.map((table: Slot[][]) => table.map((row) => row.map(readSlot))) : null;
}

const isTableOf = ({ filters, inputs }: TableJob, table: unknown): boolean =>
  Array.isArray(table) &&
  table.length === inputs.length &&
  table.every((row) => Array.isArray(row) && row.length === filters.length);

/** A comment at the end of a filter ends with the line, or with the next one after a backslash. */
const slot = (filter: string): string => `(try {o: [limit(1; (${filter}\n\n))]} catch {e: .})`;

type Slot = { readonly o: readonly unknown[] } | { readonly e: unknown };

function readSlot(slot: Slot): FilterAnswer {
  if ('e' in slot) return { error: typeof slot.e === 'string' ? slot.e : JSON.stringify(slot.e) };
  return slot.o.length === 0 ? { error: noOutput } : { value: slot.o[0] };
}
