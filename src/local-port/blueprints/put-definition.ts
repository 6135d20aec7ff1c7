import { notFound } from '../http/api-error.ts';
import type { ApiRequest } from '../http/route.ts';
import type { Blueprint, BlueprintDefinition } from '../model/blueprint.ts';
import type { LocalPortState } from '../state/state.ts';
import { adaptEntity } from './adapt-entity.ts';
import type { BlueprintLookup } from './blueprint-path.ts';
import { checkBlueprint } from './check-blueprint.ts';
import { checkCalculations } from './check-calculations.ts';
import { dropBrokenPaths } from './drop-broken-paths.ts';

/** A blueprint by identifier. @throws ApiError 404 */
export function needBlueprint(identifier: string, { catalog }: LocalPortState): Blueprint {
  const blueprint = catalog.blueprint(identifier);
  if (!blueprint) throw notFound(`Blueprint with identifier "${identifier}" was not found`);
  return blueprint;
}

/** Checks and keeps a definition, and lets the entities follow. @throws ApiError 422 */
export function putDefinition(
  definition: BlueprintDefinition,
  before: Blueprint | undefined,
  { caller }: ApiRequest,
  state: LocalPortState,
): Blueprint {
  const { catalog, clock, validators } = state;
  const lookup: BlueprintLookup = (identifier) =>
    identifier === definition.identifier ? definition : catalog.blueprint(identifier);
  checkBlueprint(definition, before, lookup, validators);
  checkCalculations(definition, state);
  const now = new Date(clock.now()).toISOString();
  const blueprint: Blueprint = {
    ...dropBrokenPaths(definition, lookup),
    createdAt: before?.createdAt ?? now,
    createdBy: before?.createdBy ?? caller,
    updatedAt: now,
    updatedBy: caller,
  };
  if (before) {
    catalog.replaceBlueprint(blueprint, (entity) => adaptEntity(entity, before, blueprint));
  } else {
    catalog.putBlueprint(blueprint);
  }
  return blueprint;
}
