import type { Exclusion, RecordProblem } from './report.ts';
import { createTally } from './tally.ts';

/** Keeps what is wrong with records: the first ones by name, all of them by count. */
export interface BadRecords {
  add(problem: RecordProblem): void;
  /** Named as well, but the record counts. */
  addFlaw(problem: RecordProblem): void;
  readonly count: number;
  readonly listed: readonly RecordProblem[];
  /** Problems and flaws that are not listed. */
  readonly unlisted: number;
  byReason(): readonly Exclusion[];
}

/** As many are named as a person reads. */
const mostListed = 20;

export function createBadRecords(): BadRecords {
  const listed: RecordProblem[] = [];
  const tally = createTally();
  let [count, all] = [0, 0];
  const list = (problem: RecordProblem): void => {
    all += 1;
    if (listed.length < mostListed) listed.push(problem);
  };
  return {
    add(problem) {
      list(problem);
      count += 1;
      tally.add('record', withoutValue(problem.problem));
    },
    addFlaw: list,
    get count() {
      return count;
    },
    listed,
    get unlisted() {
      return all - listed.length;
    },
    byReason: () => tally.list(),
  };
}

/** The same reason for all records that have it, whatever their values are. */
function withoutValue(problem: string): string {
  const field = /^has the (\w+) /.exec(problem)?.[1];
  if (field === 'identifier' && problem.includes(' of line '))
    return 'its identifier was there before';
  if (field !== undefined) return `its ${field} is wrong`;
  const kind = /^is no (?:JSON|CSV)|^has \d+ fields/.exec(problem)?.[0];
  if (kind === undefined) return problem;
  return kind.startsWith('has') ? 'its number of fields is wrong' : `it ${kind}`;
}

/** A problem as a line for people. */
export const renderRecordProblem = ({ source, line, identifier, problem }: RecordProblem): string =>
  `${source}${line === null ? '' : `:${line}`}${identifier === null ? '' : ` (${identifier})`} ${problem}`;
