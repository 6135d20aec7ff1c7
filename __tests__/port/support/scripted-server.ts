import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server saw of one request. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The client's port: requests on one connection share it. */
  readonly connection: number;
}

/** An answer as data, or a function that does what it likes with the connection. */
export type Script =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly json?: unknown;
      readonly body?: string | Buffer;
    }
  | ((response: ServerResponse, request: SeenRequest, incoming: IncomingMessage) => void);

export interface ScriptedServer {
  readonly url: string;
  readonly port: number;
  readonly seen: SeenRequest[];
  readonly server: Server;
  close(): Promise<void>;
}

/** A real server on loopback that answers the n-th request by the n-th script, and all later ones by the last. */
export async function scriptedServer(...scripts: readonly Script[]): Promise<ScriptedServer> {
  return routedServer((_, index) => scripts[Math.min(index, scripts.length - 1)] ?? {});
}

/** The same with a script chosen by the request. */
export async function routedServer(
  choose: (request: SeenRequest, index: number) => Script,
): Promise<ScriptedServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request = {
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        connection: incoming.socket.remotePort ?? 0,
      };
      seen.push(request);
      play(choose(request, seen.length - 1), response, request, incoming);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function play(
  script: Script,
  response: ServerResponse,
  request: SeenRequest,
  incoming: IncomingMessage,
): void {
  if (typeof script === 'function') {
    script(response, request, incoming);
    return;
  }
  const { status = 200, headers = {}, json, body } = script;
  const type = json === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, ...headers });
  response.end(json === undefined ? (body ?? '') : JSON.stringify(json));
}

/** Cuts the connection without an answer. */
export const cut: Script = (response) => response.socket?.resetAndDestroy();

/** Never answers. */
export const silence: Script = () => undefined;
