import { z } from 'zod';
import type { Json, JsonObject } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';

// Port API reference, "Create an integration", "Update an integration", "Update an integration's config".

const object = z.custom<JsonObject>(isJsonObject, 'must be object');
const filter = z.string();
const searchIdentifier = z.strictObject({
  combinator: z.string(),
  rules: z.array(z.looseObject({})),
});
const mapping = z.looseObject({
  identifier: z.union([filter, searchIdentifier]),
  blueprint: filter,
  title: filter.optional(),
  properties: z.looseObject({}).optional(),
  relations: z.looseObject({}).optional(),
});

/** A mapping as the API takes it; more is said by `mappings lint`. */
const config = z.looseObject({
  createMissingRelatedEntities: z.boolean().optional(),
  deleteDependentEntities: z.boolean().optional(),
  resources: z
    .array(
      z.looseObject({
        kind: z.string(),
        selector: z.looseObject({ query: filter.optional() }),
        port: z.looseObject({
          entity: z.looseObject({ mappings: z.union([mapping, z.array(mapping)]) }),
        }),
      }),
    )
    .optional(),
});

const configBody = z.custom<JsonObject>().superRefine((value, context) => {
  for (const issue of config.safeParse(value).error?.issues ?? []) {
    context.addIssue({ code: 'custom', message: issue.message, path: issue.path });
  }
});

/** `PATCH /v1/integration/{id}/config` */
export const integrationConfigPatch = z.strictObject({ config: configBody.nullable() });

const common = {
  title: z.string().nullable().optional(),
  version: z.string().optional(),
  installationAppType: z.string().optional(),
  changelogDestination: object.optional(),
  config: configBody.nullable().optional(),
};

/** `PATCH /v1/integration/{id}`; further keys are taken and forgotten. */
export const integrationPatch = z.object({
  ...common,
  actionsProcessingEnabled: z.boolean().optional(),
  spec: object.optional(),
});

/** `POST /v1/integration` */
export const integrationBody = z.strictObject({
  ...common,
  title: z.string().optional(),
  config: configBody.optional(),
  installationId: z.string().min(1),
});

const payloads = z.array(z.custom<Json>());
const source = z.record(z.string(), payloads);

/** `PUT /_local/integrations/{id}`: an installation, and what there is in its tool. */
export const installation = z.strictObject({
  installationAppType: z.string().min(1),
  title: z.string().nullable().default(null),
  version: z.string().default('1.0.0'),
  config: configBody.nullable().default(null),
  source: source.default({}),
});

/** `PUT /_local/integrations/{id}/source` */
export const sourceBody = source;

/** `POST /_local/integrations/{id}/ingest` */
export const ingestBody = z.strictObject({ kind: z.string(), payloads });
