import { invalidRequest, manyViolation, notFound } from '../http/api-error.ts';
import type { Relation } from '../model/blueprint.ts';
import type { RelationValue } from '../model/entity.ts';
import type { SearchQuery } from '../model/query-body.ts';
import { type SearchLimits, searchTargets } from './search-targets.ts';
import type { WriteContext } from './write-context.ts';

// Page "Configure mapping", mapping relations using search queries.
const limits: SearchLimits = { operators: ['=', 'in', 'contains', 'containsAny'], mirrors: true };

/** Port keeps this many matches on a relation to many. */
const mostMatches = 500;

/** The value of a relation that the client describes by a query over the target blueprint. */
export function searchRelation(
  query: SearchQuery,
  relation: Relation,
  before: RelationValue | undefined,
  context: WriteContext,
): RelationValue {
  const { behaviour } = context;
  const most = relation.many ? mostMatches : 2;
  const found = searchTargets(query, relation.target, limits, most, context);
  const identifiers = found.map(({ identifier }) => identifier);
  if (identifiers.length === 0) return noMatch(relation, before, context);
  if (relation.many) return identifiers;
  if (identifiers.length > 1 && behaviour.searchRelationManyMatches === '422') {
    throw manyViolation();
  }
  return identifiers[0] ?? null;
}

function noMatch(
  relation: Relation,
  before: RelationValue | undefined,
  { behaviour }: WriteContext,
): RelationValue {
  const message = `No entity of blueprint "${relation.target}" matches the relation's query`;
  switch (behaviour.searchRelationNoMatch) {
    case '404':
      throw notFound(message);
    case '422':
      throw invalidRequest(message);
    case 'null':
      return behaviour.searchRelationNoMatchOnMerge === 'keeps' ? (before ?? null) : null;
  }
}
