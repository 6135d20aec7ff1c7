import { z } from 'zod';
import { needBlueprint } from '../blueprints/put-definition.ts';
import { pickByName, pickByPath } from '../entities/pick-fields.ts';
import { readShowOptions } from '../entities/read-show-options.ts';
import { showEntity } from '../entities/show-entity.ts';
import { parseBody } from '../http/parse-request.ts';
import { type ApiRequest, ok, param, type Route } from '../http/route.ts';
import type { Entity } from '../model/entity.ts';
import { blueprintQuery, query } from '../model/query-body.ts';
import { compileQuery } from '../query/compile-query.ts';
import { readCursor, writeCursor } from '../query/cursor.ts';
import { findEntities } from '../query/find-entities.ts';
import type { QueryScope } from '../query/predicate.ts';
import type { LocalPortState } from '../state/state.ts';

const searchBody = z.strictObject({
  query: blueprintQuery.optional(),
  include: z.array(z.string()).optional(),
  exclude: z.array(z.string()).optional(),
  limit: z.number().min(1).max(1000).default(200),
  from: z.string().optional(),
});
const everything = { combinator: 'and' as const, rules: [] };

/** Search all blueprints at once, or one blueprint page by page. */
export const entitiesSearchRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/entities/search',
    handle(request, state) {
      const options = readShowOptions(request.query);
      const asked = parseBody(query, request.body);
      const scope = scopeOf(request, state);
      const blueprints = state.catalog.blueprints().map(({ identifier }) => identifier);
      const ghosts = state.ghosts.list(scope.now, state.catalog);
      const found = [
        ...findEntities(asked, blueprints, scope),
        ...ghosts.filter(compileQuery(asked, scope)),
      ];
      return ok({
        matchingBlueprints: [...new Set(found.map(({ blueprint }) => blueprint))],
        entities: found.map((entity) =>
          pickByPath(showEntity(entity, state.catalog, options), options.include, options.exclude),
        ),
      });
    },
  },
  {
    method: 'POST',
    path: '/v1/blueprints/:blueprint/entities/search',
    handle(request, state) {
      const { identifier } = needBlueprint(param(request, 'blueprint'), state);
      const body = parseBody(searchBody, request.body ?? {});
      const after = readCursor(body.from);
      const limit = Math.floor(body.limit);
      const page: Entity[] = [];
      for (const entity of matches(identifier, body.query ?? everything, request, state)) {
        if (entity.sequence <= after) continue;
        page.push(entity);
        if (page.length > limit) break;
      }
      const shown = page.slice(0, limit);
      const last = page.length > limit ? shown.at(-1) : undefined;
      return ok({
        ...(last && { next: writeCursor(last.sequence) }),
        entities: shown.map((entity) =>
          pickByName(showEntity(entity, state.catalog), body.include, body.exclude),
        ),
      });
    },
  },
];

/** Matching entities in the order of creation, those among them that are only just deleted. */
function* matches(
  blueprint: string,
  asked: z.infer<typeof blueprintQuery>,
  request: ApiRequest,
  state: LocalPortState,
): Generator<Entity> {
  const scope = scopeOf(request, state);
  const test = compileQuery(asked, scope);
  const ghosts = state.ghosts
    .list(scope.now, state.catalog)
    .filter((ghost) => ghost.blueprint === blueprint && test(ghost))
    .sort((a, b) => a.sequence - b.sequence);
  let waiting = 0;
  for (const entity of findEntities(asked, [blueprint], scope)) {
    for (
      ;
      (ghosts[waiting]?.sequence ?? Number.POSITIVE_INFINITY) < entity.sequence;
      waiting += 1
    ) {
      yield ghosts[waiting] as Entity;
    }
    yield entity;
  }
  yield* ghosts.slice(waiting);
}

function scopeOf({ caller }: ApiRequest, { catalog, clock }: LocalPortState): QueryScope {
  return { catalog, now: clock.now(), caller };
}
