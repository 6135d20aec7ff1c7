import { isJsonObject, type JsonObject, objectOrEmpty, textOrNull } from './json.ts';

/** A search that Port runs to find the entities of a relation (Port's page "Mapping relations using search queries"). */
export interface SearchRelation {
  readonly combinator: 'and' | 'or';
  readonly rules: readonly (JsonObject | SearchRelation)[];
}

export type RelationInput = string | readonly string[] | null | SearchRelation;

/** An entity as it is sent. `null` clears a property or relation; absent keys keep their value, for we always merge. */
export interface EntityInput {
  readonly identifier: string;
  readonly title?: string;
  readonly icon?: string;
  readonly team?: string | readonly string[];
  readonly properties?: JsonObject;
  readonly relations?: Readonly<Record<string, RelationInput>>;
}

/** An entity as Port gives it out. */
export interface PortEntity {
  readonly identifier: string;
  readonly title: string | null;
  /** Own, mirror, calculation and aggregation properties alike. */
  readonly properties: JsonObject;
  /** Only relations that lead somewhere: Port shows the others as `null`, `[]` or not at all. */
  readonly relations: Readonly<Record<string, string | readonly string[]>>;
  /** All relations that Port shows, also those that lead nowhere: its blueprint has them. */
  readonly relationNames: readonly string[];
  /** The teams that own it; absent where Port does not say. */
  readonly team?: readonly string[];
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** The entity in an answer, or `null` when it has no identifier. */
export function parseEntity(value: unknown): PortEntity | null {
  if (!isJsonObject(value) || typeof value.identifier !== 'string') return null;
  return {
    identifier: value.identifier,
    title: textOrNull(value.title),
    properties: objectOrEmpty(value.properties),
    relations: parseRelations(objectOrEmpty(value.relations)),
    relationNames: Object.keys(objectOrEmpty(value.relations)),
    ...parseTeam(value.team),
    createdAt: textOrNull(value.createdAt),
    updatedAt: textOrNull(value.updatedAt),
  };
}

function parseTeam(team: unknown): Pick<PortEntity, 'team'> {
  const teams = [team].flat().filter((one): one is string => typeof one === 'string' && one !== '');
  return teams.length > 0 ? { team: teams } : {};
}

function parseRelations(relations: JsonObject): PortEntity['relations'] {
  const found: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(relations)) {
    if (typeof value === 'string' && value !== '') found[name] = value;
    const targets: unknown[] = Array.isArray(value) ? value : [];
    const identifiers = targets.filter((one) => typeof one === 'string');
    if (identifiers.length > 0) found[name] = identifiers;
  }
  return found;
}

/** What writing the earlier and then the later of two inputs with the same identifier comes to. */
export function mergeEntities(earlier: EntityInput, later: EntityInput): EntityInput {
  const merged = { ...earlier, ...later };
  const properties = { ...earlier.properties, ...later.properties };
  const relations = { ...earlier.relations, ...later.relations };
  return {
    ...merged,
    ...(earlier.properties || later.properties ? { properties } : {}),
    ...(earlier.relations || later.relations ? { relations } : {}),
  };
}
