import type { Entity } from '../model/entity.ts';
import { targetsOf } from '../model/entity.ts';
import { type Json, own } from '../model/json.ts';
import { readProperty } from '../query/read-property.ts';
import { readScorecard } from '../query/read-scorecard.ts';
import type { Catalog } from '../state/catalog.ts';

/** By what entities are told apart: the slices of a pie, the lines of a chart. */
export type Grouping =
  | { readonly property: string }
  | { readonly relation: string }
  | { readonly scorecard: string; readonly rule?: string | undefined };

/** The name of the group of entities without a value. */
const nothing = 'null';

/** The groups that an entity belongs to: one, or one for each member of a list. */
export function groupsOf(entity: Entity, grouping: Grouping, catalog: Catalog): readonly string[] {
  const values = [readGrouping(entity, grouping, catalog) ?? []].flat();
  return values.length === 0 ? [nothing] : [...new Set(values.map(nameOf))];
}

/** How many entities belong to each group, by its name. */
export function countValues(
  entities: Iterable<Entity>,
  grouping: Grouping,
  catalog: Catalog,
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const entity of entities) {
    for (const group of groupsOf(entity, grouping, catalog)) {
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
  }
  return Object.fromEntries(counts);
}

function readGrouping(
  entity: Entity,
  grouping: Grouping,
  catalog: Catalog,
): Json | readonly Json[] | undefined {
  if ('property' in grouping) return readProperty(entity, grouping.property, catalog);
  if ('relation' in grouping) return targetsOf(own(entity.relations, grouping.relation));
  return readScorecard(entity, grouping.scorecard, grouping.rule, catalog);
}

function nameOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
