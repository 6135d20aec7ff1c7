import {
  Agent,
  type ClientRequest,
  type IncomingMessage,
  request as plainRequest,
} from 'node:http';
import type * as Https from 'node:https';
import { flatHeaders } from './flat-headers.ts';
import { loadHttps } from './load-builtin.ts';
import { readBody } from './read-body.ts';
import { type HttpRequest, maxAnswerBytes, type OpenTransport } from './transport.ts';
import { asTransportError, TransportError } from './transport-error.ts';

/**
 * The transport of the few requests of a report: Node's own client, because loading undici costs more than
 * the requests themselves. One connection serves requests that follow each other. It knows no proxies.
 */
export function openNodeTransport(limits: { readonly maxBytes?: number } = {}): OpenTransport {
  const maxBytes = limits.maxBytes ?? maxAnswerBytes;
  const agent = new Agent({ keepAlive: true });
  let tlsAgent: Https.Agent | undefined;

  async function begin({ url, method, headers }: HttpRequest, signal: AbortSignal) {
    const target = new URL(url);
    const options = { method, headers, signal };
    if (target.protocol === 'http:') return plainRequest(target, { ...options, agent });
    const https = await loadHttps();
    tlsAgent ??= new https.Agent({ keepAlive: true });
    return https.request(target, { ...options, agent: tlsAgent });
  }

  return {
    async send(request, signal) {
      try {
        signal.throwIfAborted();
        const message = await answerTo(await begin(request, signal), request.body);
        const headers = flatHeaders(message.headers);
        const body = await readBody(message, headers, maxBytes);
        return { status: message.statusCode ?? 0, headers, body };
      } catch (thrown) {
        throw signal.aborted ? signal.reason : asTransportError(thrown);
      }
    },
    async close() {
      agent.destroy();
      tlsAgent?.destroy();
    },
  };
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
