import type { EntityInput } from '../port/entity.ts';
import type { PortAddress } from '../port/region.ts';
import { routes } from '../port/routes.ts';
import { buildRequest } from '../port/wire.ts';
import type { PlannedRequest } from './report-result.ts';

/** The exact requests of a report, but for the token and the credentials. */
export function planRequests(
  settings: { readonly address: PortAddress; readonly version: string },
  blueprint: string,
  entities: readonly EntityInput[],
  needsLogin: boolean,
): readonly PlannedRequest[] {
  const [only] = entities;
  const isSingle = only !== undefined && entities.length === 1;
  const upsert = isSingle
    ? buildRequest(settings, routes.upsertEntity, { params: { blueprint }, body: only })
    : buildRequest(settings, routes.upsertEntities, { params: { blueprint }, body: { entities } });
  const login = buildRequest(settings, routes.login, {
    body: { clientId: '***', clientSecret: '***' },
  });
  return (needsLogin ? [login, upsert] : [upsert]).map(({ method, url, body }) => ({
    method,
    url,
    body: JSON.parse(body ?? 'null'),
  }));
}
