import { singleLine } from '../host/single-line.ts';
import { ApiError } from './api-error.ts';
import { type Call, callEffort, callName } from './call.ts';
import { type ErrorBody, type Redact, readErrorBody, readErrorObject } from './error-body.ts';
import type { HttpResponse } from './http/transport.ts';
import type { JsonObject } from './json.ts';
import { type Advice, adviceFor } from './status-advice.ts';

/** The error for an answer that is not a success, or is none of Port's. */
export function answerError(call: Call, response: HttpResponse): ApiError {
  const body = readErrorBody(response, redactor(call));
  return refusal(call, response, { ...adviceFor(call, response, body), body });
}

/** The error for a success whose content is not what Port documents: it must not count as one. */
export function unreadableAnswer(call: Call, response: HttpResponse, what: string): ApiError {
  const { pageTitle } = readErrorBody(response, redactor(call));
  return refusal(call, response, {
    code: 'API_UNREADABLE',
    hint: 'check `base-url`, and whether a proxy or firewall answers in place of Port',
    body: { error: null, message: pageTitle === null ? what : null, details: null, pageTitle },
  });
}

/** The error of one entity in the answer to a bulk request. */
export function itemError(
  call: Call,
  response: HttpResponse,
  entity: string,
  item: JsonObject,
): ApiError {
  const body = readErrorObject(item, redactor(call));
  const status = typeof item.statusCode === 'number' ? item.statusCode : response.status;
  const own = { ...response, status };
  const ownCall = { ...call, params: { ...call.params, entity } };
  return refusal(ownCall, own, { ...adviceFor(ownCall, own, body), body });
}

const redactor =
  ({ secrets }: Call): Redact =>
  (text) =>
    secrets.redact(text);

/** What an answer was taken for: its code and next step, and what it says. */
type Reading = Advice & { readonly body: ErrorBody };

function refusal(call: Call, response: HttpResponse, { code, hint, body }: Reading): ApiError {
  const redact = redactor(call);
  const traceId = singleLine(redact(response.headers['x-trace-id'] ?? ''), 100) || null;
  const trace = traceId === null ? '' : ` (trace id ${traceId})`;
  const told = `${callName(call)} was answered ${response.status}${saying(body)}${trace}${callEffort(call)}`;
  return new ApiError(code, redact(told), {
    hint: redact(hint), // may name an address that the server chose
    method: call.route.method,
    route: call.route.path,
    status: response.status,
    traceId,
    portError: body.error,
    portMessage: body.message,
  });
}

function saying({ error, message, details, pageTitle }: ErrorBody): string {
  if (pageTitle !== null)
    return pageTitle === '' ? ' with an HTML page' : ` with an HTML page "${pageTitle}"`;
  const said = [error, message].filter((part) => part !== null && part !== '').join(': ');
  return `${said === '' ? '' : `, ${said}`}${details === null ? '' : ` ${details}`}`;
}
