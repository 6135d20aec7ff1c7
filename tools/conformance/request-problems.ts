import type { ErrorObject } from 'ajv';
import {
  type ApiDescription,
  isPlaceholder,
  type Operation,
  type ParameterRule,
} from './api-description.ts';
import type { RecordedRequest } from './recorded-request.ts';

/** What the description does not allow about a request, one line each; none when it is valid. */
export function requestProblems(api: ApiDescription, request: RecordedRequest): string[] {
  const operation = api.find(request.method, request.path);
  const name = `${request.method} ${request.path}`;
  if (operation === undefined) return [`${name}: there is no such operation`];
  return [
    ...pathProblems(operation, request),
    ...queryProblems(operation, request),
    ...bodyProblems(operation, request),
  ].map((problem) => `${name}: ${problem}`);
}

function pathProblems({ segments, parameters }: Operation, { path }: RecordedRequest): string[] {
  const given = path.split('/');
  return segments.flatMap((segment, index) => {
    if (!isPlaceholder(segment)) return [];
    const rule = parameters.find((one) => one.in === 'path' && `{${one.name}}` === segment);
    const value = decodeURIComponent(given[index] ?? '');
    return rule ? valueProblems(rule, value) : [];
  });
}

function queryProblems({ parameters }: Operation, { query }: RecordedRequest): string[] {
  const rules = parameters.filter((one) => one.in === 'query');
  const problems: string[] = [];
  for (const rule of rules) {
    const value = query[rule.name];
    if (value !== undefined) problems.push(...valueProblems(rule, value));
    else if (rule.required) problems.push(`query parameter ${rule.name} is missing`);
  }
  for (const name of Object.keys(query)) {
    if (!rules.some((rule) => rule.name === name))
      problems.push(`query parameter ${name} is not known`);
  }
  return problems;
}

function valueProblems(rule: ParameterRule, value: string | readonly string[]): string[] {
  if (rule.validate({ value: typeof value === 'string' ? value : [...value] })) return [];
  return [
    `${rule.in} parameter ${rule.name} is ${JSON.stringify(value)} and ${firstOf(rule.validate.errors)}`,
  ];
}

function bodyProblems({ body }: Operation, request: RecordedRequest): string[] {
  const given = request.body ?? undefined;
  if (body === null) return given === undefined ? [] : ['a body is sent where none belongs'];
  if (given === undefined) return body.required ? ['the body is missing'] : [];
  if (body.validate(given)) return [];
  return [`the body ${firstOf(body.validate.errors)}`];
}

/** The errors that say most: those deepest in the value come from the variant that was meant. */
function firstOf(errors: readonly ErrorObject[] | null | undefined): string {
  const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;
  return [...(errors ?? [])]
    .sort((a, b) => depth(b) - depth(a))
    .slice(0, 3)
    .map(
      (error) =>
        `at ${error.instancePath || '/'} ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`,
    )
    .join('; ');
}
