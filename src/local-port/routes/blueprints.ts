import { checkDeletable } from '../blueprints/check-deletion.ts';
import { checkSystemShape } from '../blueprints/check-system-shape.ts';
import { defineBlueprint } from '../blueprints/define-blueprint.ts';
import { patchBlueprint } from '../blueprints/patch-blueprint.ts';
import { needBlueprint, putDefinition } from '../blueprints/put-definition.ts';
import { identifierTaken, invalidRequest } from '../http/api-error.ts';
import { parseBody, readFlag } from '../http/parse-request.ts';
import { created, ok, param, type Route } from '../http/route.ts';
import { type Blueprint, isSystemBlueprint } from '../model/blueprint.ts';
import { blueprintBodies } from '../model/blueprint-body.ts';
import { addBlueprintPages, removeBlueprintPages } from '../pages/blueprint-pages.ts';
import type { LocalPortState } from '../state/state.ts';

const one = '/v1/blueprints/:blueprint';

/** List, get, create, replace, patch and delete blueprints. */
export const blueprintRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/blueprints',
    handle: (_request, { catalog }) => ok({ blueprints: catalog.blueprints() }),
  },
  {
    method: 'GET',
    path: one,
    handle: (request, state) =>
      ok({ blueprint: needBlueprint(param(request, 'blueprint'), state) }),
  },
  {
    method: 'POST',
    path: '/v1/blueprints',
    handle(request, state) {
      const withCatalogPage = readFlag(request.query, 'create_catalog_page', true);
      const body = parseBody(schemas(state).create, request.body);
      if (state.catalog.blueprint(body.identifier)) throw identifierTaken();
      if (isSystemBlueprint(body.identifier)) {
        throw invalidRequest('Identifiers that begin with "_" belong to system blueprints');
      }
      const definition = defineBlueprint(body, body.identifier);
      const blueprint = putDefinition(definition, undefined, request, state);
      addBlueprintPages(blueprint, withCatalogPage, request.caller, state);
      return created({ blueprint });
    },
  },
  {
    method: 'PUT',
    path: one,
    handle(request, state) {
      const before = needBlueprint(param(request, 'blueprint'), state);
      const body = parseBody(schemas(state).replace, request.body);
      checkIdentifierStays(before, body.identifier);
      const definition = defineBlueprint(body, before.identifier);
      checkSystemShape(definition);
      return ok({ blueprint: putDefinition(definition, before, request, state) });
    },
  },
  {
    method: 'PATCH',
    path: one,
    handle(request, state) {
      const before = needBlueprint(param(request, 'blueprint'), state);
      const body = parseBody(schemas(state).patch, request.body);
      checkIdentifierStays(before, body.identifier);
      const definition = patchBlueprint(before, body, state.behaviour.current.patchBlueprintMaps);
      return ok({ blueprint: putDefinition(definition, before, request, state) });
    },
  },
  {
    method: 'DELETE',
    path: one,
    handle(request, state) {
      readFlag(request.query, 'delete_actions');
      const blueprint = needBlueprint(param(request, 'blueprint'), state);
      checkDeletable(blueprint, state);
      state.catalog.deleteBlueprint(blueprint.identifier);
      removeBlueprintPages(blueprint.identifier, state);
      return ok();
    },
  },
];

function schemas({ behaviour }: LocalPortState) {
  return blueprintBodies[behaviour.current.extraCalculationSpecKeys];
}

function checkIdentifierStays({ identifier }: Blueprint, sent: string | undefined): void {
  if (sent === undefined || sent === identifier) return;
  throw invalidRequest('The identifier of a blueprint cannot be changed');
}
