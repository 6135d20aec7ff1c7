import { z } from 'zod';
import { presets, query } from '../model/query-body.ts';
import { widgetCommon } from './widget-common.ts';

// Port API reference, "Create a page": the charts. Names, lists and lengths are the published schema's.

const operators = ['>', '>=', '<', '<=', '=', '!='] as const;
const colours = [
  ...['blue', 'turquoise', 'orange', 'purple', 'pink', 'yellow', 'green', 'red', 'gold'],
  ...['silver', 'paleBlue', 'darkGray', 'lightGray', 'bronze', 'lime', 'olive', 'brown'],
] as const;

const dataset = z.union([query, query.shape.rules]);

/** A number chart keeps keys that are not listed here; which ones it needs depends on what it shows. */
export const numberChart = z
  .looseObject({
    ...widgetCommon,
    type: z.literal('entities-number-chart'),
    unit: z.enum(['none', '$', '€', '£', '%', 'custom']),
    unitCustom: z.string().optional(),
    unitAlignment: z.enum(['left', 'right']).optional(),
    chartType: z.string().optional(),
    calculationBy: z.enum(['entities', 'property']).optional(),
    func: z.string().optional(),
    averageOf: z.enum(['hour', 'day', 'week', 'month', 'total']).optional(),
    measureTimeBy: z.string().optional(),
    property: z.string().optional(),
    entity: z.string().optional(),
    dataset: dataset.optional(),
    displayFormatting: z.enum(['none', 'round', 'custom']).optional(),
    decimalPlaces: z.enum(['.0', '.00', '.000', '.0000', '.00000']).optional(),
    emptyStateText: z.string().optional(),
    conditionalFormatting: z
      .array(
        z.looseObject({
          operator: z.enum(operators),
          value: z.number(),
          color: z.enum(colours as unknown as readonly [string, ...string[]]).optional(),
          message: z.string().max(50).optional(),
          description: z.string().max(200).optional(),
        }),
      )
      .optional(),
  })
  .superRefine((chart, context) => {
    const needs = (...keys: readonly (keyof typeof chart)[]): void => {
      for (const key of keys) {
        if (chart[key] !== undefined) continue;
        context.addIssue({ code: 'custom', message: 'is required', path: [key] });
      }
    };
    if (chart.chartType === 'aggregateByProperty' || chart.chartType === 'countEntities') {
      needs('dataset');
    }
    if (chart.chartType === 'displaySingleProperty') needs('property');
    if (chart.calculationBy === 'property') needs('property');
    if (chart.calculationBy !== undefined) {
      needs('func');
      const allowed = functions[chart.calculationBy];
      if (chart.func !== undefined && !allowed.includes(chart.func)) {
        const message = `must be one of: ${allowed.join(', ')}`;
        context.addIssue({ code: 'custom', message, path: ['func'] });
      }
    }
    if (chart.func === 'average') needs('averageOf');
    if (chart.unit === 'custom') needs('unitCustom');
    if (chart.displayFormatting === 'custom') needs('decimalPlaces');
  });

const functions: Readonly<Record<'entities' | 'property', readonly string[]>> = {
  entities: ['average', 'count'],
  property: ['sum', 'average', 'min', 'max', 'median'],
};

const lineCommon = {
  ...widgetCommon,
  type: z.literal('line-chart'),
  blueprint: z.string(),
  emptyStateText: z.string().optional(),
  timeInterval: z.enum(['hour', 'day', 'isoWeek', 'month', 'quarter']).optional(),
  timeRange: z
    .strictObject({
      preset: z.enum(presets.filter((preset) => !/^next|^tomorrow/.test(preset))),
    })
    .optional(),
  xAxisTitle: z.string().optional(),
  yAxisTitle: z.string().optional(),
};
const properties = z.array(z.string()).min(1);

/** A line chart is one of three, told apart by `chartType`. */
export const lineChart = z.discriminatedUnion('chartType', [
  z.strictObject({
    ...lineCommon,
    chartType: z.literal('propertiesValueHistory'),
    entity: z.string(),
    properties,
  }),
  z.strictObject({
    ...lineCommon,
    chartType: z.literal('aggregatePropertiesValues'),
    func: z.enum(['sum', 'average', 'min', 'max', 'median', 'last']),
    measureTimeBy: z.string(),
    properties,
    dataset: query.optional(),
  }),
  z.strictObject({
    ...lineCommon,
    chartType: z.literal('countEntities'),
    func: z.enum(['count', 'average']),
    measureTimeBy: z.string(),
    breakdownProperty: z.string().optional(),
    dataset: query.optional(),
  }),
]);

/** What a pie or bar is about: a key with the kind of property before it (Port's own dashboards). */
const slice = z
  .string()
  .regex(
    /^(?:\$(?:identifier|title|team)|(?:(?:mirror-|calculation-|aggregation-)?property|relation|scorecard|scorecard-rule)#.+)$/,
    'must begin with the kind of property: property#, mirror-property#, calculation-property#, aggregation-property#, relation#, scorecard# or scorecard-rule#',
  );

const sliced = <const Type extends string>(type: Type) =>
  z.strictObject({
    ...widgetCommon,
    type: z.literal(type),
    blueprint: z.string().optional(),
    dataset: query,
    property: slice,
    emptyStateText: z.string().optional(),
  });

export const pieChart = sliced('entities-pie-chart');
export const barChart = sliced('bar-chart');
