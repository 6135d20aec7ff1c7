import type { Clock, Log, Random, Secrets } from '../host/host.ts';
import type { Call } from './call.ts';
import type { HttpRequest, Transport } from './http/transport.ts';
import { TransportError } from './http/transport-error.ts';
import { createRateLimitGate } from './rate-limit.ts';
import type { PortAddress } from './region.ts';
import { type RetrySettings, sendWithRetry } from './retry.ts';
import type { AttemptEnd } from './retry-policy.ts';
import { pathOf, type Query, type Route, routeName } from './routes.ts';

/** What every request to Port needs. */
export interface WireSettings {
  readonly address: PortAddress;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
  /** The project's version, for the User-Agent: Port keeps it as the data source of what is written. */
  readonly version: string;
  /** Epoch milliseconds at which everything must be over; absent or `null` for no limit. */
  readonly deadline?: number | null;
  /** Milliseconds that one attempt may take; 30 s when absent. */
  readonly attemptLimitMs?: number;
  /** Ends requests and waits when aborted. */
  readonly signal?: AbortSignal;
  /** Asks for compressed answers: worth it for many entities, not for a report. */
  readonly compress?: boolean;
  readonly log?: Pick<Log, 'debug' | 'info'>;
}

/** A request before it has an address and headers. */
export interface WireInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Query;
  /** Sent as JSON; a text is sent as it is, for batches whose size was measured. */
  readonly body?: unknown;
}

/** The last end of a request, and what an error message needs. */
export interface Sent {
  readonly call: Call;
  readonly end: AttemptEnd;
}

export interface Wire {
  send(route: Route, input: WireInput, token: string | null): Promise<Sent>;
  /** Requests that left so far, repeats and logins included. */
  count(): number;
}

const defaultAttemptLimitMs = 30_000;

/** The exact request that a route and its input come to, without the token; a dry run prints it. */
export function buildRequest(
  { address, version, compress }: Pick<WireSettings, 'address' | 'version' | 'compress'>,
  route: Route,
  { params = {}, query, body }: WireInput,
): HttpRequest {
  const headers = {
    accept: 'application/json',
    'user-agent': `port-dora-action/${version}`,
    ...(compress === true ? { 'accept-encoding': 'gzip' } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const url = `${address.api}${pathOf(route, params, query)}`;
  if (body === undefined) return { method: route.method, url, headers };
  return {
    method: route.method,
    url,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** Sends requests with one retry policy, one time limit and one view of the rate limit for all of them. */
export function createWire(settings: WireSettings): Wire {
  const { address, transport, clock, random, secrets, log } = settings;
  let count = 0;
  const retry: RetrySettings = {
    clock,
    random,
    gate: createRateLimitGate(),
    deadline: settings.deadline ?? null,
    attemptLimitMs: settings.attemptLimitMs ?? defaultAttemptLimitMs,
    signal: settings.signal,
    onWait: (ms, end) => log?.info(`waiting ${(ms / 1000).toFixed(1)} s: ${waitReason(end)}`),
  };

  async function sendOnce(name: string, request: HttpRequest, signal: AbortSignal) {
    count += 1;
    const start = clock.now();
    try {
      const response = await transport(request, signal);
      log?.debug(`${name}: ${response.status} after ${clock.now() - start} ms`);
      return response;
    } catch (thrown) {
      log?.debug(`${name}: no answer after ${clock.now() - start} ms, ${String(thrown)}`);
      throw thrown;
    }
  }

  return {
    async send(route, input, token) {
      const built = buildRequest(settings, route, input);
      const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
      const request = { ...built, headers: { ...built.headers, ...authorization } };
      const { end, attempts, stopped } = await sendWithRetry(
        (signal) => sendOnce(routeName(route), request, signal),
        route.repeatable,
        retry,
      );
      const params = input.params ?? {};
      return { end, call: { route, params, address, secrets, attempts, stopped } };
    },
    count: () => count,
  };
}

function waitReason(end: AttemptEnd | null): string {
  if (end === null) return "Port's rate limit is used up";
  return end instanceof TransportError ? end.message : `Port answered ${end.status}`;
}
