import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { type OpenapiAddress, openapiAddress } from './openapi-address.ts';
import {
  answersOf,
  type OpenapiDocument,
  type OpenapiOperation,
  type OpenapiParameter,
  parametersOf,
} from './openapi-document.ts';
import { type Json, openapiPart } from './openapi-part.ts';

/** A request to an API and what came back. */
export interface Exchange {
  readonly method: string;
  /** Below the address of the API. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly status: number;
  readonly body: unknown;
}

/** Holds exchanges against what an API says of itself. */
export interface OpenapiDescription {
  /** The route of a request, as in `GET /orgs/{org}/repos`; `null` where there is none. */
  routeOf(exchange: Exchange): string | null;
  /** What is not as described in the request, and in the answer where its status is described; one line each. */
  problemsOf(exchange: Exchange): readonly string[];
}

interface Route {
  /** The method and the path with its placeholders. */
  readonly name: string;
  readonly method: string;
  readonly address: OpenapiAddress;
  readonly parameters: readonly OpenapiParameter[];
  readonly operation: OpenapiOperation;
}

interface Rules {
  readonly request: ValidateFunction;
  readonly answers: Readonly<Record<string, ValidateFunction>>;
}

const options: Options = { strict: false, allErrors: true, logger: false };

/** Compiles only the routes that are asked: a description may have a thousand. */
export function openapiDescription(document: OpenapiDocument): OpenapiDescription {
  const { schemas } = document.components;
  const ofAnswers = addFormats.default(new Ajv(options));
  // All that stands in an address is text.
  const ofAddresses = addFormats.default(new Ajv({ ...options, coerceTypes: true }));
  const routes = routesOf(document);
  const compiled = new Map<Route, Rules>();

  function rulesOf(route: Route): Rules {
    const known = compiled.get(route);
    if (known !== undefined) return known;
    const answers = answersOf(document, route.operation).map(
      ([status, schema]) => [status, ofAnswers.compile(openapiPart(schema, schemas))] as const,
    );
    const request = ofAddresses.compile(schemaOfRequest(route.parameters, schemas));
    const rules = { request, answers: Object.fromEntries(answers) };
    compiled.set(route, rules);
    return rules;
  }

  const routeOf = ({ method, path }: Exchange): Route | undefined =>
    routes.find((one) => one.method === method && one.address.valuesIn(path) !== null);

  return {
    routeOf: (exchange) => routeOf(exchange)?.name ?? null,
    problemsOf(exchange) {
      const { method, path, query, status, body } = exchange;
      const route = routeOf(exchange);
      if (route === undefined) return [`${method} ${path} is no route`];
      const { request, answers } = rulesOf(route);
      const asked = { path: route.address.valuesIn(path), query: textsOf(query) };
      return [
        ...linesOf(request, asked, `${route.name} is asked`),
        ...linesOf(answers[status], body, `${route.name} answers ${status}`),
      ];
    },
  };
}

/** Where several fit a path, the one that is meant stands first. */
const routesOf = (document: OpenapiDocument): readonly Route[] =>
  Object.entries(document.paths)
    .flatMap(([template, operations]) =>
      Object.entries(operations).map(([verb, operation]) => {
        const parameters = parametersOf(document, operation);
        const [method, address] = [verb.toUpperCase(), openapiAddress(template, parameters)];
        return { name: `${method} ${template}`, method, address, parameters, operation };
      }),
    )
    .sort((a, b) => b.address.fixed - a.address.fixed);

/** A name that is given twice is a list, which no parameter of GitHub's lists is. */
const textsOf = (query: URLSearchParams): Record<string, unknown> =>
  Object.fromEntries(
    [...new Set(query.keys())].map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );

function schemaOfRequest(parameters: readonly OpenapiParameter[], schemas: Json): Json {
  const placed = (place: string) => {
    const own = parameters.filter((one) => one.in === place);
    return {
      type: 'object',
      required: own.filter(({ required }) => required === true).map(({ name }) => name),
      properties: Object.fromEntries(
        own.map((one) => [one.name, openapiPart(schemaOf(one), schemas)]),
      ),
      additionalProperties: false,
    };
  };
  return { type: 'object', properties: { path: placed('path'), query: placed('query') } };
}

/** GitHub tells the largest value in words only. */
function schemaOf({ schema, description = '' }: OpenapiParameter): Json {
  const [, largest] = /\(max (\d+)\)/.exec(description) ?? [];
  return largest === undefined ? schema : { ...schema, maximum: Number(largest) };
}

function linesOf(
  validate: ValidateFunction | undefined,
  value: unknown,
  what: string,
): readonly string[] {
  if (validate === undefined || validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${what}: ${wordsOf(error)}`);
}

function wordsOf({ instancePath, message, params }: ErrorObject): string {
  const more = params.additionalProperty ?? params.allowedValues?.join(', ') ?? '';
  return `${instancePath || '/'} ${message}${more === '' ? '' : `: ${more}`}`;
}
