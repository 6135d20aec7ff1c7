import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from '../model/json.ts';
import type { LocalPortState } from '../state/state.ts';

/** A request as a route sees it: read, checked for its token, and parsed. */
export interface ApiRequest {
  /** Decoded segments of the path, by the names in the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** `undefined` when the body is empty. */
  readonly body: Json | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The client id that the token belongs to; empty on open routes. */
  readonly caller: string;
}

/** What a route answers. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON. */
  readonly body: object;
}

/** One operation of the API. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Segments; those that begin with `:` are parameters. */
  readonly path: string;
  /** Needs no token. */
  readonly isOpen?: boolean;
  handle(request: ApiRequest, state: LocalPortState): Answer;
}

/** 200 with `{ok: true, ...}`. */
export function ok(content: object = {}): Answer {
  return { status: 200, body: { ok: true, ...content } };
}

/** 201 with `{ok: true, ...}`. */
export function created(content: object = {}): Answer {
  return { status: 201, body: { ok: true, ...content } };
}

/** A parameter of the path that the route's pattern names. */
export function param(request: ApiRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new Error(`the route has no parameter "${name}"`);
  return value;
}
