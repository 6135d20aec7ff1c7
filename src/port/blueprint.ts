import { isJsonObject, type JsonObject, objectOrEmpty, textOrNull } from './json.ts';

type ByName = Readonly<Record<string, JsonObject>>;

/** Where a relation leads. */
export interface PortRelation {
  /** Identifier of the related blueprint. */
  readonly target: string;
  readonly many: boolean;
  readonly required: boolean;
}

/** A blueprint as Port gives it out; maps that Port leaves out are empty. */
export interface PortBlueprint {
  readonly identifier: string;
  readonly title: string | null;
  readonly properties: ByName;
  /** Names of the properties that every entity must have. */
  readonly required: readonly string[];
  readonly relations: Readonly<Record<string, PortRelation>>;
  readonly mirrorProperties: ByName;
  readonly calculationProperties: ByName;
  readonly aggregationProperties: ByName;
  /** The whole answer, for comparing and for sending maps back. */
  readonly raw: JsonObject;
}

/** The blueprint in an answer, or `null` when it has no identifier. */
export function parseBlueprint(value: unknown): PortBlueprint | null {
  if (!isJsonObject(value) || typeof value.identifier !== 'string') return null;
  const schema = objectOrEmpty(value.schema);
  return {
    identifier: value.identifier,
    title: textOrNull(value.title),
    properties: parseMap(schema.properties),
    required: Array.isArray(schema.required)
      ? schema.required.filter((name) => typeof name === 'string')
      : [],
    relations: parseRelations(parseMap(value.relations)),
    mirrorProperties: parseMap(value.mirrorProperties),
    calculationProperties: parseMap(value.calculationProperties),
    aggregationProperties: parseMap(value.aggregationProperties),
    raw: value,
  };
}

function parseMap(value: unknown): ByName {
  return Object.fromEntries(
    Object.entries(objectOrEmpty(value)).flatMap(([name, one]) =>
      isJsonObject(one) ? [[name, one] as const] : [],
    ),
  );
}

function parseRelations(relations: ByName): PortBlueprint['relations'] {
  return Object.fromEntries(
    Object.entries(relations).flatMap(([name, { target, many, required }]) =>
      typeof target === 'string'
        ? [[name, { target, many: many === true, required: required === true }] as const]
        : [],
    ),
  );
}
