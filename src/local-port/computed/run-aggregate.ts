import type {
  AggregateBody,
  AggregateOverTimeBody,
  PropertiesHistoryBody,
} from '../model/aggregate-body.ts';
import type { Entity } from '../model/entity.ts';
import { own } from '../model/json.ts';
import { TimeBuckets } from '../model/time-buckets.ts';
import { dateWindow } from '../query/date-window.ts';
import { findEntities } from '../query/find-entities.ts';
import type { QueryScope } from '../query/predicate.ts';
import { readProperty } from '../query/read-property.ts';
import { type AggregationBehaviour, aggregate, type CalculationSpec } from './aggregate.ts';
import {
  aggregateOverTime,
  averageDivisors,
  countOverTime,
  type Point,
} from './aggregate-over-time.ts';
import { countValues, groupsOf } from './count-values.ts';
import type { PropertyHistory } from './property-history.ts';

/** What `POST /v1/entities/aggregate` gives: one number, or the number of entities by value. */
export interface AggregateResult {
  readonly result: number | null | Readonly<Record<string, number>>;
  readonly matchingBlueprints: readonly string[];
}

/** What `POST /v1/entities/aggregate-over-time` gives; all times in milliseconds since the epoch. */
export interface OverTimeResult {
  readonly minDate: number;
  readonly maxDate: number;
  readonly data: readonly Point[];
}

/** The only line of a chart of entities that are not told apart. */
const countLine = 'count';

/** One number over all entities that the query finds, as a number, pie or bar chart shows it. */
export function runAggregate(
  body: AggregateBody,
  scope: QueryScope,
  behaviour: AggregationBehaviour,
): AggregateResult {
  const { catalog, now } = scope;
  const blueprints = catalog.blueprints().map(({ identifier }) => identifier);
  const entities = [...findEntities(body.query, blueprints, scope)];
  const matchingBlueprints = [...new Set(entities.map(({ blueprint }) => blueprint))];
  if (body.func === 'countValues') {
    return { result: countValues(entities, body, catalog), matchingBlueprints };
  }
  const read = (entity: Entity, key: string) => readProperty(entity, key, catalog);
  const result = aggregate(specOf(body), entities, { read, behaviour, now });
  return { result, matchingBlueprints };
}

/** The points of a line chart over the entities of one blueprint. */
export function runAggregateOverTime(
  body: AggregateOverTimeBody,
  scope: QueryScope,
): OverTimeResult {
  const { catalog, now } = scope;
  const { timeRange, timeInterval, measureTimeBy } = body;
  const { preset, timeZone = 'UTC' } = timeRange;
  const span = dateWindow({ preset }, now, timeZone);
  const buckets = new TimeBuckets(timeInterval, timeZone);
  const entities = [...findEntities(body.query, [body.blueprint], scope)];
  const read = (entity: Entity, key: string) =>
    isCalculation(entity, key, scope) ? undefined : readProperty(entity, key, catalog);
  const readTime = (entity: Entity) => read(entity, measureTimeBy);
  const range = { minDate: span.from, maxDate: span.to };
  if (body.aggregationType === 'aggregatePropertiesValues') {
    const { properties, func } = body;
    const data = aggregateOverTime(entities, readTime, read, properties, func, span, buckets);
    return { ...range, data };
  }
  const { breakdownProperty: property, func } = body;
  const linesOf = (entity: Entity) =>
    property === undefined ? [countLine] : groupsOf(entity, { property }, catalog);
  const data = countOverTime(entities, readTime, linesOf, span, buckets);
  return {
    ...range,
    data: func === 'count' ? data : data.map((one) => divided(one, averageDivisors[timeInterval])),
  };
}

/** Charts over time do not know calculation properties (page "Data widgets", limitations). */
function isCalculation(entity: Entity, key: string, { catalog }: QueryScope): boolean {
  const definitions = catalog.blueprint(entity.blueprint)?.calculationProperties ?? {};
  return own(definitions, key) !== undefined;
}

function divided({ date, ...lines }: Point, divisor: number): Point {
  const entries = Object.entries(lines).map(([line, value]) => [line, value / divisor] as const);
  return Object.fromEntries([...entries, ['date', date]]) as unknown as Point;
}

type NumberBody = Exclude<AggregateBody, { func: 'countValues' }>;

/** An average of nothing in particular is that of all entities. */
function specOf(body: NumberBody): CalculationSpec {
  const { func, averageOf = 'total', measureTimeBy } = body;
  if ('property' in body) {
    const { property } = body;
    return body.func === 'average'
      ? { calculationBy: 'property', func: 'average', property, averageOf, measureTimeBy }
      : { calculationBy: 'property', func: body.func, property };
  }
  return func === 'average'
    ? { calculationBy: 'entities', func: 'average', averageOf, measureTimeBy }
    : { calculationBy: 'entities', func: 'count' };
}

/** The points of a line chart over what properties of one entity have been: each is the last value in its bucket. */
export function runPropertiesHistory(
  { propertyNames, timeInterval = 'day', timeRange }: PropertiesHistoryBody,
  entity: Entity,
  history: PropertyHistory,
  now: number,
): OverTimeResult {
  const { preset, timeZone } = timeRange ?? { preset: 'lastMonth', timeZone: 'UTC' };
  const { from, to } = dateWindow({ preset }, now, timeZone);
  const starts = new TimeBuckets(timeInterval, timeZone).between(from, to);
  const data = starts.map((date, index): Point => {
    const end = Math.min(to, (starts[index + 1] ?? Number.POSITIVE_INFINITY) - 1);
    const lines = propertyNames.flatMap((property): [string, number][] => {
      const value = history.valueAt(entity, property, end);
      return typeof value === 'number' ? [[property, value]] : [];
    });
    return Object.fromEntries([...lines, ['date', date]]) as unknown as Point;
  });
  return { minDate: from, maxDate: to, data };
}
