import type { Behaviour } from '../behaviour.ts';
import type { StoredAggregation } from '../model/blueprint.ts';
import type { Json } from '../model/json.ts';

/** What is calculated: the `calculationSpec` of an aggregation property, and the same keys in widgets and routes. */
export type CalculationSpec = StoredAggregation['calculationSpec'];
type AverageOf = Extract<CalculationSpec, { averageOf: unknown }>['averageOf'];

/** How aggregations behave where Port is silent. */
export type AggregationBehaviour = Pick<
  Behaviour,
  'aggregationOfNothing' | 'averageSpan' | 'averageMissing'
>;

/** Reads a property or `$meta` key of one entity. */
type ReadValue<T> = (entity: T, key: string) => Json | undefined;

/** What an aggregation needs to know besides the entities. */
export interface AggregationScope<T> {
  readonly read: ReadValue<T>;
  readonly behaviour: AggregationBehaviour;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const hour = 60 * 60 * 1000;
/** A month has 30 days, as in Port's presets and line charts (page "Data widgets"). */
const intervals = { hour, day: 24 * hour, week: 7 * 24 * hour, month: 30 * 24 * hour } as const;

/** Where no time property is named: page "Data widgets", the default of "Measure time by". */
const creationTime = '$createdAt';

/** The number that a calculation gives for entities; `null` where there is none. */
export function aggregate<T>(
  spec: CalculationSpec,
  entities: readonly T[],
  scope: AggregationScope<T>,
): number | null {
  if (spec.func === 'average') return average(spec, entities, scope);
  if (spec.func === 'count') return entities.length || emptyCount(scope);
  const numbers = entities.flatMap((entity) => numberOf(scope.read(entity, spec.property)) ?? []);
  if (numbers.length === 0) return spec.func === 'sum' ? emptyCount(scope) : emptyValue(scope);
  switch (spec.func) {
    case 'sum':
      return sumOf(numbers);
    case 'min':
      return numbers.reduce((least, one) => Math.min(least, one));
    case 'max':
      return numbers.reduce((most, one) => Math.max(most, one));
    case 'median':
      return medianOf(numbers);
  }
}

/** The middle number, or the mean of the two in the middle. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** The sum in the order of the entities. */
export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

/**
 * The sum of the property, or the number of entities, divided by the number of entities (`total`) or by the intervals
 * that they span; "any partial interval is considered as a full interval" (page "Data widgets").
 */
function average<T>(
  spec: Extract<CalculationSpec, { func: 'average' }>,
  entities: readonly T[],
  scope: AggregationScope<T>,
): number | null {
  const { averageOf, measureTimeBy = creationTime } = spec;
  const keepsMissing = scope.behaviour.averageMissing === 'counted';
  const samples = entities.flatMap((entity) => {
    const value =
      spec.calculationBy === 'entities' ? 1 : numberOf(scope.read(entity, spec.property));
    const time = averageOf === 'total' ? null : timeOf(scope.read(entity, measureTimeBy));
    const isMissing = value === null || (averageOf !== 'total' && time === null);
    return isMissing && !keepsMissing ? [] : [{ value: value ?? 0, time }];
  });
  if (samples.length === 0) return emptyValue(scope);
  const sum = sumOf(samples.map(({ value }) => value));
  if (averageOf === 'total') return sum / samples.length;
  const times = samples.flatMap(({ time }) => time ?? []);
  return sum / intervalsIn(times, averageOf, scope);
}

/** How many intervals, full or begun, lie between the first time and the last one, or now. At least one. */
function intervalsIn<T>(
  times: readonly number[],
  averageOf: Exclude<AverageOf, 'total'>,
  { behaviour, now }: AggregationScope<T>,
): number {
  let first = Number.POSITIVE_INFINITY;
  let last = behaviour.averageSpan === 'first-to-now' ? now : Number.NEGATIVE_INFINITY;
  for (const time of times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const span = times.length === 0 ? 0 : last - first;
  return Math.max(1, Math.ceil(span / intervals[averageOf]));
}

const emptyCount = <T>({ behaviour }: AggregationScope<T>): number | null =>
  behaviour.aggregationOfNothing === 'null' ? null : 0;

const emptyValue = <T>({ behaviour }: AggregationScope<T>): number | null =>
  behaviour.aggregationOfNothing === '0' ? 0 : null;

function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** Milliseconds since the epoch of a date-time text. */
export function timeOf(value: Json | undefined): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
