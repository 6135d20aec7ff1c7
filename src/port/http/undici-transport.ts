import { Agent, type Dispatcher, ProxyAgent, request as undiciRequest } from 'undici';
import { flatHeaders } from './flat-headers.ts';
import type { ProxyRoute } from './proxy-route.ts';
import { readBody } from './read-body.ts';
import { maxAnswerBytes, type OpenTransport } from './transport.ts';
import { asTransportError } from './transport-error.ts';

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
  return {
    async send({ url, method, headers, body }, signal) {
      try {
        signal.throwIfAborted();
        const answer = await undiciRequest(url, {
          dispatcher,
          method: method as Dispatcher.HttpMethod,
          headers,
          body: body ?? null,
          signal,
        });
        const answerHeaders = flatHeaders(answer.headers);
        const text = await readBody(answer.body, answerHeaders, maxBytes ?? maxAnswerBytes);
        await nextTurn();
        return { status: answer.statusCode, headers: answerHeaders, body: text };
      } catch (thrown) {
        throw signal.aborted ? signal.reason : asTransportError(thrown);
      }
    },
    close: () => dispatcher.destroy(),
  };
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
