import type { Json } from './json.ts';

/** What a relation of an entity points at: one identifier, several, or nothing. */
export type RelationValue = string | readonly string[] | null;

/** An entity as it is kept. It is replaced, never changed in place. */
export interface Entity {
  readonly blueprint: string;
  readonly identifier: string;
  readonly title: string | null;
  readonly icon: string | null;
  readonly team: readonly string[];
  /** Only what was given: neither `null` nor computed values. */
  readonly properties: Readonly<Record<string, Json>>;
  /** Only what was given; `showEntity` fills in the rest. */
  readonly relations: Readonly<Record<string, RelationValue>>;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** The `User-Agent` of the last writer; searchable as `$datasource`. */
  readonly datasource: string;
  /** Grows with each created entity: the order of lists and pages. */
  readonly sequence: number;
}

/** The identifiers that a relation value points at. */
export function targetsOf(value: RelationValue | undefined): readonly string[] {
  if (value === null || value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
