import { z } from 'zod';
import { parseRfc3339 } from './rfc3339.ts';

// Port API reference, "Search entities", "Search a blueprint's entities"; the operators' spellings are Port's own.

const combinator = z.enum(['and', 'or']);

/** A time in a query. */
export const dateTime = z
  .string()
  .refine((text) => parseRfc3339(text) !== null, { error: 'must be an RFC 3339 date-time' });

const contextual = z.looseObject({
  context: z.enum(['user', 'userTeams']),
  property: z.string(),
});
const property = z.union([z.string(), contextual]);
const scalar = z.union([z.null(), z.string(), z.number(), z.boolean()]);

/** Rolling windows of days, and the calendar days around now. */
export const presets = [
  'today',
  'tomorrow',
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
  'nextDay',
  'nextWeek',
  'next2Weeks',
  'nextMonth',
  'next3Months',
  'next6Months',
  'next12Months',
] as const;

const dateRange = z.union([
  z.looseObject({ from: dateTime, to: dateTime }),
  z.looseObject({ preset: z.enum(presets) }),
]);
const dateRule = z.strictObject({
  property,
  operator: z.enum(['between', 'notBetween', '=']),
  value: z.union([dateRange, contextual]),
});

const emptiness = z.enum(['isEmpty', 'isNotEmpty']);
const emptyRule = z.strictObject({ operator: emptiness, property: z.string() });

const orderRule = z.strictObject({
  property,
  operator: z.enum(['>', '>=', '<', '<=']),
  value: z.union([z.number(), dateTime, contextual]),
});

const expiryRule = z.strictObject({
  operator: z.enum(['isExpired', 'isNotExpired']),
  property: z.string(),
});

const comparison = z.enum([
  '=',
  '!=',
  'containsAny',
  'contains',
  'doesNotContains',
  'beginsWith',
  'doesNotBeginsWith',
  'endsWith',
  'doesNotEndsWith',
  'in',
  'notIn',
]);
const comparisonRule = z.strictObject({
  property,
  operator: comparison,
  value: z.union([scalar, z.array(z.string()), contextual]),
});
/** Only the search of all blueprints takes lists of anything but texts. */
const listRule = z.strictObject({
  property,
  operator: comparison,
  value: z.union([z.array(z.number()), z.array(z.boolean())]),
});

const relatedRule = z.strictObject({
  operator: z.literal('relatedTo'),
  blueprint: z.string(),
  value: z.union([z.string(), z.array(z.string())]),
  direction: z.enum(['upstream', 'downstream']).optional(),
  required: z.boolean().optional(),
});

const schemaRule = z.strictObject({
  propertySchema: z.strictObject({
    type: z.string(),
    format: z.string().optional(),
    items: z.looseObject({ type: z.string(), format: z.string().optional() }).optional(),
  }),
  operator: z.enum(['=', '!=', 'contains']),
  value: scalar.optional(),
});

const hop = z.union([
  z.string(),
  z.looseObject({
    relation: z.string().optional(),
    maxHops: z.number().min(1).max(15).optional(),
  }),
]);
const pathRule = z.strictObject({
  operator: z.literal('matchAny'),
  property: z.union([
    z.strictObject({ path: z.array(hop), fromBlueprint: z.string().optional() }),
    property,
  ]),
  value: z.union([z.array(z.string()), z.string(), contextual]),
});

const commonRules = [
  dateRule,
  emptyRule,
  orderRule,
  expiryRule,
  comparisonRule,
  relatedRule,
  schemaRule,
  pathRule,
] as const;

/** Rules that only the search of one blueprint knows. */
const targetProperty = z.enum(['$title', '$identifier']).optional();
const flatValue = z.union([scalar, z.array(z.string())]);
const relationRule = z.strictObject({
  relation: z.string(),
  targetProperty,
  operator: comparison,
  value: flatValue,
});
const relationEmptyRule = z.strictObject({
  relation: z.string(),
  targetProperty,
  operator: emptiness,
});
const scorecardRule = z.strictObject({
  scorecard: z.string(),
  scorecardRule: z.string().optional(),
  operator: comparison,
  value: flatValue,
});
const scorecardEmptyRule = z.strictObject({
  scorecard: z.string(),
  scorecardRule: z.string().optional(),
  operator: emptiness,
});

/** The query of `POST /v1/entities/search` and of aggregation properties. */
export const query = z.strictObject({
  combinator,
  get rules() {
    return z.array(z.union([...commonRules, listRule, query]));
  },
});

/** The query of `POST /v1/blueprints/{b}/entities/search`. */
export const blueprintQuery = z.strictObject({
  combinator,
  get rules() {
    return z.array(
      z.union([
        ...commonRules,
        relationRule,
        relationEmptyRule,
        scorecardRule,
        scorecardEmptyRule,
        blueprintQuery,
      ]),
    );
  },
});

/** The narrower query that may stand for an identifier or a relation in the body of an entity. */
export const searchQuery = z.strictObject({
  combinator,
  get rules() {
    return z.array(
      z.union([
        z.strictObject({
          property: z.string(),
          operator: z.literal('='),
          value: z.union([z.string(), z.number(), z.null()]),
        }),
        z.strictObject({
          property: z.string(),
          operator: z.enum(['in', 'containsAny']),
          value: z.array(z.string()),
        }),
        z.strictObject({
          property: z.string(),
          operator: z.literal('contains'),
          value: z.union([z.string(), z.array(z.string()), z.null()]),
        }),
        searchQuery,
      ]),
    );
  },
});

/** Either query, as the engine takes it. */
export type Query = z.infer<typeof blueprintQuery> | z.infer<typeof query>;
export type Rule = Query['rules'][number];
export type SearchQuery = z.infer<typeof searchQuery>;
export type DateRange = z.infer<typeof dateRange>;
export type Preset = (typeof presets)[number];
export type Hop = z.infer<typeof hop>;
export type ComparisonOperator = z.infer<typeof comparison>;
export type Contextual = z.infer<typeof contextual>;
export type OrderOperator = z.infer<typeof orderRule>['operator'];
export type RelatedRule = z.infer<typeof relatedRule>;
