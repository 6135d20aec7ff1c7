import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortDoraError } from '../errors/port-dora-error.ts';
import { createListener } from './http/listener.ts';
import type { LocalPort, LocalPortOptions } from './local-port.ts';
import { createState } from './state/create-state.ts';
import type { LocalPortState } from './state/state.ts';

const loopback = '127.0.0.1';

/** Starts a server that speaks the Port API on loopback. @throws PortDoraError when the port or the data file cannot be used */
export async function startLocalPort(options: LocalPortOptions = {}): Promise<LocalPort> {
  const store = options.dataFile === undefined ? null : await openStore(options.dataFile);
  try {
    return await serve(options, createState(options, store));
  } catch (error) {
    store?.close();
    throw error;
  }
}

async function serve(options: LocalPortOptions, state: LocalPortState): Promise<LocalPort> {
  const closing = new AbortController();
  const pages = { url: () => url, metrics: options.metricsPage ?? null };
  const server = createServer(createListener(state, closing.signal, pages));
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const url = `http://${loopback}:${port}`;
  let closed: Promise<void> | undefined;
  return {
    url,
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
  state.later.finish();
  return new Promise((resolve) => {
    server.close(() => {
      state.journal.close();
      resolve();
    });
    server.closeAllConnections();
  });
}
