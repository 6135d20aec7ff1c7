import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from '../model/json.ts';
import type { LocalPortState } from '../state/state.ts';
import { ApiError, notFound } from './api-error.ts';
import { badRequest, parseJson } from './parse-request.ts';
import type { ReceivedBody } from './read-body.ts';
import type { Route } from './route.ts';
import type { Router } from './router.ts';
import { jsonAnswer, type WireAnswer } from './send.ts';

/** A request that has been read whole. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: ReceivedBody;
}

/** Finds the route, checks token, size and JSON, and runs the route. @throws ApiError what Port would refuse */
export function answerRequest(
  request: ReceivedRequest,
  router: Router,
  state: LocalPortState,
): WireAnswer {
  const match = matchRoute(request, router);
  if (!match) throw notFound(`Route ${request.method}:${request.path} not found`);
  const caller = match.route.isOpen ? '' : checkToken(request.headers, state);
  if (request.body.isTooLarge) throw tooLarge();
  const body: Json | undefined = parseJson(request.body.text);
  const { query, headers } = request;
  state.computed.settle(state.clock.now());
  const answer = match.route.handle({ params: match.params, query, body, headers, caller }, state);
  state.journal.flush();
  return jsonAnswer(answer.status, answer.body);
}

/** An error as its envelope; a bug of this server is a 500 whose message says so. */
export function answerError(error: unknown, state: LocalPortState): WireAnswer {
  if (!(error instanceof ApiError)) {
    const message = `Internal error of the local Port: ${String(error)}`;
    return jsonAnswer(500, { ok: false, error: 'internal_error', message });
  }
  const { status, error: code, message, details } = error;
  const shown = state.behaviour.current.errorDetails === 'present' ? details : undefined;
  return jsonAnswer(status, { ok: false, error: code, message, ...(shown && { details: shown }) });
}

function matchRoute(
  { method, path }: ReceivedRequest,
  router: Router,
): { route: Route; params: Readonly<Record<string, string>> } | null {
  try {
    return router.match(method, path);
  } catch {
    throw badRequest(`"${path}" is not a valid url component`);
  }
}

function checkToken(headers: IncomingHttpHeaders, { tokens, clock }: LocalPortState): string {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  const caller = token === undefined ? null : tokens.clientOf(token, clock.now());
  if (caller === null) throw new ApiError(401, 'unauthorized', 'Unauthorized');
  return caller;
}

function tooLarge(): ApiError {
  return new ApiError(413, 'bad_request', 'Request body is too large (limit is 1MiB)');
}
