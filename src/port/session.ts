import type { ApiError } from './api-error.ts';
import type { Call } from './call.ts';
import type { HttpResponse } from './http/transport.ts';
import { TransportError } from './http/transport-error.ts';
import { type JsonObject, parseJsonObject } from './json.ts';
import { type ParamsOf, type Query, type Route, routes } from './routes.ts';
import { createTokenSource, isToken, type PortCredentials } from './token.ts';
import { tokenExpiry } from './token-expiry.ts';
import { createWire, type Sent, type WireInput, type WireSettings } from './wire.ts';

/** A successful answer. */
export interface PortAnswer {
  readonly status: number;
  readonly body: JsonObject;
  /** The error for an answer that lacks what was asked for. */
  unreadable(what: string): Promise<ApiError>;
  /** The error that a bulk answer reports for one of its entities. */
  itemError(entity: string, item: JsonObject): Promise<ApiError>;
}

/** What a request needs beside its route: a value for each name in the route's path. */
export type RequestInput<Path extends string> = {
  readonly query?: Query;
  readonly body?: unknown;
} & ([ParamsOf<Path>] extends [never]
  ? { readonly params?: Readonly<Record<never, string>> }
  : { readonly params: Readonly<Record<ParamsOf<Path>, string>> });

/** Requests with a token that is fetched, kept and renewed as needed. */
export interface PortSession {
  /** @throws ApiError when the answer is no success. */
  request<Path extends string>(route: Route<Path>, input: RequestInput<Path>): Promise<PortAnswer>;
  /** Requests that left so far, repeats and logins included. */
  readonly requestCount: number;
}

export interface SessionSettings extends WireSettings {
  readonly credentials: PortCredentials;
}

export function createPortSession(settings: SessionSettings): PortSession {
  const { clock, secrets, credentials } = settings;
  const wire = createWire(settings);
  const tokens = createTokenSource(credentials, { login, clock, secrets });

  async function login(body: { clientId: string; clientSecret: string }): Promise<JsonObject> {
    const answer = await answerOf(await wire.send(routes.login, { body }, null));
    const { accessToken } = answer.body;
    if (isToken(accessToken)) return answer.body;
    throw await answer.unreadable('an answer without an access token');
  }

  async function request(route: Route, input: WireInput): Promise<PortAnswer> {
    const token = await tokens.get();
    const first = await wire.send(route, input, token);
    if (!isUnauthorized(first)) return answerOf(first);
    const fresh = await tokens.renew(token);
    if (fresh !== null) return answerOf(await wire.send(route, input, fresh));
    return answerOf({ ...first, call: { ...first.call, stopped: endOfToken(token, clock.now()) } });
  }

  return {
    request: (route, input) => request(route, input),
    get requestCount() {
      return wire.count();
    },
  };
}

const isUnauthorized = ({ end }: Sent): boolean =>
  !(end instanceof TransportError) && end.status === 401;

function endOfToken(token: string, now: number): string | null {
  const end = tokenExpiry(token);
  return end !== null && end <= now
    ? `the access token ended at ${new Date(end).toISOString()}`
    : null;
}

const loadErrors = () => import('./call-errors.ts');

async function answerOf({ call, end }: Sent): Promise<PortAnswer> {
  if (end instanceof TransportError) throw (await loadErrors()).failureError(call, end);
  const body = await readSuccess(call, end);
  return {
    status: end.status,
    body,
    unreadable: async (what) => (await loadErrors()).unreadableAnswer(call, end, what),
    itemError: async (entity, item) => (await loadErrors()).itemError(call, end, entity, item),
  };
}

async function readSuccess(call: Call, response: HttpResponse): Promise<JsonObject> {
  const { status, body } = response;
  const json = body === '' && status === 204 ? {} : parseJsonObject(body);
  const isRefused =
    status < 200 ||
    status > 299 ||
    // A bulk answer may say so although some of its entities were written.
    (json?.ok === false && status !== 207);
  if (json !== null && !isRefused) return json;
  const { answerError, unreadableAnswer } = await loadErrors();
  throw isRefused
    ? answerError(call, response)
    : unreadableAnswer(call, response, 'something that is no JSON object');
}
