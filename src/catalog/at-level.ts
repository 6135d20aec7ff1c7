import { isJsonObject, type JsonObject, objectOrEmpty } from '../port/json.ts';
import type { LevelPath } from './choices.ts';

/** Teams are a blueprint of Port itself; a domain is one of the account. */
export const levelBlueprints = { team: '_team', domain: 'domain' } as const;

/**
 * A metric of a service for what services belong to: the same deployments or incidents, reached one relation further.
 * So rates and medians are over all of them, not means of the services' own. Paths from the target's side: Port's page
 * "Aggregation property", and its guide to delivery performance, which rolls up to `_team` in this way.
 */
export function atLevel(definition: JsonObject, { relation }: LevelPath): JsonObject {
  const [filter] = Array.isArray(definition.pathFilter) ? definition.pathFilter : [];
  if (!isJsonObject(filter)) return definition;
  const { path } = objectOrEmpty(filter);
  return {
    ...definition,
    pathFilter: [{ ...filter, path: [...(Array.isArray(path) ? path : []), relation] }],
  };
}
