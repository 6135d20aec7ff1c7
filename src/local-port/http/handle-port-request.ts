import type { ServerResponse } from 'node:http';
import type { Fault } from '../control/fault.ts';
import type { LocalPortState } from '../state/state.ts';
import { answerError, answerRequest, type ReceivedRequest } from './answer-request.ts';
import { ApiError } from './api-error.ts';
import { logRequest } from './log-request.ts';
import { lookOf, rateLimited } from './rate-limited.ts';
import type { LoggedRequest } from './request-log.ts';
import type { Router } from './router.ts';
import { htmlType, jsonType, portHeaders, send, sendHalf, type WireAnswer } from './send.ts';

/** One request to a Port route: logged, counted, hit by a fault or answered. */
export async function handlePortRequest(
  request: ReceivedRequest,
  response: ServerResponse,
  router: Router,
  state: LocalPortState,
  signal: AbortSignal,
): Promise<void> {
  const allowed = state.rate.hit(state.clock.now());
  const fault = state.faults.take(request.method, request.path);
  const logged = logRequest(request, fault, state);
  if (fault && fault.delayMs > 0) await state.clock.sleep(fault.delayMs, signal);
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'cut' && fault.at === 'before') {
    response.destroy();
    return;
  }
  await state.computed.ready(request.body.text);
  const answer =
    faultAnswer(fault, state) ?? ordinaryAnswer(request, allowed, router, state, logged);
  const whole = { ...answer, headers: { ...portHeaders(state), ...answer.headers } };
  if (fault?.kind === 'cut' && fault.at === 'unanswered') {
    response.destroy();
    return;
  }
  logged.status = answer.status;
  if (fault?.kind === 'cut') sendHalf(response, whole);
  else send(response, whole);
}

function ordinaryAnswer(
  request: ReceivedRequest,
  allowed: boolean,
  router: Router,
  state: LocalPortState,
  logged: LoggedRequest,
): WireAnswer {
  if (!allowed) return rateLimited(lookOf(state), state.rate.resetsAt, state.clock.now());
  try {
    return answerRequest(request, router, state);
  } catch (error) {
    if (!(error instanceof ApiError)) {
      logged.problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    return answerError(error, state);
  }
}

/** The answer that a fault puts in the place of the ordinary one. */
function faultAnswer(fault: Fault | null, state: LocalPortState): WireAnswer | null {
  if (fault?.kind === 'rate-limit') {
    const look = lookOf(state);
    const { retryAfter = look.retryAfter, reset = look.reset, body = look.body } = fault;
    const now = state.clock.now();
    return rateLimited({ retryAfter, reset, body }, now + fault.retryAfterSeconds * 1000, now);
  }
  if (fault?.kind !== 'answer') return null;
  const { body } = fault;
  const isText = typeof body === 'string';
  const text = isText ? body : body === undefined ? '' : JSON.stringify(body);
  return {
    status: fault.status,
    text,
    headers: { 'content-type': isText ? htmlType : jsonType, ...lowerCased(fault.headers) },
  };
}

function lowerCased<T>(headers: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
