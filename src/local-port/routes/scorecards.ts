import { needBlueprint } from '../blueprints/put-definition.ts';
import { identifierTaken, notFound } from '../http/api-error.ts';
import { parseBody } from '../http/parse-request.ts';
import { type ApiRequest, created, ok, param, type Route } from '../http/route.ts';
import { checkScorecard, checkScorecards } from '../scorecards/check-scorecard.ts';
import { putScorecard } from '../scorecards/put-scorecard.ts';
import type { Scorecard } from '../scorecards/scorecard.ts';
import { scorecardBody, scorecardsBody } from '../scorecards/scorecard-body.ts';
import type { LocalPortState } from '../state/state.ts';

const all = '/v1/blueprints/:blueprint/scorecards';
const one = `${all}/:scorecard`;

/** List, get, create, replace and delete scorecards; all those of a blueprint can be replaced at once. */
export const scorecardRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/scorecards',
    handle: (_request, { catalog }) => ok({ scorecards: catalog.scorecards.all() }),
  },
  {
    method: 'GET',
    path: all,
    handle(request, state) {
      const { identifier } = needBlueprint(param(request, 'blueprint'), state);
      return ok({ scorecards: state.catalog.scorecards.of(identifier) });
    },
  },
  {
    method: 'POST',
    path: all,
    handle(request, state) {
      const { identifier: blueprint } = needBlueprint(param(request, 'blueprint'), state);
      const body = parseBody(scorecardBody, request.body);
      checkScorecard(body);
      if (state.catalog.scorecards.get(blueprint, body.identifier)) throw identifierTaken();
      return created({ scorecard: putScorecard(blueprint, body, undefined, request, state) });
    },
  },
  {
    method: 'PUT',
    path: all,
    handle(request, state) {
      const { identifier: blueprint } = needBlueprint(param(request, 'blueprint'), state);
      const bodies = parseBody(scorecardsBody, request.body);
      checkScorecards(bodies);
      const { scorecards } = state.catalog;
      const before = new Map(scorecards.of(blueprint).map((kept) => [kept.identifier, kept]));
      // Those that are not in the list go.
      scorecards.deleteOf(blueprint);
      return ok({
        scorecards: bodies.map(({ id: _, ...body }) =>
          putScorecard(blueprint, body, before.get(body.identifier), request, state),
        ),
      });
    },
  },
  {
    method: 'GET',
    path: one,
    handle: (request, state) => ok({ scorecard: needScorecard(request, state) }),
  },
  {
    method: 'PUT',
    path: one,
    handle(request, state) {
      const before = needScorecard(request, state);
      const body = parseBody(scorecardBody, request.body);
      checkScorecard(body);
      const { blueprint, identifier } = before;
      const isTaken = state.catalog.scorecards.get(blueprint, body.identifier) !== undefined;
      if (body.identifier !== identifier && isTaken) throw identifierTaken();
      return ok({ scorecard: putScorecard(blueprint, body, before, request, state) });
    },
  },
  {
    method: 'DELETE',
    path: one,
    handle(request, state) {
      state.catalog.scorecards.delete(needScorecard(request, state));
      return ok();
    },
  },
];

function needScorecard(request: ApiRequest, state: LocalPortState): Scorecard {
  const { identifier: blueprint } = needBlueprint(param(request, 'blueprint'), state);
  const identifier = param(request, 'scorecard');
  const scorecard = state.catalog.scorecards.get(blueprint, identifier);
  if (scorecard) return scorecard;
  throw notFound(`Scorecard with identifier "${identifier}" was not found`);
}
