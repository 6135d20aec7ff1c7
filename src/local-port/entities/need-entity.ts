import { notFound } from '../http/api-error.ts';
import type { Entity } from '../model/entity.ts';
import type { LocalPortState } from '../state/state.ts';

/** An entity of a blueprint that is there. @throws ApiError 404 */
export function needEntity(
  blueprint: string,
  identifier: string,
  { catalog }: LocalPortState,
): Entity {
  const entity = catalog.entity(blueprint, identifier);
  if (entity) return entity;
  throw notFound(`Entity "${identifier}" does not exist in blueprint "${blueprint}"`);
}
