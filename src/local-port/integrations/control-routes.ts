import { parseBody } from '../http/parse-request.ts';
import { type Answer, created, ok, param, type Route } from '../http/route.ts';
import { install, needIntegration } from './install.ts';
import { ingestBody, installation, sourceBody } from './integration-body.ts';
import { ingest, resync } from './sync.ts';

const all = '/_local/integrations';
const one = `${all}/:integration`;

/** Installing integrations, saying what there is in their tools, and letting them run their mappings. */
export const integrationControlRoutes: readonly Route[] = [
  open('GET', all, (_request, { integrations }) => ok({ integrations: integrations.list() })),
  open('GET', one, (request, state) => ok({ ...needIntegration(idOf(request), state) })),
  open('PUT', one, (request, state) => {
    const { source, ...given } = parseBody(installation, request.body);
    const installationId = idOf(request);
    const isNew = !state.integrations.get(installationId);
    const stored = install({ ...given, installationId }, source, 'local-port', state);
    return (isNew ? created : ok)({ ...stored });
  }),
  open('DELETE', one, (request, state) => {
    const { integration } = needIntegration(idOf(request), state);
    state.integrations.delete(integration.installationId);
    return ok();
  }),
  open('PUT', `${one}/source`, (request, state) => {
    const { integration } = needIntegration(idOf(request), state);
    const source = parseBody(sourceBody, request.body);
    state.integrations.put({ integration, source });
    return ok();
  }),
  open('POST', `${one}/ingest`, (request, state) => {
    const { kind, payloads } = parseBody(ingestBody, request.body);
    return ok({ ...ingest(needIntegration(idOf(request), state), kind, payloads, state) });
  }),
  open('POST', `${one}/resync`, (request, state) =>
    ok({ ...resync(needIntegration(idOf(request), state), state) }),
  ),
];

const idOf = (request: Parameters<Route['handle']>[0]): string => param(request, 'integration');

function open(
  method: Route['method'],
  path: string,
  handle: (...args: Parameters<Route['handle']>) => Answer,
): Route {
  return { method, path, isOpen: true, handle };
}
