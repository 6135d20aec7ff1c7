import { ApiError, manyViolation, notFound } from '../http/api-error.ts';
import { type Blueprint, isSystemBlueprint, type Relation } from '../model/blueprint.ts';
import { type Entity, type RelationValue, targetsOf } from '../model/entity.ts';
import type { RelationInput } from '../model/entity-body.ts';
import { own } from '../model/json.ts';
import { searchRelation } from './search-relation.ts';
import type { WriteContext, WriteMode } from './write-context.ts';

/** An entity that a write has to create because a relation points at it. */
export interface MissingTarget {
  readonly blueprint: string;
  readonly identifier: string;
}

/** Relations after a write, and the targets that are still to be created. */
export interface NextRelations {
  readonly relations: Readonly<Record<string, RelationValue>>;
  readonly missing: readonly MissingTarget[];
}

/** The relations of an entity after a write: a value that is sent replaces the former one. */
export function nextRelations(
  sent: Readonly<Record<string, RelationInput>>,
  before: Entity | undefined,
  blueprint: Blueprint,
  mode: WriteMode,
  context: WriteContext,
): NextRelations {
  const next: Record<string, RelationValue> =
    before && mode.existing === 'merge' ? { ...before.relations } : {};
  const missing: MissingTarget[] = [];
  for (const [key, input] of Object.entries(sent)) {
    const relation = own(blueprint.relations, key);
    if (!relation) {
      throw notFound(
        `Relation with identifier "${key}" was not found in blueprint "${blueprint.identifier}"`,
      );
    }
    const value = resolve(input, relation, own(next, key), mode, context, missing);
    if (targetsOf(value).length > 0) next[key] = value;
    else delete next[key];
  }
  checkRequired(next, sent, before, blueprint);
  return { relations: next, missing };
}

function resolve(
  input: RelationInput,
  relation: Relation,
  before: RelationValue | undefined,
  mode: WriteMode,
  context: WriteContext,
  missing: MissingTarget[],
): RelationValue {
  if (input === null) return null;
  if (typeof input === 'object' && !Array.isArray(input)) {
    return searchRelation(input, relation, before, context);
  }
  if (Array.isArray(input) && !relation.many) throw manyViolation();
  const targets = [...new Set([input].flat())];
  for (const identifier of targets) {
    if (context.catalog.entity(relation.target, identifier)) continue;
    // Page "Configure mapping": users and teams are never created this way.
    if (!mode.createMissingRelated || isSystemBlueprint(relation.target)) {
      throw notFound(`Entity "${identifier}" does not exist in blueprint "${relation.target}"`);
    }
    missing.push({ blueprint: relation.target, identifier });
  }
  return relation.many ? targets : (targets[0] ?? null);
}

/** Clearing a required relation is forbidden; never giving it does not match the blueprint. */
function checkRequired(
  next: Readonly<Record<string, RelationValue>>,
  sent: Readonly<Record<string, RelationInput>>,
  before: Entity | undefined,
  blueprint: Blueprint,
): void {
  for (const [key, relation] of Object.entries(blueprint.relations)) {
    if (!relation.required || Object.hasOwn(next, key)) continue;
    const clears = before && Object.hasOwn(before.relations, key) && own(sent, key) === null;
    throw clears
      ? new ApiError(
          403,
          'required_relation',
          'Relation cannot be deleted because it is a required relation',
        )
      : new ApiError(422, 'required_relation', `A relation is required: "${key}"`);
  }
}
