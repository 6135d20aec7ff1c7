import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
}

interface OperationObject {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean };
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
}

export interface ParameterRule extends Parameter {
  readonly validate: ValidateFunction;
}

/** What the description says about one method of one route. */
export interface Operation {
  readonly segments: readonly string[];
  readonly parameters: readonly ParameterRule[];
  readonly body: { readonly required: boolean; readonly validate: ValidateFunction } | null;
}

export interface ApiDescription {
  /** The operation that a request goes to, `undefined` when the description has none. */
  find(method: string, path: string): Operation | undefined;
}

/** Reads an OpenAPI 3.1 document whose bodies are JSON. Operations are compiled when they are first asked for. */
export function apiDescription(document: ApiDocument): ApiDescription {
  const bodies = validator(document, {});
  // Parameters arrive as text; the description says which of them are numbers, switches or lists.
  const texts = validator(document, { coerceTypes: 'array' });
  const compiled = new Map<string, Operation>();

  function compile(template: string, method: string): Operation {
    const object = document.paths[template]?.[method] ?? {};
    const at = (...rest: readonly (string | number)[]) =>
      pointer('paths', template, method, ...rest);
    return {
      segments: template.split('/'),
      parameters: (object.parameters ?? []).map((parameter, index) => ({
        ...parameter,
        validate: texts.compile({
          type: 'object',
          properties: { value: { $ref: at('parameters', index, 'schema') } },
        }),
      })),
      body: object.requestBody
        ? {
            required: object.requestBody.required ?? false,
            validate: bodies.compile({
              $ref: at('requestBody', 'content', 'application/json', 'schema'),
            }),
          }
        : null,
    };
  }

  return {
    find(method, path) {
      const template = bestTemplate(document, method.toLowerCase(), path);
      if (template === undefined) return undefined;
      const key = `${method} ${template}`;
      const operation = compiled.get(key) ?? compile(template, method.toLowerCase());
      compiled.set(key, operation);
      return operation;
    },
  };
}

function validator(document: ApiDocument, options: { coerceTypes?: 'array' }): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true, ...options });
  addFormats.default(ajv);
  // Not a format of JSON Schema, but one that the description uses.
  ajv.addFormat('url', (text) => URL.canParse(text));
  return ajv.addSchema(document, 'api');
}

const pointer = (...tokens: readonly (string | number)[]) =>
  `api#/${tokens.map((token) => encodeURIComponent(String(token).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;

/** A route with fewer placeholders wins: `/v1/entities/search` is not an entity named search. */
function bestTemplate(document: ApiDocument, method: string, path: string): string | undefined {
  const segments = path.split('/');
  const fitting = Object.entries(document.paths)
    .filter(([template, methods]) => method in methods && fits(template.split('/'), segments))
    .map(([template]) => template);
  return fitting.sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

function fits(template: readonly string[], segments: readonly string[]): boolean {
  if (template.length !== segments.length) return false;
  return template.every((part, index) => isPlaceholder(part) || part === segments[index]);
}

export function isPlaceholder(part: string): boolean {
  return part.startsWith('{');
}
