import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import type { Agent as TlsAgent } from 'node:https';
import { flatHeaders } from './flat-headers.ts';
import { loadHttp, loadHttps } from './load-builtin.ts';
import { readBody } from './read-body.ts';
import {
  type HttpRequest,
  type HttpResponse,
  maxAnswerBytes,
  type OpenTransport,
} from './transport.ts';
import { TransportError } from './transport-error.ts';

/**
 * The transport of the few requests of a report: Node's own client, because loading undici costs more than
 * the requests themselves. One connection serves requests that follow each other. It knows no proxies.
 */
export function openNodeTransport(limits: { readonly maxBytes?: number } = {}): OpenTransport {
  const maxBytes = limits.maxBytes ?? maxAnswerBytes;
  let plainAgent: Agent | undefined;
  let tlsAgent: TlsAgent | undefined;

  async function begin({ url, method, headers }: HttpRequest) {
    const target = new URL(url);
    const options = { method, headers };
    if (target.protocol === 'http:') {
      const http = await loadHttp();
      plainAgent ??= new http.Agent({ keepAlive: true });
      return http.request(target, { ...options, agent: plainAgent });
    }
    const https = await loadHttps();
    tlsAgent ??= new https.Agent({ keepAlive: true });
    return https.request(target, { ...options, agent: tlsAgent });
  }

  return {
    async send(request, signal) {
      try {
        signal.throwIfAborted();
        return await exchange(await begin(request), request.body, signal, maxBytes);
      } catch (thrown) {
        if (signal.aborted) throw signal.reason;
        const { asTransportError } = await import('./as-transport-error.ts');
        throw asTransportError(thrown);
      }
    },
    async close() {
      plainAgent?.destroy();
      tlsAgent?.destroy();
    },
  };
}

/** Watches the signal itself: what Node loads for the option `signal` takes 2 ms. */
async function exchange(
  outgoing: ClientRequest,
  body: string | undefined,
  signal: AbortSignal,
  maxBytes: number,
): Promise<HttpResponse> {
  const stop = (): void => void outgoing.destroy(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const message = await answerTo(outgoing, body);
    const headers = flatHeaders(message.headers);
    return {
      status: message.statusCode ?? 0,
      headers,
      body: await readBody(message, headers, maxBytes),
    };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function answerTo(outgoing: ClientRequest, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    outgoing.on('response', resolve);
    // Stays registered after the answer began: a late error of the connection reaches us through the body.
    outgoing.on('error', (error) => reject(outgoing.reusedSocket ? staleOr(error) : error));
    outgoing.end(body);
  });
}

/** A server may close an idle connection in the very moment in which we use it again. */
function staleOr(error: Error & { readonly code?: string }): Error {
  if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') return error;
  return new TransportError('broken', error.code, error.message, { staleConnection: true });
}
