import { z } from 'zod';
import { colours } from '../model/colours.ts';
import { propertyKey, scorecardIdentifier } from '../model/identifier.ts';
import { dateTime } from '../model/query-body.ts';

// Port API reference, "Create a scorecard", "Change scorecards", "Change a scorecard".

const combinator = z.enum(['and', 'or']);

/** Narrower than those of a search: a scorecard has no `lastDay`, and looks no further forward than tomorrow. */
const presets = [
  'today',
  'tomorrow',
  'yesterday',
  'lastWeek',
  'last2Weeks',
  'lastMonth',
  'last3Months',
  'last6Months',
  'last12Months',
] as const;

const dateRange = z.union([
  z.looseObject({ from: dateTime, to: dateTime }),
  z.looseObject({ preset: z.enum(presets) }),
]);
const comparison = z.enum([
  '=',
  '!=',
  '>',
  '<',
  '>=',
  '<=',
  'contains',
  'doesNotContains',
  'beginsWith',
  'doesNotBeginsWith',
  'endsWith',
  'doesNotEndsWith',
]);
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const oneOf = { operator: z.enum(['containsAny', 'in']), value: z.array(z.string()) };
const compared = { operator: comparison, value };
const empty = { operator: z.enum(['isEmpty', 'isNotEmpty']), not: z.boolean().optional() };
const property = z.string();
const relation = z.string();

const condition = z.union([
  z.strictObject({ property, operator: z.enum(['between', 'notBetween', '=']), value: dateRange }),
  z.looseObject({ property, ...oneOf }),
  z.looseObject({ relation, ...oneOf }),
  z.looseObject({ property, ...compared }),
  z.looseObject({ relation, ...compared }),
  z.looseObject({ property, ...empty }),
  z.looseObject({ relation, ...empty }),
]);

const conditions = z.looseObject({ combinator, conditions: z.array(condition).min(1) });

const rule = z.looseObject({
  identifier: propertyKey,
  title: z.string(),
  description: z.string().optional(),
  level: z.string(),
  query: conditions,
});

const level = z.looseObject({ title: z.string(), color: z.enum(colours) });

/** `POST .../scorecards` and `PUT .../scorecards/{id}` */
export const scorecardBody = z.strictObject({
  identifier: scorecardIdentifier,
  title: z.string(),
  filter: conditions.optional(),
  levels: z.array(level).optional(),
  properties: z.record(propertyKey, z.json()).optional(),
  rules: z.array(rule),
});

/** `PUT .../scorecards`: all scorecards of a blueprint at once. */
export const scorecardsBody = z.array(scorecardBody.extend({ id: z.string().optional() }));

export type ScorecardBody = z.infer<typeof scorecardBody>;
export type Conditions = z.infer<typeof conditions>;
export type Condition = z.infer<typeof condition>;
