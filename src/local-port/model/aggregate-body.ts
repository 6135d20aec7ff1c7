import { z } from 'zod';
import { query } from './query-body.ts';
import { timeIntervals } from './time-buckets.ts';

// Port API reference, "Aggregate entities", "Aggregate entities over time", "Fetch the history of an entity's properties".

const averageOf = z.enum(['hour', 'day', 'week', 'month', 'total']).optional();
const common = {
  query,
  averageOf,
  calculationBy: z.string().optional(),
  measureTimeBy: z.string().optional(),
};
const countValues = z.literal('countValues');

/** `POST /v1/entities/aggregate` */
export const aggregateBody = z.union([
  z.strictObject({ func: z.enum(['count', 'average']), ...common }),
  z.strictObject({
    func: z.enum(['sum', 'average', 'min', 'max', 'median']),
    property: z.string(),
    ...common,
  }),
  z.strictObject({ func: countValues, query, property: z.string() }),
  z.strictObject({ func: countValues, query, relation: z.string() }),
  z.strictObject({ func: countValues, query, scorecard: z.string(), rule: z.string().optional() }),
]);

/** Windows that end now; the two longest are only drawn in quarters. */
const preset = z.enum([
  'today',
  'yesterday',
  'lastDay',
  'lastWeek',
  'last2Weeks',
  'lastMonth',
  'last3Months',
  'last6Months',
  'last12Months',
  'last2Years',
  'last3Years',
]);

const timeZone = z.string().refine(isTimeZone, { error: 'must be a time zone' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

interface Timed {
  readonly timeRange?: { readonly preset: string } | undefined;
  readonly timeInterval?: string | undefined;
}

/** Years are only told in quarters. */
function fitsInterval({ timeRange, timeInterval }: Timed): boolean {
  const isLong = timeRange?.preset === 'last2Years' || timeRange?.preset === 'last3Years';
  return !isLong || timeInterval === undefined || timeInterval === 'quarter';
}
const onlyQuarters = {
  error: 'must be "quarter" for a range of years',
  path: ['timeInterval'],
};

const timeInterval = z.enum(timeIntervals);
const overTime = {
  blueprint: z.string(),
  timeRange: z.strictObject({ preset, timeZone: timeZone.optional() }),
  timeInterval,
  query,
  measureTimeBy: z.string(),
};

/** `POST /v1/entities/aggregate-over-time` */
export const aggregateOverTimeBody = z
  .union([
    z.strictObject({
      ...overTime,
      aggregationType: z.literal('aggregatePropertiesValues'),
      func: z.enum(['average', 'sum', 'min', 'max', 'median', 'last']),
      properties: z.array(z.string()),
    }),
    z.strictObject({
      ...overTime,
      aggregationType: z.literal('countEntities'),
      func: z.enum(['count', 'average']),
      breakdownProperty: z.string().optional(),
    }),
  ])
  .refine(fitsInterval, onlyQuarters);

/** `POST /v1/entities/properties-history` */
export const propertiesHistoryBody = z
  .strictObject({
    entityIdentifier: z.string(),
    blueprintIdentifier: z.string(),
    propertyNames: z.array(z.string()),
    timeInterval: timeInterval.optional(),
    timeRange: z.strictObject({ preset, timeZone }).optional(),
  })
  .refine(fitsInterval, onlyQuarters);

export type AggregateBody = z.infer<typeof aggregateBody>;
export type AggregateOverTimeBody = z.infer<typeof aggregateOverTimeBody>;
export type PropertiesHistoryBody = z.infer<typeof propertiesHistoryBody>;
