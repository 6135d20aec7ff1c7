import { needBlueprint } from '../blueprints/put-definition.ts';
import { applyWrite } from '../entities/apply-write.ts';
import { pickByPath } from '../entities/pick-fields.ts';
import { type EntityWrite, planWrite } from '../entities/plan-write.ts';
import { readShowOptions } from '../entities/read-show-options.ts';
import { readWriteRequest, writeContext } from '../entities/read-write-request.ts';
import { resolveIdentifier } from '../entities/resolve-identifier.ts';
import { showEntity } from '../entities/show-entity.ts';
import { parseBody } from '../http/parse-request.ts';
import { type Answer, created, ok, param, type Route } from '../http/route.ts';
import { entityBody } from '../model/entity-body.ts';
import type { LocalPortState } from '../state/state.ts';

const all = '/v1/blueprints/:blueprint/entities';

/** Create or upsert one entity, list and count the entities of a blueprint. */
export const entitiesRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: all,
    handle(request, state) {
      const mode = readWriteRequest(request, state);
      const body = parseBody(entityBody, request.body);
      const context = writeContext(request, state);
      const identifier = resolveIdentifier(body.identifier, mode.blueprint, context);
      const write = planWrite(identifier, body, mode.blueprint, mode, context);
      return mode.validationOnly ? validated(write, state) : written(write, state);
    },
  },
  {
    method: 'GET',
    path: all,
    handle(request, state) {
      const options = readShowOptions(request.query);
      const { identifier } = needBlueprint(param(request, 'blueprint'), state);
      const entities = [...state.catalog.entities(identifier).values()].map((entity) =>
        pickByPath(showEntity(entity, state.catalog, options), options.include, options.exclude),
      );
      return ok({ entities });
    },
  },
  {
    method: 'GET',
    path: `/v1/blueprints/:blueprint/entities-count`,
    handle(request, state) {
      const { identifier } = needBlueprint(param(request, 'blueprint'), state);
      return ok({ count: state.catalog.entities(identifier).size });
    },
  },
];

function validated(write: EntityWrite, state: LocalPortState): Answer {
  if (state.behaviour.current.validationOnlyAnswer === 'ok') return ok();
  const entity = { ...write.entity, sequence: 0 };
  return created({ entity: showEntity(entity, state.catalog) });
}

function written(write: EntityWrite, state: LocalPortState): Answer {
  const entity = showEntity(applyWrite(write, state.catalog), state.catalog);
  const updates = write.before !== undefined;
  return updates && state.behaviour.current.upsertUpdateStatus === '200'
    ? ok({ entity })
    : created({ entity });
}
