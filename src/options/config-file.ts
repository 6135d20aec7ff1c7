import { isScalar, parseDocument } from 'yaml';
import { type AccountNames, noAccountNames } from './account-names.ts';
import { everyOption } from './every-option.ts';
import { type OptionSpec, variableOf } from './option.ts';
import type { OptionProblem } from './option-problem.ts';
import { parseBlueprint } from './parse-blueprint.ts';
import { suggest } from './suggest.ts';

/** What a config file may say: option values as text, and names that differ in an account. */
export interface ConfigFile {
  readonly values: Readonly<Record<string, string>>;
  readonly names: AccountNames;
  readonly problems: readonly OptionProblem[];
}

const nameSections = ['blueprints', 'properties', 'relations', 'values'] as const;

/** Reads a YAML (or JSON) config file by the same table as all other sources; every problem names the key. */
export function parseConfigFile(
  path: string,
  text: string,
  options: Readonly<Record<string, OptionSpec>>,
): ConfigFile {
  const document = parseDocument(text, { uniqueKeys: true, version: '1.2' });
  const problems: OptionProblem[] = document.errors.map((error) => ({
    code: 'OPTION_CONFIG_FILE',
    message: `${path}: ${error.message.split('\n')[0]?.replace(/:$/, '') ?? 'not valid YAML'}`,
    hint: 'mend the YAML',
  }));
  if (problems.length > 0) return { values: {}, names: noAccountNames, problems };
  const content: unknown = document.toJS({ maxAliasCount: 100 });
  if (content === null || content === undefined)
    return { values: {}, names: noAccountNames, problems };
  if (!isObject(content)) {
    problems.push({
      code: 'OPTION_CONFIG_FILE',
      message: `${path} is not a list of keys and values`,
      hint: 'write one `option: value` a line',
    });
    return { values: {}, names: noAccountNames, problems };
  }
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(content)) {
    if (key === 'names') continue;
    const option = Object.hasOwn(options, key) ? options[key] : undefined;
    const isOfOtherCommand =
      !option?.inConfig && Object.hasOwn(everyOption, key) && everyOption[key]?.inConfig;
    if (isOfOtherCommand) continue;
    const problem =
      keyProblem(path, key, option, Object.keys({ ...everyOption, ...options })) ??
      valueProblem(path, key, value, option);
    if (problem) problems.push(problem);
    else if (value !== null && option) {
      const node: unknown = document.get(key, true);
      // `version: 1.10` is a version and no 1.1: what YAML takes for a number stays as it was written.
      const written = isScalar(node) && typeof value === 'number' && option.kind !== 'number';
      values[key] = (written && node.source) || asText(value, option);
    }
  }
  return { values, names: parseNames(path, content.names, problems), problems };
}

function keyProblem(
  path: string,
  key: string,
  option: OptionSpec | undefined,
  known: readonly string[],
): OptionProblem | null {
  if (!option) {
    const near = suggest(key, [...known, 'names']);
    return {
      code: 'OPTION_UNKNOWN',
      message: `${path}: unknown key ${key}`,
      hint: near ? `did you mean ${near}?` : 'remove it',
    };
  }
  if (option.inConfig) return null;
  return {
    code: 'OPTION_CONFIG_FILE',
    message: `${path}: ${key} may not stand in the config file`,
    hint: `give it as ${option.variables?.[0] ?? variableOf(key, option)} in the environment`,
  };
}

function valueProblem(
  path: string,
  key: string,
  value: unknown,
  option?: OptionSpec,
): OptionProblem | null {
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  const fits =
    isPlain ||
    (option?.kind === 'object' && isObject(value)) ||
    (option?.kind === 'lines' && (Array.isArray(value) || isObject(value)));
  return fits
    ? null
    : {
        code: 'OPTION_INVALID',
        message: `${path}: ${key} has a value of the wrong kind`,
        hint:
          option?.kind === 'lines'
            ? 'write lines, a list, or keys and values'
            : 'write one plain value',
      };
}

/** A value as the text that the same option has in other sources: lists and maps become lines. */
function asText(value: unknown, option: OptionSpec): string {
  if (option.kind === 'object') return typeof value === 'string' ? value : JSON.stringify(value);
  if (Array.isArray(value))
    return value.map((item) => (isObject(item) ? mapLines(item) : String(item))).join('\n');
  return isObject(value) ? mapLines(value) : String(value);
}

const mapLines = (map: Record<string, unknown>): string =>
  Object.entries(map)
    .map(([key, value]) =>
      value === null ? key : `${key}: ${Array.isArray(value) ? value.join(', ') : String(value)}`,
    )
    .join('\n');

function parseNames(path: string, names: unknown, problems: OptionProblem[]): AccountNames {
  if (names === undefined || names === null) return noAccountNames;
  const bad = (message: string, hint: string): void => {
    problems.push({ code: 'OPTION_INVALID', message: `${path}: ${message}`, hint });
  };
  if (!isObject(names)) {
    bad('names is not a map', `give it one of: ${nameSections.join(', ')}`);
    return noAccountNames;
  }
  for (const key of Object.keys(names)) {
    if ((nameSections as readonly string[]).includes(key)) continue;
    const near = suggest(key, nameSections);
    problems.push({
      code: 'OPTION_UNKNOWN',
      message: `${path}: unknown key names.${key}`,
      hint: near ? `did you mean names.${near}?` : `use one of: ${nameSections.join(', ')}`,
    });
  }
  const section = (key: string, map: unknown): Record<string, string> => {
    if (map === undefined || map === null) return {};
    if (
      isObject(map) &&
      Object.values(map).every((name) => typeof name === 'string' && name !== '')
    ) {
      return map as Record<string, string>;
    }
    bad(`names.${key} is not a map from our name to yours`, 'write `our-name: your-name`');
    return {};
  };
  const values = isObject(names.values) ? names.values : {};
  if (names.values !== undefined && names.values !== null && !isObject(names.values)) {
    bad('names.values is not a map by property', 'write `property: {our value: your value}`');
  }
  const blueprints = section('blueprints', names.blueprints);
  for (const [ours, theirs] of Object.entries(blueprints)) {
    const read = parseBlueprint(theirs);
    if ('problem' in read)
      bad(`names.blueprints.${ours} ${read.problem}: ${JSON.stringify(theirs)}`, read.hint);
  }
  return {
    blueprints,
    properties: section('properties', names.properties),
    relations: section('relations', names.relations),
    values: Object.fromEntries(
      Object.entries(values).map(([key, map]) => [key, section(`values.${key}`, map)]),
    ),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
