import type { MappedEntity } from '../../mapping/mapping.ts';
import { needBlueprint } from '../blueprints/put-definition.ts';
import { applyWrite } from '../entities/apply-write.ts';
import { planWrite } from '../entities/plan-write.ts';
import { writeContext } from '../entities/read-write-request.ts';
import { resolveIdentifier } from '../entities/resolve-identifier.ts';
import { parseBody } from '../http/parse-request.ts';
import type { ApiRequest } from '../http/route.ts';
import type { Entity } from '../model/entity.ts';
import { entityBody } from '../model/entity-body.ts';
import type { Json } from '../model/json.ts';
import type { LocalPortState } from '../state/state.ts';
import { exporterName, type Integration } from './integration.ts';

/** Upserts one mapped entity as its integration does, through the code of the entity routes. @throws ApiError what Port would refuse */
export function writeMapped(
  mapped: MappedEntity,
  integration: Integration,
  settings: Readonly<Record<string, unknown>>,
  state: LocalPortState,
): Entity {
  const blueprint = needBlueprint(mapped.blueprint, state);
  const body = parseBody(entityBody, withoutEmpty(mapped));
  const context = writeContext(requestOf(integration), state);
  const identifier = resolveIdentifier(body.identifier, blueprint, context);
  const mode = {
    existing: settings.enableMergeEntity === false ? 'override' : 'merge',
    createMissingRelated: settings.createMissingRelatedEntities !== false,
  } as const;
  return applyWrite(planWrite(identifier, body, blueprint, mode, context), state.catalog);
}

/** A title, icon or team that the mapping leaves empty is not sent; an empty property is, and clears. */
function withoutEmpty({ blueprint: _, ...entity }: MappedEntity): Json {
  const given = Object.entries(entity).filter(
    ([key, value]) => !(value === null && ['title', 'icon', 'team'].includes(key)),
  );
  return Object.fromEntries(given) as Json;
}

function requestOf(integration: Integration): ApiRequest {
  const headers = { 'user-agent': exporterName(integration) };
  const caller = integration.installationId;
  return { params: {}, query: new URLSearchParams(), body: undefined, headers, caller };
}
