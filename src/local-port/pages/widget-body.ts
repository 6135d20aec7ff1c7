import { z } from 'zod';
import { query } from '../model/query-body.ts';
import { barChart, lineChart, numberChart, pieChart } from './chart-bodies.ts';
import { widgetCommon } from './widget-common.ts';

// Port API reference, "Create a page" and "Create a widget".

const table = z.strictObject({
  ...widgetCommon,
  type: z.literal('table-entities-explorer'),
  dataset: query,
  blueprint: z.string().optional(),
  displayMode: z.enum(['tabs', 'single', 'widget']).optional(),
  emptyStateText: z.string().optional(),
  excludedFields: z.array(z.string()).optional(),
  blueprintConfig: z
    .record(
      z.string(),
      z.strictObject({
        title: z.string().max(20).optional(),
        description: z.string().optional(),
        hidden: z.boolean().optional(),
        tabIndex: z.number().optional(),
        filterSettings: z.strictObject({ filterBy: query }).optional(),
        groupSettings: z.strictObject({ groupBy: z.array(z.string()) }).optional(),
        sortSettings: z
          .strictObject({
            sortBy: z
              .array(z.strictObject({ property: z.string(), order: z.enum(['asc', 'desc']) }))
              .optional(),
          })
          .optional(),
        propertiesSettings: z
          .strictObject({
            hidden: z.array(z.string()).optional(),
            order: z.array(z.string()).optional(),
            shown: z.array(z.string()).optional(),
          })
          .optional(),
      }),
    )
    .optional(),
});

const markdown = z
  .looseObject({ ...widgetCommon, type: z.literal('markdown'), title: z.string() })
  .refine(
    (one) =>
      typeof one.markdown === 'string' ||
      (one.source === 'property' &&
        [one.blueprintIdentifier, one.propertyIdentifier, one.entityIdentifier].every(
          (key) => typeof key === 'string',
        )),
    { error: 'must have markdown, or source "property" with blueprint, property and entity' },
  );

const webAddress = z.string().refine((text) => URL.canParse(text), { error: 'must be a URL' });

const iframe = z
  .looseObject({
    ...widgetCommon,
    type: z.literal('iframe-widget'),
    title: z.string(),
    url: webAddress,
    urlType: z.enum(['public', 'protected']),
    tokenUrl: webAddress.optional(),
    authorizationUrl: webAddress.optional(),
    clientId: z.string().optional(),
    scopes: z.array(z.string()).optional(),
  })
  .refine(
    ({ urlType, tokenUrl, authorizationUrl, clientId, scopes }) =>
      urlType === 'public' || (tokenUrl && authorizationUrl && clientId && scopes),
    { error: 'a protected address needs tokenUrl, authorizationUrl, clientId and scopes' },
  );

/** Widgets that this server keeps as they are: only their type is looked at. */
const others = z.looseObject({
  ...widgetCommon,
  type: z.enum([
    ...(['action-card-widget', 'action-runs-table-widget', 'ai-agent', 'entity-details'] as const),
    ...(['entity-info', 'graph-entities-explorer', 'links-widget', 'my-entities'] as const),
    ...(['recently-used-actions', 'recently-viewed-entities', 'run-info', 'runs-table'] as const),
    ...(['table-audit-log', 'table-entities-explorer-by-direction', 'team-info'] as const),
    ...(['teams-table', 'user-info', 'users-table', 'workflow-runs-history-table'] as const),
  ]),
});

/** Rows of columns; `checkWidgets` looks at their sizes and at what stands in them. */
const layout = z.array(
  z.strictObject({
    height: z.number(),
    columns: z.array(z.strictObject({ id: z.string(), size: z.number() })),
  }),
);

const dashboard = z.strictObject({
  ...widgetCommon,
  type: z.literal('dashboard-widget'),
  layout,
  get widgets() {
    return z.array(widget);
  },
});

const grouper = z.strictObject({
  ...widgetCommon,
  type: z.literal('grouper'),
  displayMode: z.enum(['tabs', 'switch']),
  activeGroupUrlParam: z.string().optional(),
  groupsOrder: z.array(z.string()).optional(),
  get groups() {
    return z.array(
      z.strictObject({
        title: z.string(),
        icon: z.string().optional(),
        widgets: z.array(widget),
      }),
    );
  },
});

/** Any widget, with those inside it. */
export const widget: z.ZodType<Widget> = z.lazy(() =>
  z.discriminatedUnion('type', [
    ...[numberChart, lineChart, pieChart, barChart, table, markdown, iframe, others],
    ...[dashboard, grouper],
  ] as never),
);

/** A widget as it is kept: what a client sent, whose type says the rest. */
export interface Widget {
  readonly type: string;
  readonly id?: string;
  readonly layout?: readonly LayoutRow[];
  readonly widgets?: readonly Widget[];
  readonly groups?: readonly { readonly title: string; readonly widgets: readonly Widget[] }[];
  readonly [key: string]: unknown;
}

/** One row of a dashboard. */
export interface LayoutRow {
  readonly height: number;
  readonly columns: readonly { readonly id: string; readonly size: number }[];
}
