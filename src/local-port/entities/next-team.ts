import { ApiError } from '../http/api-error.ts';
import type { Blueprint } from '../model/blueprint.ts';
import type { EntityInput } from '../model/entity-body.ts';
import { type SearchLimits, searchTargets } from './search-targets.ts';
import type { WriteContext } from './write-context.ts';

const limits: SearchLimits = { operators: ['=', 'in', 'contains', 'containsAny'], mirrors: true };
const mostTeams = 500;

/** The teams that a body gives to an entity, or `null` when it says nothing about them. */
export function nextTeam(
  team: EntityInput['team'],
  blueprint: Blueprint,
  context: WriteContext,
): readonly string[] | null {
  if (team === undefined) return null;
  if (blueprint.ownership?.type === 'Inherited') throw inherited('inherited_ownership_enabled');
  if (blueprint.teamInheritance) throw inherited('team_inheritance_enabled');
  if (team === null) return [];
  if (typeof team === 'string' || Array.isArray(team)) return [...new Set([team].flat())];
  return searchTargets(team, '_team', limits, mostTeams, context).map((one) => one.identifier);
}

function inherited(error: string): ApiError {
  return new ApiError(
    422,
    error,
    "The blueprint's entities inherit their team, so it cannot be given",
  );
}
