import type { ReadLimits } from './change-source.ts';
import type { FetchAnswer } from './fetch-like.ts';
import { textAt } from './json.ts';
import { rateLimitMs } from './rate-limit.ts';

/** The end of one request: an answer of any status, or why there is none. */
export type HostAttempt =
  | { readonly answer: FetchAnswer; readonly text: string }
  | { readonly error: unknown; readonly isTooLate: boolean };

/** Decides for one request how long to wait before it is tried again. */
export interface Patience {
  /** Milliseconds; `null` when there is no further try. */
  waitFor(attempt: HostAttempt, now: number): number | null;
}

/** After a server error or a broken connection; doubled each time. */
const pauseMs = 1_000;
const longestPauseMs = 60_000;

/** A report tries once more, for a rate limit or a fault; with `retries` only faults count, and what is down may come back. */
export function createPatience({ retries }: Pick<ReadLimits, 'retries'>): Patience {
  return retries === undefined ? onceMore() : asLongAsItTakes(retries);
}

function onceMore(): Patience {
  let isTried = false;
  return {
    waitFor(attempt, now) {
      if (isTried) return null;
      isTried = true;
      if ('error' in attempt) return attempt.isTooLate || isDown(attempt.error) ? null : pauseMs;
      return hasFailed(attempt.answer) ? pauseMs : rateLimitMs(attempt.answer, attempt.text, now);
    },
  };
}

function asLongAsItTakes(retries: number): Patience {
  let faults = 0;
  return {
    waitFor(attempt, now) {
      if (!('error' in attempt) && !hasFailed(attempt.answer)) {
        const limitMs = rateLimitMs(attempt.answer, attempt.text, now);
        // The moment of a reset is a whole second, and the host's clock another one.
        return limitMs === null ? null : limitMs + pauseMs;
      }
      faults += 1;
      return faults > retries ? null : Math.min(pauseMs * 2 ** (faults - 1), longestPauseMs);
    },
  };
}

const hasFailed = ({ status }: FetchAnswer): boolean => [500, 502, 503, 504].includes(status);

/** Nobody is there: another try would only make the report wait. */
const isDown = (error: unknown): boolean =>
  ['ECONNREFUSED', 'ENOTFOUND'].includes(codeOf(error) ?? '');

/** The code of a failed connection, as Node and `fetch` give it. */
export const codeOf = (error: unknown): string | null =>
  textAt(error, 'cause', 'code') ?? textAt(error, 'code');
