import { Agent, type Dispatcher, ProxyAgent, request as undiciRequest } from 'undici';
import { asTransportError } from './as-transport-error.ts';
import { flatHeaders } from './flat-headers.ts';
import type { ProxyRoute } from './proxy-address.ts';
import { readBody } from './read-body.ts';
import { type HttpRequest, maxAnswerBytes, type OpenTransport } from './transport.ts';

interface UndiciSettings {
  /** All requests go through it, in a tunnel (CONNECT), so that it sees no header and no body of ours. */
  readonly proxy: ProxyRoute | null;
  readonly maxBytes?: number;
}

/** Enough for any of our commands: they wait for each answer, or run a handful of requests at a time. */
const maxConnections = 10;

/** The transport for proxies and for many requests: undici, with a pool of connections. Loaded only when needed. */
export function openUndiciTransport({ proxy, maxBytes }: UndiciSettings): OpenTransport {
  const dispatcher = openDispatcher(proxy);

  async function exchange({ url, method, headers, body = '' }: HttpRequest, signal: AbortSignal) {
    const options = { dispatcher, method, headers, signal, body: body === '' ? null : body };
    const answer = await undiciRequest(url, options);
    const answerHeaders = flatHeaders(answer.headers);
    const text = await readBody(answer.body, answerHeaders, maxBytes ?? maxAnswerBytes);
    await nextTurn();
    return { status: answer.statusCode, headers: answerHeaders, body: text };
  }

  return {
    async send(request, signal) {
      try {
        signal.throwIfAborted();
        return await untilAborted(signal, exchange(request, signal));
      } catch (thrown) {
        throw signal.aborted ? signal.reason : asTransportError(thrown);
      }
    },
    close: () => dispatcher.destroy(),
  };
}

/** Undici heeds the signal only once it is connected: a proxy that never answers would hold it for five minutes. */
async function untilAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Lets undici put the connection back: a request that follows at once would get another one. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function openDispatcher(proxy: ProxyRoute | null): Dispatcher {
  if (proxy === null) return new Agent({ connections: maxConnections });
  const { url: uri, authorization } = proxy;
  const connections = maxConnections;
  return new ProxyAgent(
    authorization === null ? { uri, connections } : { uri, connections, token: authorization },
  );
}
