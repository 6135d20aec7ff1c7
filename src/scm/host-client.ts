import type { Clock } from '../host/host.ts';
import type { ReadLimits, Unreadable } from './change-source.ts';
import type { FetchAnswer, FetchLike } from './fetch-like.ts';
import { codeOf, createPatience, type HostAttempt } from './host-patience.ts';
import { rateLimitMs } from './rate-limit.ts';

/** What is needed to speak with one host. */
export interface HostAccess {
  /** The host's name in messages. */
  readonly name: string;
  readonly fetch: FetchLike;
  readonly clock: Clock;
  readonly headers: Readonly<Record<string, string>>;
  /** What the token must be allowed to do, for messages. */
  readonly permission: string;
}

export interface HostRequest {
  readonly url: string;
  /** Sent as JSON by POST; without one the request is a GET. */
  readonly body?: unknown;
}

export interface HostAnswer {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** A refusal keeps its status (0 without an answer), so that a caller can say more about it. */
export interface Refusal extends Unreadable {
  readonly status: number;
}

export type Ask = (request: HostRequest) => Promise<HostAnswer | Refusal>;

/** A host that takes longer for one page is not well. */
const longestAnswerMs = 10_000;

/**
 * Asks a host for JSON. A rate limit or a passing fault is waited for and tried again, as often as the limits say and
 * when the wait ends before the deadline; a repository that moved is followed on the same host. All else is a reason.
 */
export function createHostClient(access: HostAccess, limits: ReadLimits): Ask {
  const { clock } = access;
  return async (request) => {
    const patience = createPatience(limits);
    let attempt = await sendAndFollow(access, request, limits);
    for (;;) {
      const waitMs = patience.waitFor(attempt, clock.now());
      if (waitMs === null || limits.signal?.aborted) break;
      if (clock.now() + waitMs >= limits.deadline) break;
      try {
        await clock.sleep(waitMs, limits.signal);
      } catch {
        return { status: 0, reason: `${access.name} did not answer in time` };
      }
      attempt = await sendAndFollow(access, request, limits);
    }
    return readAttempt(attempt, access, limits, request.url);
  };
}

async function sendAndFollow(
  access: HostAccess,
  request: HostRequest,
  limits: ReadLimits,
): Promise<HostAttempt> {
  const attempt = await send(access, request, limits);
  const moved = 'answer' in attempt ? newAddress(attempt.answer, request.url) : null;
  return moved === null ? attempt : send(access, { ...request, url: moved }, limits);
}

async function send(
  { fetch, headers }: HostAccess,
  { url, body }: HostRequest,
  { signal, answerWithin = longestAnswerMs }: ReadLimits,
): Promise<HostAttempt> {
  const json = body === undefined ? undefined : JSON.stringify(body);
  // Not AbortSignal.any: what it makes lives as long as a signal that outlives many requests.
  const ended = new AbortController();
  let isTooLate = false;
  const stop = (): void => ended.abort(signal?.reason);
  const timer = setTimeout(() => {
    isTooLate = true;
    ended.abort(new Error(`no answer within ${answerWithin} ms`));
  }, answerWithin);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const answer = await fetch(url, {
      method: json === undefined ? 'GET' : 'POST',
      headers: json === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(json === undefined ? {} : { body: json }),
      signal: ended.signal,
    });
    return { answer, text: await answer.text() };
  } catch (error) {
    return { error, isTooLate };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function newAddress({ status, headers }: FetchAnswer, url: string): string | null {
  if (![301, 307, 308].includes(status) || headers.location === undefined) return null;
  const next = URL.canParse(headers.location, url) ? new URL(headers.location, url) : null;
  // The token goes nowhere else.
  return next !== null && next.origin === new URL(url).origin ? next.href : null;
}

function readAttempt(
  attempt: HostAttempt,
  access: HostAccess,
  limits: ReadLimits,
  url: string,
): HostAnswer | Refusal {
  if ('error' in attempt) return unreachable(attempt, access.name, limits, url);
  const { answer, text } = attempt;
  if (answer.status !== 200) return refusal(attempt, access);
  try {
    return { body: JSON.parse(text) as unknown, headers: answer.headers };
  } catch {
    return { status: 200, reason: `${access.name} answered with something that is no JSON` };
  }
}

function unreachable(
  { error, isTooLate }: Extract<HostAttempt, { error: unknown }>,
  name: string,
  { signal }: ReadLimits,
  url: string,
): Refusal {
  if (isTooLate || signal?.aborted) return { status: 0, reason: `${name} did not answer in time` };
  const code = codeOf(error);
  const why = code === null ? '' : ` (${code})`;
  const where = URL.canParse(url) ? ` at ${new URL(url).host}` : '';
  return { status: 0, reason: `${name} could not be reached${where}${why}` };
}

function refusal(
  { answer, text }: { readonly answer: FetchAnswer; readonly text: string },
  { name, clock, permission }: HostAccess,
): Refusal {
  const { status } = answer;
  const now = clock.now();
  const waitMs = rateLimitMs(answer, text, now);
  const says = (why: string): Refusal => ({ status, reason: `${name} ${why}` });
  if (waitMs !== null) {
    return says(`limits requests until ${new Date(now + waitMs).toISOString()} (${status})`);
  }
  // A sign-in page instead of an answer is how Azure DevOps refuses a token.
  if ([203, 302, 401].includes(status))
    return says(`does not accept the token (${status}): it needs ${permission}`);
  if (status === 403) return says(`does not allow it (403): the token needs ${permission}`);
  if (status === 404) {
    return says(
      `does not find the repository (404), or the token may not read it: it needs ${permission}`,
    );
  }
  return says(`answered with ${status}`);
}
