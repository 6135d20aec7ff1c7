import { needBlueprint } from '../blueprints/put-definition.ts';
import {
  runAggregate,
  runAggregateOverTime,
  runPropertiesHistory,
} from '../computed/run-aggregate.ts';
import { needEntity } from '../entities/need-entity.ts';
import { parseBody } from '../http/parse-request.ts';
import { type ApiRequest, ok, type Route } from '../http/route.ts';
import {
  aggregateBody,
  aggregateOverTimeBody,
  propertiesHistoryBody,
} from '../model/aggregate-body.ts';
import type { QueryScope } from '../query/predicate.ts';
import type { LocalPortState } from '../state/state.ts';

/** The numbers behind widgets. What `result` holds is published only in part; a number is what clients have seen. */
export const aggregateRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/entities/aggregate',
    handle(request, state) {
      const body = parseBody(aggregateBody, request.body);
      return ok(runAggregate(body, scopeOf(request, state), state.behaviour.current));
    },
  },
  {
    method: 'POST',
    path: '/v1/entities/aggregate-over-time',
    handle(request, state) {
      const body = parseBody(aggregateOverTimeBody, request.body);
      needBlueprint(body.blueprint, state);
      return ok({ result: runAggregateOverTime(body, scopeOf(request, state)) });
    },
  },
  {
    method: 'POST',
    path: '/v1/entities/properties-history',
    handle(request, state) {
      const body = parseBody(propertiesHistoryBody, request.body);
      const blueprint = needBlueprint(body.blueprintIdentifier, state);
      const entity = needEntity(blueprint.identifier, body.entityIdentifier, state);
      const { history } = state.computed;
      return ok({ result: runPropertiesHistory(body, entity, history, state.clock.now()) });
    },
  },
];

function scopeOf({ caller }: ApiRequest, { catalog, clock }: LocalPortState): QueryScope {
  return { catalog, now: clock.now(), caller };
}
