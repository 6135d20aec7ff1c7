import type { IncomingMessage, ServerResponse } from 'node:http';
import { controlRoutes } from '../control/control-routes.ts';
import { integrationControlRoutes } from '../integrations/control-routes.ts';
import { answerPage, isPage, type PageSources } from '../page/answer-page.ts';
import { portRoutes } from '../routes/port-routes.ts';
import type { LocalPortState } from '../state/state.ts';
import { answerError, answerRequest, type ReceivedRequest } from './answer-request.ts';
import { handlePortRequest } from './handle-port-request.ts';
import { readBody } from './read-body.ts';
import { Router } from './router.ts';
import { send, type WireAnswer } from './send.ts';

/** Answers every request of a server until the signal ends what still waits. */
export function createListener(state: LocalPortState, signal: AbortSignal, pages: PageSources) {
  const port = new Router(portRoutes);
  const control = new Router([...controlRoutes, ...integrationControlRoutes]);
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    // A client that goes away, or a server that closes, ends a request without an answer.
    const leave = (): void => void response.destroy();
    receive(incoming)
      .then((request) => {
        if (isPage(request)) {
          return answerPage(request, state, pages).then((answer) => send(response, answer));
        }
        return isControl(request.path)
          ? state.integrations
              .ready(request.path)
              .then(() => state.computed.ready(request.body.text))
              .then(() => send(response, answerControl(request, control, state)))
          : handlePortRequest(request, response, port, state, signal);
      })
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
