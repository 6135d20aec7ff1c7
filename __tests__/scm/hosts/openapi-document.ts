import type { Json } from './openapi-part.ts';

export interface OpenapiParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Json;
  /** An extension of octokit: its value may hold slashes. */
  readonly 'x-multi-segment'?: boolean;
}

interface OpenapiResponse {
  readonly content?: Readonly<Record<string, { readonly schema?: Json }>>;
}

interface Reference {
  readonly $ref: string;
}

export interface OpenapiOperation {
  readonly parameters?: readonly (OpenapiParameter | Reference)[];
  readonly responses: Readonly<Record<string, OpenapiResponse | Reference>>;
}

/** As much of an OpenAPI 3.0 document as is read here. */
export interface OpenapiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>>;
  readonly components: {
    readonly schemas: Json;
    readonly parameters: Readonly<Record<string, OpenapiParameter>>;
    readonly responses: Readonly<Record<string, OpenapiResponse>>;
  };
}

export const parametersOf = (
  { components }: OpenapiDocument,
  { parameters = [] }: OpenapiOperation,
): readonly OpenapiParameter[] => parameters.map((one) => resolved(one, components.parameters));

/** The schemas of the answers in JSON, by their status. */
export const answersOf = (
  { components }: OpenapiDocument,
  { responses }: OpenapiOperation,
): readonly (readonly [status: string, schema: Json])[] =>
  Object.entries(responses).flatMap(([status, response]) => {
    const { content } = resolved(response, components.responses);
    const schema = content?.['application/json']?.schema;
    return schema === undefined ? [] : [[status, schema] as const];
  });

function resolved<Value extends object>(
  value: Value | Reference,
  named: Readonly<Record<string, Value>>,
): Value {
  if (!('$ref' in value)) return value;
  const found = named[value.$ref.split('/').at(-1) ?? ''];
  if (found === undefined) throw new Error(`the description has no ${value.$ref}`);
  return found;
}
