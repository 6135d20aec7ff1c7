import type { Json } from '../model/json.ts';
import type { TimeBuckets, TimeInterval } from '../model/time-buckets.ts';
import { medianOf, sumOf, timeOf } from './aggregate.ts';

/** How the values of one bucket become one number. Page "Data widgets", line charts. */
export type BucketFunction = 'sum' | 'average' | 'min' | 'max' | 'median' | 'last';

/** What an average number of entities in a bucket is divided by (page "Data widgets", count entities). */
export const averageDivisors: Readonly<Record<TimeInterval, number>> = {
  hour: 60,
  day: 24,
  isoWeek: 7,
  month: 30,
  quarter: 90,
};

/** One point of a chart: the start of its bucket, and a number for each line that has one there. */
export interface Point {
  readonly date: number;
  readonly [line: string]: number;
}

/** The times between which entities count, both included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** An entity at its time. */
interface Timed<T> {
  readonly entity: T;
  readonly time: number;
}

/** How many entities fall into each bucket; one line for each text that `lineOf` gives, or none for an entity. */
export function countOverTime<T>(
  entities: readonly T[],
  readTime: (entity: T) => Json | undefined,
  linesOf: (entity: T) => readonly string[],
  span: Span,
  buckets: TimeBuckets,
): readonly Point[] {
  const byBucket = inBuckets(entities, readTime, span, buckets);
  const all = [...byBucket.values()].flat().flatMap(({ entity }) => linesOf(entity));
  const lines = new Set(all);
  return [...byBucket].map(([date, timed]) => {
    const counts = new Map([...lines].map((line) => [line, 0]));
    for (const line of timed.flatMap(({ entity }) => linesOf(entity))) {
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
    return point(date, counts);
  });
}

/** One number for each property and bucket that has values. */
export function aggregateOverTime<T>(
  entities: readonly T[],
  readTime: (entity: T) => Json | undefined,
  read: (entity: T, property: string) => Json | undefined,
  properties: readonly string[],
  func: BucketFunction,
  span: Span,
  buckets: TimeBuckets,
): readonly Point[] {
  return [...inBuckets(entities, readTime, span, buckets)].map(([date, timed]) => {
    const sorted = [...timed].sort((a, b) => a.time - b.time);
    const values = properties.flatMap((property): [string, number][] => {
      const numbers = sorted
        .map(({ entity }) => read(entity, property))
        .filter((value) => typeof value === 'number');
      return numbers.length === 0 ? [] : [[property, reduce(func, numbers)]];
    });
    return point(date, values);
  });
}

function reduce(func: BucketFunction, numbers: readonly number[]): number {
  switch (func) {
    case 'sum':
      return sumOf(numbers);
    case 'average':
      return sumOf(numbers) / numbers.length;
    case 'min':
      return numbers.reduce((least, one) => Math.min(least, one));
    case 'max':
      return numbers.reduce((most, one) => Math.max(most, one));
    case 'median':
      return medianOf(numbers);
    case 'last':
      return numbers.at(-1) ?? 0;
  }
}

function inBuckets<T>(
  entities: readonly T[],
  readTime: (entity: T) => Json | undefined,
  { from, to }: Span,
  buckets: TimeBuckets,
): ReadonlyMap<number, readonly Timed<T>[]> {
  const starts = buckets.between(from, to);
  const found = starts.map((date) => [date, [] as Timed<T>[]] as const);
  for (const entity of entities) {
    const time = timeOf(readTime(entity));
    if (time === null || time < from || time > to) continue;
    found[lastNotAfter(time, starts)]?.[1].push({ entity, time });
  }
  return new Map(found);
}

/** The index of the last of some ascending times that is not after the given one; the first is never after it. */
function lastNotAfter(time: number, ascending: readonly number[]): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((ascending[middle] ?? 0) <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A line may have any name, `__proto__` too. */
function point(date: number, values: Iterable<readonly [string, number]>): Point {
  return Object.fromEntries([...values, ['date', date]]) as unknown as Point;
}
