import { isJsonObject, type JsonObject, objectOrEmpty } from '../port/json.ts';
import { type Hcl, jsonEncoded } from './hcl.ts';
import { blueprintReference } from './terraform-blueprint.ts';

type HclMap = Record<string, Hcl | undefined>;

// Arguments: documentation of the provider port-labs/port-labs, the resource named in each comment.

/** `port_aggregation_properties`: all of a blueprint, because the resource keeps the whole map. */
export function aggregationBody(
  blueprint: string,
  aggregations: unknown,
  exported: ReadonlySet<string>,
): HclMap {
  const entries = Object.entries(objectOrEmpty(aggregations)).flatMap(([id, one]) =>
    isJsonObject(one) ? [[id, aggregation(one, exported)] as const] : [],
  );
  return {
    blueprint_identifier: blueprintReference(blueprint, exported),
    properties: Object.fromEntries(entries),
  };
}

function aggregation(one: JsonObject, exported: ReadonlySet<string>): Hcl {
  const [filter] = Array.isArray(one.pathFilter) ? one.pathFilter.filter(isJsonObject) : [];
  return {
    ...texts(one, ['title', 'icon', 'description']),
    target_blueprint_identifier: blueprintReference(String(one.target), exported),
    method: method(objectOrEmpty(one.calculationSpec)),
    query: isJsonObject(one.query) ? jsonEncoded(one.query) : undefined,
    path_filter:
      filter === undefined
        ? undefined
        : [
            {
              path: (Array.isArray(filter.path) ? filter.path : []).map(String),
              ...(typeof filter.fromBlueprint === 'string'
                ? { from_blueprint: blueprintReference(filter.fromBlueprint, exported) }
                : {}),
            },
          ],
  };
}

/** The four methods of the provider. */
function method({ calculationBy, func, property, averageOf, measureTimeBy }: JsonObject): Hcl {
  const time = String(measureTimeBy ?? '$createdAt');
  if (calculationBy === 'entities') {
    if (func === 'count') return { count_entities: true };
    return { average_entities: { average_of: String(averageOf), measure_time_by: time } };
  }
  if (func !== 'average') {
    return { aggregate_by_property: { func: String(func), property: String(property) } };
  }
  return {
    average_by_property: {
      average_of: String(averageOf),
      measure_time_by: time,
      property: String(property),
    },
  };
}

/** `port_scorecard` */
export function scorecardBody(
  blueprint: string,
  identifier: string,
  body: JsonObject,
  exported: ReadonlySet<string>,
): HclMap {
  const query = (one: unknown): Hcl => {
    const { combinator, conditions } = objectOrEmpty(one);
    return {
      combinator: String(combinator),
      conditions: (Array.isArray(conditions) ? conditions : []).map(jsonEncoded),
    };
  };
  const list = (value: unknown) => (Array.isArray(value) ? value.filter(isJsonObject) : []);
  return {
    identifier,
    blueprint: blueprintReference(blueprint, exported),
    ...texts(body, ['title']),
    levels: list(body.levels).map((level) => texts(level, ['color', 'title'])),
    filter: isJsonObject(body.filter) ? query(body.filter) : undefined,
    rules: list(body.rules).map((rule) => ({
      ...texts(rule, ['identifier', 'title', 'description', 'level']),
      query: query(rule.query),
    })),
  };
}

/** `port_page` */
export function pageBody(identifier: string, body: JsonObject): HclMap {
  return {
    identifier,
    ...texts(body, ['type', 'title', 'icon', 'description']),
    widgets: (Array.isArray(body.widgets) ? body.widgets : []).map(jsonEncoded),
  };
}

/** `port_integration` */
export function integrationBody(installation: string, config: JsonObject): HclMap {
  return { installation_id: installation, config: jsonEncoded(config) };
}

function texts(object: JsonObject, keys: readonly string[]): HclMap {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = object[key];
      return typeof value === 'string' ? [[key, value] as const] : [];
    }),
  );
}
