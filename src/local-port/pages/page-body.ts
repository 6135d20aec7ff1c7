import { z } from 'zod';
import { query } from '../model/query-body.ts';
import { widget } from './widget-body.ts';

// Port API reference, "Create a page", "Change a page", "Update a page's permissions".

/** Besides the letters of identifiers, the names of Port's own pages. */
const pageIdentifier = z
  .string()
  .min(1)
  .regex(
    /^(?!\.{1,2}$)(?:[A-Za-z0-9@_.:\\/=-]|\$team\b|\$users\b|\$user\b|\$AuditLog\b|\$run\b|\$RunsHistory\b|\$home)*$/,
    'must match the pattern of page identifiers',
  );

const common = {
  title: z.string().optional(),
  description: z.string().optional(),
  icon: z.string().optional(),
  blueprint: z.string().optional(),
  parent: z.string().nullable().optional(),
  after: z.string().nullable().optional(),
  section: z.enum(['software_catalog', 'organization']).optional(),
  showInSidebar: z.boolean().optional(),
  locked: z.boolean().optional(),
  pageFilters: z
    .array(
      z.strictObject({
        identifier: z.string(),
        title: z.string(),
        query: z.strictObject({
          combinator: z.literal('and'),
          rules: query.shape.rules,
          blueprint: z.string().optional(),
        }),
      }),
    )
    .optional(),
  widgets: z.array(widget).optional(),
};

const type = z.enum([
  ...(['run', 'user', 'team', 'entity', 'users-and-teams', 'runs-history', 'audit-log'] as const),
  ...(['blueprint-entities', 'dashboard', 'home'] as const),
]);

const page = z.object({
  ...common,
  identifier: pageIdentifier,
  type: type.optional(),
  sidebar: z.literal('catalog').nullable().optional(),
  requiredQueryParams: z.array(z.string()).optional(),
});

/** `POST /v1/pages`; keys beyond these are taken and kept, as `protected` in Port's own dashboards. */
export const pageBody: z.ZodType<PageBody> = page.loose();

/** `PUT /v1/pages/{id}` */
export const pageReplacement: z.ZodType<PageReplacement> = page
  .partial({ identifier: true })
  .loose();

/** `PATCH /v1/pages/{id}`: nothing beyond these keys, and no `type`. */
export const pagePatch = z.strictObject({ ...common, identifier: pageIdentifier.optional() });

const holders = z.strictObject({
  roles: z.array(z.string()).optional(),
  users: z.array(z.string()).optional(),
  teams: z.array(z.string()).optional(),
});

/** `PATCH /v1/pages/{id}/permissions` */
export const permissionsPatch = z.strictObject({
  read: holders.optional(),
  update: holders.optional(),
});

/** `POST /v1/pages/{id}/widgets` */
export const widgetAddition = z.strictObject({ parentWidgetId: z.string(), widget });

export type PageBody = z.infer<typeof page>;
type PageReplacement = Omit<PageBody, 'identifier'> & { readonly identifier?: string | undefined };
