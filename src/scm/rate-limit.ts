import type { FetchAnswer } from './fetch-like.ts';

/** GitHub's advice for a secondary limit without headers: "wait for at least one minute". */
const secondaryLimitMs = 60_000;

/** Above this a reset is a moment, below it a number of seconds from now, as the IETF's draft of the header has it. */
const largestSecondsFromNow = 10_000;

/**
 * How long a refused request has to wait; `null` when the refusal is no rate limit.
 * Sources: GitHub docs, "Rate limits for the REST API" (403 or 429, `retry-after`, `x-ratelimit-*`) and "Rate limits and
 * node limits for the GraphQL API" (200 with an error as well); GitLab docs, "User and IP rate limits" (429,
 * `Retry-After`, `RateLimit-Reset`); Microsoft Learn, "Rate and usage limits" (429, `Retry-After`).
 */
export function rateLimitMs(
  { status, headers }: Pick<FetchAnswer, 'status' | 'headers'>,
  body: string,
  now: number,
): number | null {
  const isRefused = status === 403 || status === 429;
  if (!isRefused && !(status === 200 && isRefusedByGraphql(body))) return null;
  const asked = retryAfterMs(headers['retry-after'], now);
  if (asked !== null) return asked;
  const isUsedUp = (headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining']) === '0';
  const reset = secondsOf(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset']);
  if (isUsedUp && reset !== null)
    return reset <= largestSecondsFromNow ? reset * 1000 : Math.max(0, reset * 1000 - now);
  return status !== 403 || /secondary rate limit|abuse detection/i.test(body)
    ? secondaryLimitMs
    : null;
}

/** An answer with data is none, whatever its texts say. */
const isRefusedByGraphql = (body: string): boolean =>
  body.length < 2_000 && /"type"\s*:\s*"RATE_LIMITED"|exceeded a secondary rate limit/.test(body);

/** Seconds, or an HTTP date. Source: RFC 9110, section 10.2.3. */
function retryAfterMs(text: string | undefined, now: number): number | null {
  const seconds = secondsOf(text);
  if (seconds !== null) return seconds * 1000;
  const moment = text !== undefined && / GMT$/.test(text.trim()) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? null : Math.max(0, moment - now);
}

function secondsOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null;
}
