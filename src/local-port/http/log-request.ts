import type { Fault } from '../control/fault.ts';
import type { Json } from '../model/json.ts';
import type { LocalPortState } from '../state/state.ts';
import type { ReceivedRequest } from './answer-request.ts';
import { parseJson } from './parse-request.ts';
import { redactHeaders, redactJson, redactText } from './redact-request.ts';
import type { LoggedRequest } from './request-log.ts';

/** Adds a request to the log, without its secrets. */
export function logRequest(
  request: ReceivedRequest,
  fault: Fault | null,
  state: LocalPortState,
): LoggedRequest {
  const secrets = [state.clientSecret, ...state.tokens.values()].filter((one) => one !== '');
  const body = loggedBody(request, secrets);
  const entry = {
    at: new Date(state.clock.now()).toISOString(),
    method: request.method,
    path: redactText(request.path, secrets),
    query: loggedQuery(request.query, secrets),
    headers: redactHeaders(request.headers, secrets),
    ...(body !== undefined && { body }),
    ...(fault && { fault: fault.kind }),
  };
  return state.requests.add(entry, request.body.text.length);
}

function loggedQuery(
  query: URLSearchParams,
  secrets: readonly string[],
): Record<string, readonly string[]> {
  const logged: Record<string, string[]> = {};
  for (const key of new Set(query.keys())) {
    const values = query.getAll(key).map((value) => redactText(value, secrets));
    logged[redactText(key, secrets)] = values;
  }
  return logged;
}

/** What is not JSON may be a broken piece of credentials, so of those requests only the rest is kept. */
function loggedBody({ body, path }: ReceivedRequest, secrets: readonly string[]): Json | undefined {
  if (body.isTooLarge) return undefined;
  const isLogin = path.endsWith('/access_token');
  try {
    const json = parseJson(body.text);
    const mayHold = isLogin || secrets.some((secret) => body.text.includes(secret));
    return json !== undefined && mayHold ? redactJson(json, secrets) : json;
  } catch {
    return isLogin ? undefined : redactText(body.text, secrets);
  }
}
