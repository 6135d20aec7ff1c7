import type { Behaviour } from '../behaviour.ts';
import type { LocalPortState } from '../state/state.ts';
import { htmlType, jsonAnswer, resetHeader, type WireAnswer } from './send.ts';

/** How a 429 looks. */
export interface RateLimitLook {
  readonly retryAfter: Behaviour['rateLimitRetryAfter'];
  readonly reset: Behaviour['rateLimitReset'];
  readonly body: Behaviour['rateLimitBody'];
}

/** The look that the switches describe. */
export function lookOf({ behaviour }: LocalPortState): RateLimitLook {
  const { rateLimitRetryAfter, rateLimitReset, rateLimitBody } = behaviour.current;
  return { retryAfter: rateLimitRetryAfter, reset: rateLimitReset, body: rateLimitBody };
}

/** 429: nothing is left until `resetsAt` (milliseconds since the epoch). */
export function rateLimited(look: RateLimitLook, resetsAt: number, now: number): WireAnswer {
  const answer =
    look.body === 'html'
      ? {
          status: 429,
          text: '<html><head><title>429 Too Many Requests</title></head></html>',
          headers: { 'content-type': htmlType },
        }
      : jsonAnswer(429, {
          ok: false,
          error: 'rate_limit_exceeded',
          message: 'Too many requests, please try again later',
        });
  return {
    ...answer,
    headers: {
      ...answer.headers,
      ...retryAfter(look.retryAfter, resetsAt, now),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': resetHeader(resetsAt, now, look.reset),
    },
  };
}

function retryAfter(
  kind: RateLimitLook['retryAfter'],
  resetsAt: number,
  now: number,
): Record<string, string> {
  if (kind === 'absent') return {};
  if (kind === 'seconds') return { 'retry-after': String(Math.ceil((resetsAt - now) / 1000)) };
  return { 'retry-after': new Date(Math.ceil(resetsAt / 1000) * 1000).toUTCString() };
}
