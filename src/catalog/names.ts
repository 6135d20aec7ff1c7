/** What an account calls our blueprints and what is in them; what is not listed is called as we call it. */
export interface Names {
  readonly blueprints: Readonly<Record<string, string>>;
  /** Properties of all kinds, by our blueprint, then by our id. */
  readonly properties: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Relations, by our blueprint, then by our id. */
  readonly relations: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** By our property of a deployment, then by our value. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const lookUp = (map: Readonly<Record<string, string>> | undefined, ours: string): string =>
  (map !== undefined && Object.hasOwn(map, ours) ? map[ours] : undefined) ?? ours;

export const blueprintName = ({ blueprints }: Names, ours: string): string =>
  lookUp(blueprints, ours);

export const propertyName = ({ properties }: Names, blueprint: string, ours: string): string =>
  lookUp(properties[blueprint], ours);

export const relationName = ({ relations }: Names, blueprint: string, ours: string): string =>
  lookUp(relations[blueprint], ours);

/** Values differ only on deployments; `on` is the blueprint that the property belongs to. */
export function valueName(names: Names, on: string, property: string, value: unknown): unknown {
  if (on !== 'deployment') return value;
  const rename = (one: unknown) =>
    typeof one === 'string' ? lookUp(names.values[property], one) : one;
  return Array.isArray(value) ? value.map(rename) : rename(value);
}
