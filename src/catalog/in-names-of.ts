import { isJsonObject, type JsonObject } from '../port/json.ts';
import { blueprintName, type Names, propertyName, relationName, valueName } from './names.ts';
import type { Thing } from './thing.ts';

/** The definition of a thing as it stands in an account that calls some things differently. */
export function inNamesOf(names: Names, thing: Thing): JsonObject | null {
  const { kind, owner, id, definition } = thing;
  // Mappings were written in the account's names.
  if (definition === null || kind === 'mapping') return definition;
  if (kind === 'mirror') return { ...definition, path: renamePath(names, owner, definition.path) };
  if (kind === 'property') return renameWords(names, owner, id, definition);
  return renameObject(names, owner, definition);
}

/** Keys whose text is the id of a property of the blueprint at hand. */
const propertyKeys = new Set(['property', 'measureTimeBy', 'breakdownProperty']);
/** Keys whose list holds such ids. */
const propertyLists = new Set(['properties', 'shown', 'order', 'hidden', 'groupBy']);

function renameObject(names: Names, on: string, object: JsonObject): JsonObject {
  // What is counted or shown decides whose properties are meant.
  const about = firstText(object.target, object.blueprint) ?? on;
  const entries = Object.entries(object).map(([key, value]) => {
    if (key === 'blueprintConfig') return [key, renameTables(names, value)] as const;
    if (key === 'value') return [key, renameValue(names, about, object)] as const;
    return [key, renameEntry(names, about, key, value)] as const;
  });
  return Object.fromEntries(entries);
}

function renameEntry(names: Names, on: string, key: string, value: unknown): unknown {
  if (typeof value === 'string') {
    if (['target', 'blueprint', 'fromBlueprint'].includes(key)) return blueprintName(names, value);
    if (key === 'calculation') return renameCalculation(names, on, value);
    return propertyKeys.has(key) ? propertyName(names, on, value) : value;
  }
  if (Array.isArray(value)) {
    if (key === 'path') return renameRelations(names, on, value);
    const isList = propertyLists.has(key);
    return value.map((one: unknown) => {
      if (isJsonObject(one)) return renameObject(names, on, one);
      return isList && typeof one === 'string' ? propertyName(names, on, one) : one;
    });
  }
  return isJsonObject(value) ? renameObject(names, on, value) : value;
}

function renameValue(names: Names, on: string, { property, value }: JsonObject): unknown {
  if (property === '$blueprint' && typeof value === 'string') return blueprintName(names, value);
  return typeof property === 'string' ? valueName(names, on, property, value) : value;
}

/** Settings of tables stand under the blueprint that they are for. */
function renameTables(names: Names, value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([blueprint, settings]) => [
      blueprintName(names, blueprint),
      isJsonObject(settings) ? renameObject(names, blueprint, settings) : settings,
    ]),
  );
}

/** Relations from what is counted to the owner of the metric: the first is the counted one's, the next a service's. */
function renameRelations(names: Names, on: string, path: readonly unknown[]): unknown[] {
  return path.map((relation, index) =>
    typeof relation === 'string'
      ? relationName(names, index === 0 ? on : 'service', relation)
      : relation,
  );
}

function renameCalculation(names: Names, on: string, calculation: string): string {
  return calculation
    .replace(
      /\.properties\.(\w+) == "([^"]*)"/g,
      (_, property: string, value: string) =>
        `.properties.${property} == ${JSON.stringify(valueName(names, on, property, value))}`,
    )
    .replace(/\.properties\.(\w+)/g, (_, id: string) => `.properties${access(names, on, id)}`);
}

/** Ids with other signs than letters, digits and `_` do not stand behind a dot in jq. */
function access(names: Names, on: string, id: string): string {
  const name = propertyName(names, on, id);
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function renamePath(names: Names, owner: string, path: unknown): unknown {
  if (typeof path !== 'string') return path;
  const [relation = '', ...rest] = path.split('.');
  return [relationName(names, owner, relation), ...rest].join('.');
}

/** The words that a property may have, and their colours. */
function renameWords(names: Names, owner: string, id: string, definition: JsonObject): JsonObject {
  const { enum: words, enumColors: colours, ...rest } = definition;
  if (!Array.isArray(words)) return definition;
  const rename = (word: unknown) => valueName(names, owner, id, word);
  const entries = Object.entries(isJsonObject(colours) ? colours : {});
  return {
    ...rest,
    enum: words.map(rename),
    ...(entries.length === 0
      ? {}
      : { enumColors: Object.fromEntries(entries.map(([word, one]) => [rename(word), one])) }),
  };
}

const firstText = (...values: readonly unknown[]): string | undefined =>
  values.find((value): value is string => typeof value === 'string' && value !== '');
