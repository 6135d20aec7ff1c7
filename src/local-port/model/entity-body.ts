import { z } from 'zod';
import { entityIdentifier, listedIdentifier, propertyKey } from './identifier.ts';
import type { Json } from './json.ts';
import { searchQuery } from './query-body.ts';

// Port API reference, "Create an entity", "Create multiple entities", "Change an entity", "Update an entity".

const relationValue = z.union([entityIdentifier, z.array(listedIdentifier), z.null(), searchQuery]);
const relations = z.record(z.string(), relationValue).optional();
const team = z.union([z.string(), z.array(z.string()), searchQuery]);
/** Any JSON: the blueprint decides what a property takes. */
const json = z.custom<Json>();
const properties = z.record(z.string(), json);

/** `POST .../entities`; top-level keys beyond these are taken and forgotten. */
export const entityBody = z.object({
  identifier: z.union([entityIdentifier, searchQuery]).optional(),
  title: z.string().optional(),
  icon: z.string().optional(),
  team: team.optional(),
  properties: properties.default({}),
  relations,
});

/** `PUT .../entities/{e}`: no search in place of the identifier. */
export const entityReplacement = entityBody.extend({ identifier: entityIdentifier.optional() });

/** `PATCH .../entities/{e}`: nothing beyond these keys, and `null` clears title, icon and team. */
export const entityPatch = z.strictObject({
  identifier: entityIdentifier.optional(),
  title: z.string().nullable().optional(),
  icon: z.string().nullable().optional(),
  team: team.nullable().optional(),
  properties: z.record(propertyKey, json).default({}),
  relations,
});

/** `POST .../entities/bulk` */
export const bulkBody = z.strictObject({ entities: z.array(entityBody).min(1).max(20) });

/** `POST .../bulk/entities/delete` */
export const bulkDeletionBody = z.strictObject({
  entities: z.array(z.string()).min(1).max(100),
});

/** What all the routes that write an entity have in common. */
export type EntityInput = z.infer<typeof entityBody> | z.infer<typeof entityPatch>;
export type RelationInput = z.infer<typeof relationValue>;
