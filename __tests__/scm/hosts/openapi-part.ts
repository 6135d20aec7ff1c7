/** Any object of JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** What hides in these keywords is only about a whole answer, or only explains. */
const leftOut = new Set([
  ...['required', 'minItems', 'minProperties', 'discriminator'],
  ...['title', 'description', 'example', 'examples', 'default', 'deprecated', 'externalDocs'],
]);
const kept = new Set([
  ...['enum', 'format', 'pattern', 'maxItems', 'minimum', 'maximum', 'minLength', 'maxLength'],
]);

/**
 * The JSON Schema for a part of what a schema of OpenAPI 3.0 describes: nothing has to be there, and what is there has
 * to be of the described kind, without properties that are not described. A keyword that is not understood throws.
 * Source: OpenAPI Specification 3.0.3, "Schema Object".
 */
export function openapiPart(schema: Json, named: Json): Json {
  const definitions: Record<string, Json> = {};
  return { ...part(schema), definitions };

  function part(given: Json): Json {
    // What stands beside a reference does not count.
    if (typeof given.$ref === 'string') return reference(given.$ref);
    const found: Record<string, unknown> = {};
    for (const [keyword, value] of Object.entries(given)) {
      if (kept.has(keyword)) found[keyword] = value;
      else if (!isKnown(keyword)) throw new Error(`the keyword ${keyword} is not understood`);
    }
    const alternatives = (given.oneOf ?? given.anyOf) as readonly Json[] | undefined;
    // Parts of different things may look the same, so one of them is not asked for.
    if (alternatives) found.anyOf = alternatives.map(part);
    if (given.type !== undefined) found.type = given.type;
    if (given.items !== undefined) found.items = part(given.items as Json);
    return withNull(given, { ...found, ...members(given) });
  }

  function members({ properties = {}, additionalProperties: others }: Json): Json {
    const described = Object.entries(properties as Record<string, Json>);
    return {
      properties: Object.fromEntries(described.map(([name, one]) => [name, part(one)])),
      additionalProperties:
        typeof others === 'object' ? part(others as Json) : (others ?? described.length === 0),
    };
  }

  function reference(to: string): Json {
    const name = to.replace('#/components/schemas/', '');
    if (definitions[name] === undefined) {
      const schema = named[name] as Json | undefined;
      if (schema === undefined) throw new Error(`the description has no ${to}`);
      definitions[name] = {};
      definitions[name] = part(schema);
    }
    return { $ref: `#/definitions/${name}` };
  }
}

const isKnown = (keyword: string): boolean =>
  leftOut.has(keyword) ||
  keyword.startsWith('x-') ||
  ['type', 'nullable', 'oneOf', 'anyOf', 'items', 'properties', 'additionalProperties'].includes(
    keyword,
  );

function withNull({ nullable }: Json, { anyOf, enum: values, ...schema }: Json): Json {
  const orNull = <Value>(list: unknown, value: Value) =>
    nullable === true ? [...(list as readonly unknown[]), value] : list;
  return {
    ...schema,
    ...(schema.type === undefined || nullable !== true
      ? {}
      : { type: orNull([schema.type], 'null') }),
    ...(anyOf === undefined ? {} : { anyOf: orNull(anyOf, { type: 'null' }) }),
    ...(values === undefined ? {} : { enum: orNull(values, null) }),
  };
}
