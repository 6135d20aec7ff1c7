import { ApiError, hasDependents } from '../http/api-error.ts';
import { type Blueprint, isSystemBlueprint } from '../model/blueprint.ts';
import type { LocalPortState } from '../state/state.ts';

/** @throws ApiError 403 when a blueprint is Port's own, is used by others or still has entities */
export function checkDeletable(blueprint: Blueprint, state: LocalPortState): void {
  refuseSystem(blueprint);
  checkNobodyNeeds(blueprint, state);
  if (state.catalog.entities(blueprint.identifier).size > 0) {
    throw hasDependents(`The blueprint "${blueprint.identifier}" still has entities`);
  }
}

/** @throws ApiError 403 `has_dependents` when relations or aggregations of other blueprints point at this one */
export function checkNobodyNeeds({ identifier }: Blueprint, { catalog }: LocalPortState): void {
  for (const other of catalog.blueprints()) {
    if (other.identifier === identifier) continue;
    const targets = [
      ...Object.values(other.relations),
      ...Object.values(other.aggregationProperties),
    ].map(({ target }) => target);
    if (targets.includes(identifier)) {
      throw hasDependents(`The blueprint "${other.identifier}" depends on "${identifier}"`);
    }
  }
}

/** @throws ApiError 403 for blueprints that belong to Port */
export function refuseSystem({ identifier }: Blueprint): void {
  if (!isSystemBlueprint(identifier)) return;
  throw new ApiError(403, 'protected_resource', `The blueprint "${identifier}" is protected`);
}
