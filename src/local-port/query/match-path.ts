import type { Entity } from '../model/entity.ts';
import type { Hop } from '../model/query-body.ts';
import { type Catalog, entityKey } from '../state/catalog.ts';
import { followRelation } from './follow-relation.ts';

/**
 * The entities at the end of a path of relations. A step with `maxHops` repeats its relation and keeps what it
 * meets on the way; after other steps it also keeps where it began (page "Relation operators", self-relations).
 */
export function endsOfPath(
  starts: readonly Entity[],
  path: readonly Hop[],
  catalog: Catalog,
): readonly Entity[] {
  let reached: readonly Entity[] = starts;
  path.forEach((hop, index) => {
    const { relation = '', maxHops } = typeof hop === 'string' ? { relation: hop } : hop;
    if (maxHops === undefined) {
      reached = step(reached, relation, catalog);
    } else {
      const kept = index === 0 ? [] : reached;
      reached = distinct([...kept, ...repeat(reached, relation, maxHops, catalog)]);
    }
  });
  return reached;
}

function repeat(
  starts: readonly Entity[],
  relation: string,
  hops: number,
  catalog: Catalog,
): readonly Entity[] {
  const met: Entity[] = [];
  let reached: readonly Entity[] = starts;
  for (let hop = 0; hop < hops && reached.length > 0; hop += 1) {
    reached = step(reached, relation, catalog);
    met.push(...reached);
  }
  return met;
}

function step(entities: readonly Entity[], relation: string, catalog: Catalog): readonly Entity[] {
  return distinct(entities.flatMap((entity) => followRelation(entity, relation, catalog)));
}

function distinct(entities: readonly Entity[]): readonly Entity[] {
  return [...new Map(entities.map((entity) => [entityKey(entity), entity])).values()];
}
