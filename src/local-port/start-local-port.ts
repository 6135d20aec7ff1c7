import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortDoraError } from '../errors/port-dora-error.ts';
import { controlRoutes } from './control/control-routes.ts';
import { answerError, answerRequest, type ReceivedRequest } from './http/answer-request.ts';
import { handlePortRequest } from './http/handle-port-request.ts';
import { readBody } from './http/read-body.ts';
import { Router } from './http/router.ts';
import { send, type WireAnswer } from './http/send.ts';
import type { LocalPort, LocalPortOptions } from './local-port.ts';
import { portRoutes } from './routes/port-routes.ts';
import { createState } from './state/create-state.ts';
import type { LocalPortState } from './state/state.ts';

const loopback = '127.0.0.1';

/** Starts a server that speaks the Port API on loopback. @throws PortDoraError when the port or the data file cannot be used */
export async function startLocalPort(options: LocalPortOptions = {}): Promise<LocalPort> {
  const store = options.dataFile === undefined ? null : await openStore(options.dataFile);
  const state = createState(options, store);
  const closing = new AbortController();
  const server = createServer(listener(state, closing.signal));
  try {
    await listen(server, options.port ?? 0);
  } catch (error) {
    store?.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${loopback}:${port}`,
    clientId: state.clientId,
    clientSecret: state.clientSecret,
    close: () => {
      closed ??= close(server, state, closing);
      return closed;
    },
  };
}

/** The database is only loaded when there is a file to keep. */
async function openStore(path: string) {
  const { openSqliteStore } = await import('./store/sqlite-store.ts');
  return openSqliteStore(path);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) =>
      reject(
        new PortDoraError('OPTION_INVALID', `cannot listen on ${loopback}:${port}`, {
          hint: 'choose another port, or 0 for a free one',
          cause,
        }),
      ),
    );
    server.listen(port, loopback, resolve);
  });
}

function close(server: Server, state: LocalPortState, closing: AbortController): Promise<void> {
  closing.abort();
  state.later.clear();
  return new Promise((resolve) => {
    server.close(() => {
      state.journal.close();
      resolve();
    });
    server.closeAllConnections();
  });
}

function listener(state: LocalPortState, signal: AbortSignal) {
  const port = new Router(portRoutes);
  const control = new Router(controlRoutes);
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    // A client that goes away, or a server that closes, ends a request without an answer.
    const leave = (): void => void response.destroy();
    receive(incoming)
      .then((request) =>
        isControl(request.path)
          ? send(response, answerControl(request, control, state))
          : handlePortRequest(request, response, port, state, signal),
      )
      .catch(leave);
  };
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const body = await readBody(incoming);
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers: incoming.headers,
    body,
  };
}

function isControl(path: string): boolean {
  return path === '/_local' || path.startsWith('/_local/');
}

function answerControl(
  request: ReceivedRequest,
  router: Router,
  state: LocalPortState,
): WireAnswer {
  try {
    return answerRequest(request, router, state);
  } catch (error) {
    return answerError(error, state);
  }
}
