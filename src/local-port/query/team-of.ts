import type { Entity } from '../model/entity.ts';
import type { Catalog } from '../state/catalog.ts';
import { followRelation } from './follow-relation.ts';

/** The teams that own an entity: its own, or those at the end of the path that its blueprint inherits along. */
export function teamOf(entity: Entity, catalog: Catalog): readonly string[] {
  const blueprint = catalog.blueprint(entity.blueprint);
  const { ownership, teamInheritance } = blueprint ?? {};
  const path = ownership?.type === 'Inherited' ? ownership.path : teamInheritance?.path;
  if (path === undefined) return entity.team;
  if (path === null) return [];
  let reached: readonly Entity[] = [entity];
  for (const relation of path.split('.')) {
    reached = reached.flatMap((at) => followRelation(at, relation, catalog));
  }
  return [...new Set(reached.flatMap((owner) => owner.team))];
}
