import type { Clock, Random } from '../host/host.ts';
import type { HttpResponse } from './http/transport.ts';
import { TransportError } from './http/transport-error.ts';
import type { RateLimitGate } from './rate-limit.ts';
import { type AttemptEnd, isWorthRepeating, retryDelayMs } from './retry-policy.ts';

/** The time that requests may take, and where time and chance come from. */
export interface RetrySettings {
  readonly clock: Clock;
  readonly random: Random;
  readonly gate: RateLimitGate;
  /** Epoch milliseconds at which everything must be over; `null` for no limit. */
  readonly deadline: number | null;
  /** Milliseconds that one attempt may take. */
  readonly attemptLimitMs: number;
  /** Ends everything when aborted. */
  readonly signal?: AbortSignal | undefined;
  /** Told before a wait: the log says why nothing happens. */
  readonly onWait?: (ms: number, end: AttemptEnd | null) => void;
}

/** The last end of a request, after how many attempts, and why there was no further one although it was worth it. */
export interface Attempted {
  readonly end: AttemptEnd;
  readonly attempts: number;
  readonly stopped: string | null;
}

/** Sends until there is an answer worth keeping, or no attempt or no time left. Unknown errors are thrown on. */
export async function sendWithRetry(
  send: (signal: AbortSignal) => Promise<HttpResponse>,
  repeatable: boolean,
  settings: RetrySettings,
): Promise<Attempted> {
  let end: AttemptEnd | null = null;
  let serverErrors = 0;
  for (let attempts = 0; ; attempts += 1) {
    const stopped = await waitForTurn(end, attempts, settings);
    if (stopped) return { end: end ?? stopped, attempts, stopped: stopped.message };
    end = await attempt(send, settings);
    if (!(end instanceof TransportError)) settings.gate.note(end, settings.clock.now());
    if (!(end instanceof TransportError) && end.status === 500) serverErrors += 1;
    const history = { repeatable, attempts: attempts + 1, serverErrors };
    if (!isWorthRepeating(end, history)) return { end, attempts: attempts + 1, stopped: null };
  }
}

/** Waits as long as the last end and the rate limit ask for; a wait that cannot end in time is not begun. */
async function waitForTurn(
  last: AttemptEnd | null,
  attempts: number,
  { clock, random, gate, deadline, signal, onWait }: RetrySettings,
): Promise<TransportError | null> {
  const now = clock.now();
  const pause = gate.waitMs(now);
  const wait = Math.max(pause, last === null ? 0 : retryDelayMs(last, attempts, { now, random }));
  const left = deadline === null ? Number.POSITIVE_INFINITY : deadline - now;
  if (signal?.aborted) return aborted();
  if (left <= 0) return new TransportError('stopped', 'TIME_LIMIT', 'the time limit is used up');
  if (wait >= left) {
    const why = `a wait of ${seconds(wait)} is needed, but only ${seconds(left)} are left of the time limit`;
    return new TransportError(pause >= left ? 'paused' : 'stopped', 'TIME_LIMIT', why);
  }
  if (wait === 0) return null;
  onWait?.(wait, last);
  return sleep(clock, wait, signal);
}

async function sleep(clock: Clock, ms: number, signal: AbortSignal | undefined) {
  try {
    await clock.sleep(ms, signal);
    return null;
  } catch (thrown) {
    if (signal?.aborted) return aborted();
    throw thrown;
  }
}

async function attempt(
  send: (signal: AbortSignal) => Promise<HttpResponse>,
  { clock, deadline, attemptLimitMs, signal }: RetrySettings,
): Promise<AttemptEnd> {
  const limit =
    deadline === null ? attemptLimitMs : Math.min(attemptLimitMs, deadline - clock.now());
  const late = new AbortController();
  // A real timer even where the clock is not: it guards real sockets.
  const timer = setTimeout(() => late.abort(timedOut(limit)), limit);
  try {
    return await send(signal ? AbortSignal.any([signal, late.signal]) : late.signal);
  } catch (thrown) {
    if (thrown instanceof TransportError) return thrown;
    if (signal?.aborted) return aborted();
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}

function timedOut(ms: number): TransportError {
  return new TransportError(
    'timed-out',
    'ATTEMPT_LIMIT',
    `no complete answer within ${seconds(ms)}`,
  );
}

function aborted(): TransportError {
  return new TransportError('stopped', 'ABORTED', 'it was stopped before there was an answer');
}

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
