import { splitMirrorPath } from '../blueprints/blueprint-path.ts';
import { invalidRequest } from '../http/api-error.ts';
import type { Blueprint } from '../model/blueprint.ts';
import type { Entity } from '../model/entity.ts';
import { own } from '../model/json.ts';
import type { SearchQuery } from '../model/query-body.ts';
import { findEntities } from '../query/find-entities.ts';
import type { QueryScope } from '../query/predicate.ts';

/** Properties and operators that a query in a body may use. */
export interface SearchLimits {
  readonly operators: readonly string[];
  /** Whether a mirror property over one single relation may be searched. */
  readonly mirrors: boolean;
}

/** At most `limit` entities of a blueprint that a query in the body of an entity matches. */
export function searchTargets(
  query: SearchQuery,
  blueprint: string,
  limits: SearchLimits,
  limit: number,
  scope: QueryScope,
): readonly Entity[] {
  const definition = scope.catalog.blueprint(blueprint);
  if (definition) checkRules(query, definition, limits);
  const found: Entity[] = [];
  for (const entity of findEntities(query, [blueprint], scope)) {
    found.push(entity);
    if (found.length >= limit) break;
  }
  return found;
}

function checkRules(query: SearchQuery, blueprint: Blueprint, limits: SearchLimits): void {
  for (const rule of query.rules) {
    if ('combinator' in rule) {
      checkRules(rule, blueprint, limits);
      continue;
    }
    if (!limits.operators.includes(rule.operator)) {
      throw invalidRequest(`The operator "${rule.operator}" cannot be used here`);
    }
    const mirror = own(blueprint.mirrorProperties, rule.property);
    const computed = Object.hasOwn(blueprint.calculationProperties, rule.property);
    if (computed || (mirror && !(limits.mirrors && isShallow(mirror.path, blueprint)))) {
      throw invalidRequest(
        `The property "${rule.property}" is computed and cannot be searched here`,
      );
    }
  }
}

function isShallow(path: string, blueprint: Blueprint): boolean {
  const { relations } = splitMirrorPath(path);
  const [first] = relations;
  return (
    relations.length === 1 && first !== undefined && own(blueprint.relations, first)?.many === false
  );
}
