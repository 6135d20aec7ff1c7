import { buildHistory, type History, type HistoryCommit } from '../__tests__/scm/history.ts';
import type { PullRequestFacts } from '../__tests__/scm/hosts/pull-request-facts.ts';

/** A repository with so many commits in a line on its main branch. */
export interface LongHistory {
  readonly history: History;
  readonly pulls: readonly PullRequestFacts[];
  /** The commit so many before the newest. */
  before(count: number): string;
  readonly head: string;
}

const start = Date.parse('2026-01-05T08:00:00Z');

/** A commit a minute, so that the longest history is not dated in the future. */
const minute = (index: number): string => new Date(start + index * 60_000).toISOString();

/** Every tenth commit is the squash of a pull request of two commits, each of the others was pushed by itself. */
export function buildLongHistory(length: number): LongHistory {
  const line = Array.from(
    { length: length + 1 },
    (_, index): HistoryCommit => ({
      id: `c${index}`,
      parents: index === 0 ? [] : [`c${index - 1}`],
      message: `Change ${index} of the basket`,
      authoredAt: minute(index),
    }),
  );
  const squashes = Array.from({ length: Math.floor(length / 10) }, (_, index) => (index + 1) * 10);
  const branches = squashes.flatMap((number): HistoryCommit[] => [
    { id: `s${number}a`, parents: [`c${number - 9}`], authoredAt: minute(number - 8) },
    { id: `s${number}b`, parents: [`s${number}a`], authoredAt: minute(number - 7) },
  ]);
  const pulls = squashes.map(
    (number): PullRequestFacts => ({
      number,
      title: `Change ${number} of the basket`,
      createdAt: minute(number - 7),
      mergedAt: minute(number),
      method: 'squash',
      own: [`s${number}a`, `s${number}b`],
      made: [`c${number}`],
    }),
  );
  const history = buildHistory([...line, ...branches]);
  history.run('checkout', '--quiet', '--detach', history.sha(`c${length}`));
  return {
    history,
    pulls,
    before: (count) => history.sha(`c${length - count}`),
    head: history.sha(`c${length}`),
  };
}
