import { needBlueprint } from '../blueprints/put-definition.ts';
import { applyWrite } from '../entities/apply-write.ts';
import { applyDeletion, planDeletion } from '../entities/delete-entities.ts';
import { needEntity } from '../entities/need-entity.ts';
import { pickByPath } from '../entities/pick-fields.ts';
import { planWrite, withIdentifier } from '../entities/plan-write.ts';
import { readShowOptions } from '../entities/read-show-options.ts';
import { writeContext } from '../entities/read-write-request.ts';
import { showEntity } from '../entities/show-entity.ts';
import type { WriteMode } from '../entities/write-context.ts';
import { parseBody, readFlag } from '../http/parse-request.ts';
import { type Answer, type ApiRequest, ok, param, type Route } from '../http/route.ts';
import type { Entity } from '../model/entity.ts';
import { type EntityInput, entityPatch, entityReplacement } from '../model/entity-body.ts';
import type { LocalPortState } from '../state/state.ts';

const one = '/v1/blueprints/:blueprint/entities/:entity';

/** Get, replace, patch and delete one entity. */
export const entityRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: one,
    handle(request, state) {
      const options = readShowOptions(request.query);
      const entity = showEntity(entityOf(request, state), state.catalog, options);
      return ok({ entity: pickByPath(entity, options.include, options.exclude) });
    },
  },
  {
    method: 'PUT',
    path: one,
    handle: (request, state) =>
      change(request, parseBody(entityReplacement, request.body), 'override', state),
  },
  {
    method: 'PATCH',
    path: one,
    handle: (request, state) =>
      change(request, parseBody(entityPatch, request.body), 'merge', state),
  },
  {
    method: 'DELETE',
    path: one,
    handle(request, state) {
      const deleteDependents = readFlag(request.query, 'delete_dependents');
      const entity = entityOf(request, state);
      const going = planDeletion([entity], deleteDependents, state.catalog);
      applyDeletion(going, state.catalog);
      if (state.behaviour.current.deletes === 'delayed') state.ghosts.add(going, state.clock.now());
      return ok();
    },
  },
];

function change(
  request: ApiRequest,
  input: EntityInput & { identifier?: string | undefined },
  existing: WriteMode['existing'],
  state: LocalPortState,
): Answer {
  const mode: WriteMode = {
    existing,
    createMissingRelated: readFlag(request.query, 'create_missing_related_entities'),
  };
  const { blueprint, identifier } = entityOf(request, state);
  const context = writeContext(request, state);
  const definition = needBlueprint(blueprint, state);
  const write = planWrite(identifier, input, definition, mode, context);
  const entity = applyWrite(withIdentifier(write, input.identifier, context), state.catalog);
  return ok({ entity: showEntity(entity, state.catalog) });
}

function entityOf(request: ApiRequest, state: LocalPortState): Entity {
  const blueprint = needBlueprint(param(request, 'blueprint'), state);
  return needEntity(blueprint.identifier, param(request, 'entity'), state);
}
