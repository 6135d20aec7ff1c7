import { randomBytes } from 'node:crypto';
import { invalidRequest, notFound } from '../http/api-error.ts';
import type { Blueprint } from '../model/blueprint.ts';
import type { SearchQuery } from '../model/query-body.ts';
import type { QueryScope } from '../query/predicate.ts';
import { type SearchLimits, searchTargets } from './search-targets.ts';

// Page "Configure mapping", mapping by property: `=` and `in` only, no computed properties.
const limits: SearchLimits = { operators: ['=', 'in'], mirrors: false };

/** The identifier that a body means: as given, of the one entity that a query matches, or a new one. */
export function resolveIdentifier(
  given: string | SearchQuery | undefined,
  blueprint: Blueprint,
  scope: QueryScope,
): string {
  if (given === undefined) return `e_${randomBytes(12).toString('base64url')}`;
  if (typeof given === 'string') return given;
  const found = searchTargets(given, blueprint.identifier, limits, 2, scope);
  const [entity] = found;
  if (!entity) {
    throw notFound(
      `No entity of blueprint "${blueprint.identifier}" matches the identifier's query`,
    );
  }
  if (found.length > 1) {
    throw invalidRequest(`Several entities of blueprint "${blueprint.identifier}" match the query`);
  }
  return entity.identifier;
}
