import { randomBytes } from 'node:crypto';
import type { ApiRequest } from '../http/route.ts';
import type { LocalPortState } from '../state/state.ts';
import { levelsOf } from './check-scorecard.ts';
import type { Scorecard } from './scorecard.ts';
import type { ScorecardBody } from './scorecard-body.ts';

/** Keeps a checked scorecard of a blueprint: a new one, or in the place of the one before. */
export function putScorecard(
  blueprint: string,
  body: ScorecardBody,
  before: Scorecard | undefined,
  { caller }: Pick<ApiRequest, 'caller'>,
  { catalog, clock }: LocalPortState,
): Scorecard {
  const now = new Date(clock.now()).toISOString();
  const scorecard: Scorecard = {
    ...body,
    id: before?.id ?? `scorecard_${randomBytes(8).toString('hex')}`,
    blueprint,
    levels: levelsOf(body),
    createdAt: before?.createdAt ?? now,
    createdBy: before?.createdBy ?? caller,
    updatedAt: now,
    updatedBy: caller,
  };
  if (before && before.identifier !== scorecard.identifier) catalog.scorecards.delete(before);
  catalog.scorecards.put(scorecard);
  return scorecard;
}
