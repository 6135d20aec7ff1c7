import { isJsonObject, type JsonObject, objectOrEmpty } from '../port/json.ts';
import { type Hcl, HclExpression, jsonEncoded } from './hcl.ts';

type HclMap = Record<string, Hcl | undefined>;

/** The name of a resource: the identifier with what Terraform does not take replaced. */
export const resourceName = (identifier: string): string => {
  const name = identifier.replace(/[^A-Za-z0-9_-]/g, '_');
  return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
};

/** The identifier of a blueprint, as a reference where its resource stands in the same file. */
export const blueprintReference = (identifier: string, exported: ReadonlySet<string>): Hcl =>
  exported.has(identifier)
    ? new HclExpression(`port_blueprint.${resourceName(identifier)}.identifier`)
    : identifier;

// Arguments: documentation of the provider port-labs/port-labs, resources "port_blueprint" and "port_system_blueprint".
/** What stands in a blueprint, but for its aggregation properties. */
function blueprintParts(body: JsonObject, exported: ReadonlySet<string>): HclMap {
  return {
    properties: propertyGroups(objectOrEmpty(body.schema)),
    relations: mapped(body.relations, ({ title, description, target, required, many }) => ({
      ...given({ title, description }),
      target: blueprintReference(String(target), exported),
      required: required === true,
      many: many === true,
    })),
    mirror_properties: mapped(body.mirrorProperties, ({ title, path }) => given({ title, path })),
    calculation_properties: calculationProperties(body),
  };
}

/** The calculation properties of a blueprint, as both resources have them. */
export const calculationProperties = (body: JsonObject): Hcl | undefined =>
  mapped(body.calculationProperties, (one) =>
    given({
      title: one.title,
      icon: one.icon,
      description: one.description,
      type: one.type,
      calculation: one.calculation,
      format: one.format,
      spec: one.spec,
      spec_authentication: specAuthentication(one),
      colorized: one.colorized,
      colors: one.colors,
      items: one.items,
    }),
  );

/** `port_blueprint`: everything but aggregation properties, which are a resource of their own. */
export function blueprintBody(body: JsonObject, exported: ReadonlySet<string>): HclMap {
  const { identifier, title, icon, description, ownership } = body;
  return {
    ...given({ identifier, title, icon, description }),
    ...(isJsonObject(ownership) ? { ownership: given(ownership) } : {}),
    ...blueprintParts(body, exported),
  };
}

const groups = {
  string: 'string_props',
  number: 'number_props',
  boolean: 'boolean_props',
  array: 'array_props',
  object: 'object_props',
} as const;

/** The provider sorts properties by their type. */
function propertyGroups({ properties, required }: JsonObject): Hcl | undefined {
  const needed = Array.isArray(required) ? required : [];
  const sorted: Record<string, HclMap> = {};
  for (const [id, one] of Object.entries(objectOrEmpty(properties))) {
    if (!isJsonObject(one)) continue;
    const group = groups[one.type as keyof typeof groups];
    if (group === undefined) continue;
    const body = { ...propertyBody(one), ...(needed.includes(id) ? { required: true } : {}) };
    sorted[group] = { ...sorted[group], [id]: body };
  }
  return Object.keys(sorted).length === 0 ? undefined : sorted;
}

const common = ['title', 'icon', 'description'] as const;

function propertyBody(one: JsonObject): HclMap {
  const words = given(Object.fromEntries(common.map((key) => [key, one[key]])));
  const shared = { ...words, ...given({ default: one.default }) };
  switch (one.type) {
    case 'string':
      return {
        ...shared,
        ...given({
          format: one.format,
          spec: one.spec,
          spec_authentication: specAuthentication(one),
          enum: one.enum,
          enum_colors: one.enumColors,
          min_length: one.minLength,
          max_length: one.maxLength,
          pattern: one.pattern,
          date_format: one.date_format,
        }),
      };
    case 'number':
      return {
        ...shared,
        ...given({
          enum: one.enum,
          enum_colors: one.enumColors,
          minimum: one.minimum,
          maximum: one.maximum,
        }),
      };
    case 'object':
      return {
        ...words,
        ...given({ default: asText(one.default), format: one.format, spec: one.spec }),
      };
    case 'array':
      return {
        ...words,
        ...given({ min_items: one.minItems, max_items: one.maxItems }),
        ...items(one),
      };
    default:
      return shared;
  }
}

/** The default of a list is an argument of its items. */
function items({ items: one, default: values }: JsonObject): HclMap {
  if (!isJsonObject(one)) return {};
  const { format, pattern } = one;
  switch (one.type) {
    case 'number':
      return { number_items: given({ default: values }) };
    case 'boolean':
      return { boolean_items: given({ default: values }) };
    case 'object':
      return {
        object_items: given({
          default: Array.isArray(values) ? values.map(asText) : undefined,
          format,
        }),
      };
    default:
      return {
        string_items: given({
          ...{ default: values, format, pattern },
          ...{ enum: one.enum, enum_colors: one.enumColors },
        }),
      };
  }
}

/** An object is given as JSON in a text. */
const asText = (value: unknown): Hcl | undefined =>
  value === undefined || value === null ? undefined : jsonEncoded(value);

function specAuthentication({ specAuthentication: one }: JsonObject): Hcl | undefined {
  if (!isJsonObject(one)) return undefined;
  const { authorizationUrl, tokenUrl, clientId } = one;
  return given({ authorization_url: authorizationUrl, token_url: tokenUrl, client_id: clientId });
}

function mapped(map: unknown, change: (one: JsonObject) => HclMap): Hcl | undefined {
  const entries = Object.entries(objectOrEmpty(map)).flatMap(([id, one]) =>
    isJsonObject(one) ? [[id, change(one)] as const] : [],
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Only what is set; an argument without a value would be a change. */
function given(values: JsonObject): HclMap {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  ) as HclMap;
}
