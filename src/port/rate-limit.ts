import type { HttpResponse } from './http/transport.ts';

/** Longer waits than this are no rate limit of Port's (its windows are minutes) but a broken clock or header. */
const longestWaitMs = 3_600_000;

/** Above this, `x-ratelimit-reset` is a moment, below it a number of seconds: Port's own clients read it both ways. */
const largestSecondsFromNow = 10_000;

/** An epoch in milliseconds, should a server send one. */
const smallestEpochMs = 100_000_000_000;

/** How long the server asks to wait by `Retry-After`, seconds or an HTTP date; `null` when it does not say so sensibly. */
export function retryAfterMs(headers: HttpResponse['headers'], now: number): number | null {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return sensible(Number(text) * 1000);
  // Only the form of RFC 9110 section 5.6.7: Date.parse alone would take "-5" for a year.
  return /:\d{2} GMT$/.test(text) ? sensible(Date.parse(text) - now) : null;
}

/** How long until the rate limit's window ends by `x-ratelimit-reset`; `null` when unknown, absurd or over. */
export function rateLimitResetMs(headers: HttpResponse['headers'], now: number): number | null {
  const text = headers['x-ratelimit-reset']?.trim() ?? '';
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  if (value <= largestSecondsFromNow) return sensible(value * 1000);
  return sensible((value >= smallestEpochMs ? value : value * 1000) - now);
}

/** A wait of nothing, into the past or of hours tells nothing: the usual delay is used then. */
const sensible = (ms: number): number | null => (ms > 0 && ms <= longestWaitMs ? ms : null);

/** Remembers that the window is used up, so that the next request waits for the new one instead of being refused. */
export interface RateLimitGate {
  note(response: HttpResponse, now: number): void;
  /** Milliseconds that the next request has to wait. */
  waitMs(now: number): number;
}

export function createRateLimitGate(): RateLimitGate {
  let opensAt = 0;
  return {
    note({ headers }, now) {
      if (headers['x-ratelimit-remaining']?.trim() !== '0') return;
      if (retryAfterMs(headers, now) !== null) return; // the more exact of the two
      opensAt = Math.max(opensAt, now + (rateLimitResetMs(headers, now) ?? 0));
    },
    waitMs: (now) => Math.max(0, opensAt - now),
  };
}
