import { invalidRequest } from '../http/api-error.ts';
import { defaultLevels, type Level } from './scorecard.ts';
import type { ScorecardBody } from './scorecard-body.ts';

/** The levels of a scorecard: its own, or the usual four. */
export function levelsOf({ levels }: ScorecardBody): readonly Level[] {
  return levels && levels.length > 0 ? levels : defaultLevels;
}

/**
 * Refuses a scorecard whose rules do not fit its levels: a rule's level has to be one of them, and not the first, which
 * every entity has from the start (page "Concepts and structure"). @throws ApiError 422
 */
export function checkScorecard(body: ScorecardBody): void {
  const titles = levelsOf(body).map(({ title }) => title);
  const repeated = firstRepeated(titles);
  if (repeated !== undefined) throw invalidRequest(`levels: "${repeated}" is there twice`);
  const rule = firstRepeated(body.rules.map(({ identifier }) => identifier));
  if (rule !== undefined) throw invalidRequest(`rules: "${rule}" is there twice`);
  for (const { identifier, level } of body.rules) {
    if (!titles.includes(level)) {
      throw invalidRequest(`rules: "${identifier}" has the level "${level}", which is not there`);
    }
    if (level === titles[0]) {
      throw invalidRequest(`rules: "${identifier}" cannot have "${level}", the base level`);
    }
  }
}

/** Refuses a list with the same scorecard twice. @throws ApiError 422 */
export function checkScorecards(bodies: readonly ScorecardBody[]): void {
  bodies.forEach(checkScorecard);
  const repeated = firstRepeated(bodies.map(({ identifier }) => identifier));
  if (repeated !== undefined) throw invalidRequest(`the scorecard "${repeated}" is there twice`);
}

function firstRepeated(texts: readonly string[]): string | undefined {
  return texts.find((text, index) => texts.indexOf(text) !== index);
}
