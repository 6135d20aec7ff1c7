import { identifierTaken, invalidRequest } from '../http/api-error.ts';
import { parseBody, readFlag } from '../http/parse-request.ts';
import { type ApiRequest, ok, param, type Route } from '../http/route.ts';
import { install, needIntegration } from '../integrations/install.ts';
import {
  integrationBody,
  integrationConfigPatch,
  integrationPatch,
} from '../integrations/integration-body.ts';
import { startResync } from '../integrations/start-resync.ts';
import type { LocalPortState } from '../state/state.ts';

const all = '/v1/integration';
const one = `${all}/:integration`;

/** List, get, create, change and delete integrations and their mappings. */
export const integrationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: all,
    handle({ query }, { integrations }) {
      const onlyActions = readFlag(query, 'actionsProcessingEnabled');
      const listed = integrations.list().map(({ integration }) => integration);
      return ok({
        integrations: listed.filter((each) => !onlyActions || each.actionsProcessingEnabled),
      });
    },
  },
  {
    method: 'GET',
    path: one,
    handle(request, state) {
      const byField = request.query.get('byField') ?? 'installationId';
      if (byField !== 'installationId' && byField !== 'logIngestId') {
        throw invalidRequest('querystring/byField must be installationId or logIngestId');
      }
      const { integration } = needIntegration(param(request, 'integration'), state, byField);
      return ok({ integration });
    },
  },
  {
    method: 'POST',
    path: all,
    handle(request, state) {
      const upsert = readFlag(request.query, 'upsert');
      const body = parseBody(integrationBody, request.body);
      if (!upsert && state.integrations.get(body.installationId)) throw identifierTaken();
      const { integration } = install(definedIn(body), null, request.caller, state);
      startResync(integration.installationId, state);
      return ok({ integration });
    },
  },
  {
    method: 'PATCH',
    path: one,
    handle: (request, state) =>
      change(request, state, parseBody(integrationPatch, request.body ?? {})),
  },
  {
    method: 'PATCH',
    path: `${one}/config`,
    handle: (request, state) =>
      change(request, state, parseBody(integrationConfigPatch, request.body)),
  },
  {
    method: 'DELETE',
    path: one,
    handle(request, state) {
      const { integration } = needIntegration(param(request, 'integration'), state);
      state.integrations.delete(integration.installationId);
      return ok();
    },
  },
];

/** Keeps what is sent and lets the integration sync anew, which Ocean's own changes ask not to happen. */
function change(request: ApiRequest, state: LocalPortState, sent: object) {
  const { installationId } = needIntegration(param(request, 'integration'), state).integration;
  const given = { ...definedIn(sent), installationId };
  const { integration } = install(given, null, request.caller, state);
  if (request.headers['x-skip-resync'] === undefined) startResync(installationId, state);
  return ok({ integration });
}

function definedIn<T extends object>(sent: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  const entries = Object.entries(sent).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as never;
}
