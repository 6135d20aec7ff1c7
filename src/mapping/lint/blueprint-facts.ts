/** What the linter has to know of a blueprint. */
export interface BlueprintFacts {
  readonly identifier: string;
  readonly properties: ReadonlyMap<string, PropertyFacts>;
  /** Keys of mirror, calculation and aggregation properties: nobody writes those. */
  readonly computed: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** The target of each relation. */
  readonly relations: ReadonlyMap<string, string>;
}

export interface PropertyFacts {
  readonly type: string | null;
  readonly format: string | null;
  readonly enum: readonly unknown[] | null;
}

/** Reads a blueprint as Port shows it; what is missing or odd in it is left out. */
export function readBlueprintFacts(blueprint: unknown): BlueprintFacts | null {
  const identifier = at(blueprint, 'identifier');
  if (typeof identifier !== 'string') return null;
  const computed = ['mirrorProperties', 'calculationProperties', 'aggregationProperties'];
  const required = at(blueprint, 'schema', 'required');
  return {
    identifier,
    properties: new Map(
      entries(at(blueprint, 'schema', 'properties')).map(([key, value]) => [
        key,
        readProperty(value),
      ]),
    ),
    computed: new Set(computed.flatMap((key) => entries(at(blueprint, key)).map(([name]) => name))),
    required: new Set(
      Array.isArray(required) ? required.filter((key) => typeof key === 'string') : [],
    ),
    relations: new Map(
      entries(at(blueprint, 'relations')).flatMap(([key, value]) => {
        const target = at(value, 'target');
        return typeof target === 'string' ? [[key, target] as const] : [];
      }),
    ),
  };
}

function readProperty(property: unknown): PropertyFacts {
  const type = at(property, 'type');
  const format = at(property, 'format');
  const values = at(property, 'enum');
  return {
    type: typeof type === 'string' ? type : null,
    format: typeof format === 'string' ? format : null,
    enum: Array.isArray(values) ? values : null,
  };
}

/** The value under keys in keys; `undefined` where there is none. */
export function at(value: unknown, ...keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}

function entries(value: unknown): [string, unknown][] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMap ? Object.entries(value) : [];
}

/** A blueprint with what another definition of it has besides. */
export function mergeFacts(one: BlueprintFacts, other: BlueprintFacts): BlueprintFacts {
  return {
    identifier: one.identifier,
    properties: new Map([...one.properties, ...other.properties]),
    computed: new Set([...one.computed, ...other.computed]),
    required: new Set([...one.required, ...other.required]),
    relations: new Map([...one.relations, ...other.relations]),
  };
}
