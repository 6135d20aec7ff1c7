import type { RunStatus } from '../deployment/run-context.ts';
import { readStatusWord, type StatusMeaning } from '../deployment/status-word.ts';

const statuses: Readonly<Record<StatusMeaning, RunStatus>> = {
  Success: 'success',
  Failed: 'failure',
  'not-a-deployment': 'cancelled',
  'not-finished': 'running',
  unknown: 'unknown',
};

/** A CI's own word in the vocabulary of the run context; `unknown` for words that no CI is known to use. */
export function runStatus(word: string): RunStatus {
  return statuses[readStatusWord(word)];
}

/** The status word for an exit code: 0 is success, every other number a failure, anything else no status. */
export function exitStatus(code: string | null): string | null {
  if (code === null || !/^-?\d+$/.test(code)) return null;
  return Number(code) === 0 ? 'success' : 'failure';
}
