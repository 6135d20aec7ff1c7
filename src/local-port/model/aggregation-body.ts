import { z } from 'zod';
import { propertyKey } from './identifier.ts';
import { query } from './query-body.ts';

// Port API reference, "Create a blueprint", and the page "Aggregation property".

const averageOf = z.enum(['hour', 'day', 'week', 'month', 'total']);
const measureTimeBy = z.string().optional();
const byEntities = z.literal('entities');
const byProperty = z.literal('property');

/** Keys that a variant does not know are refused by a strict object and dropped by a stripping one. */
type ObjectKind = typeof z.strictObject | typeof z.object;

function calculationSpec(object: ObjectKind) {
  return z.union([
    object({ calculationBy: byEntities, func: z.literal('count') }),
    object({ calculationBy: byEntities, func: z.literal('average'), averageOf, measureTimeBy }),
    object({
      calculationBy: byProperty,
      func: z.enum(['sum', 'min', 'max', 'median']),
      property: z.string(),
    }),
    object({
      calculationBy: byProperty,
      func: z.literal('average'),
      property: z.string(),
      averageOf,
      measureTimeBy,
    }),
  ]);
}

/** The aggregation properties of a blueprint, by key. */
export function aggregationProperties(object: ObjectKind) {
  return z.record(
    propertyKey,
    z.strictObject({
      title: z.string().max(100),
      type: z.literal('number').default('number'),
      description: z.string().optional(),
      icon: z.string().optional(),
      target: z.string(),
      query: query.optional(),
      pathFilter: z
        .array(
          z.strictObject({
            path: z.array(z.string()).min(1),
            fromBlueprint: z.string().optional(),
          }),
        )
        .max(1)
        .optional(),
      calculationSpec: calculationSpec(object),
    }),
  );
}
