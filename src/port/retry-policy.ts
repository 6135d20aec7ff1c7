import type { Random } from '../host/host.ts';
import type { HttpResponse } from './http/transport.ts';
import { TransportError, type TransportErrorKind } from './http/transport-error.ts';
import { rateLimitResetMs, retryAfterMs } from './rate-limit.ts';

// Port's page "Rate limits": base 1 s, doubled each time, cap 32 s, 5 retries.
const maxRetries = 5;
const baseDelayMs = 1_000;
const maxDelayMs = 32_000;

/**
 * `always`: the server certainly did not act on the request; `repeatable`: it may have, so only requests that do the
 * same twice are sent again; `once`: as `repeatable`, and one time, because it is more likely a fault than a hiccup.
 */
type Rule = 'always' | 'repeatable' | 'once';

const ruleByStatus: Readonly<Record<number, Rule>> = {
  408: 'always',
  429: 'always',
  500: 'once',
  502: 'repeatable',
  503: 'always',
  504: 'repeatable',
};

const ruleByFailure: Partial<Readonly<Record<TransportErrorKind, Rule>>> = {
  unreached: 'always',
  broken: 'repeatable',
  'timed-out': 'repeatable',
};

/** The end of one attempt: an answer of any status, or why there is none. */
export type AttemptEnd = HttpResponse | TransportError;

interface AttemptHistory {
  /** True when the request does the same when it is sent twice. */
  readonly repeatable: boolean;
  /** Attempts made so far, at least 1. */
  readonly attempts: number;
  /** Answers of status 500 so far, this one included. */
  readonly serverErrors: number;
}

/** Whether the attempt is worth another one. What is not in the tables is not: it may be a bug of ours. */
export function isWorthRepeating(end: AttemptEnd, history: AttemptHistory): boolean {
  if (history.attempts > maxRetries) return false;
  const rule = end instanceof TransportError ? ruleByFailure[end.kind] : ruleByStatus[end.status];
  if (rule === 'always') return true;
  if (rule === 'repeatable') return history.repeatable;
  return rule === 'once' && history.repeatable && history.serverErrors <= 1;
}

/** Milliseconds to wait before the next attempt. What the server asks for is used as given, without a cap. */
export function retryDelayMs(
  end: AttemptEnd,
  attempts: number,
  { now, random }: { readonly now: number; readonly random: Random },
): number {
  const backoff = random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempts - 1));
  if (end instanceof TransportError) return end.staleConnection ? 0 : backoff;
  const asked = retryAfterMs(end.headers, now);
  if (asked !== null) return asked;
  const reset = end.status === 429 ? rateLimitResetMs(end.headers, now) : null;
  // All jobs of an organisation wait for the same moment: spread them over a second.
  return reset === null ? backoff : reset + random() * baseDelayMs;
}
