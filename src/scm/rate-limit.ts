import type { FetchAnswer } from './fetch-like.ts';

/** GitHub's advice for a secondary limit without headers: "wait for at least one minute". */
const secondaryLimitMs = 60_000;

/**
 * How long a refused request has to wait; `null` when the refusal is no rate limit.
 * Sources: GitHub docs, "Rate limits for the REST API" (403 or 429, `retry-after`, `x-ratelimit-*`); GitLab docs,
 * "User and IP rate limits" (429, `Retry-After`, `RateLimit-Reset`); Microsoft Learn, "Rate and usage limits" (429, `Retry-After`).
 */
export function rateLimitMs(
  { status, headers }: Pick<FetchAnswer, 'status' | 'headers'>,
  body: string,
  now: number,
): number | null {
  if (status !== 403 && status !== 429) return null;
  const asked = secondsOf(headers['retry-after']);
  if (asked !== null) return asked * 1000;
  const isUsedUp = (headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining']) === '0';
  const reset = secondsOf(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset']);
  if (isUsedUp && reset !== null) return Math.max(0, reset * 1000 - now);
  return status === 429 || /secondary rate limit|abuse detection/i.test(body)
    ? secondaryLimitMs
    : null;
}

function secondsOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null;
}
