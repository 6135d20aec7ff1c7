import { z } from 'zod';
import type { Behaviour } from '../behaviour.ts';
import { aggregationProperties } from './aggregation-body.ts';
import { colours } from './colours.ts';
import { blueprintIdentifier, propertyKey } from './identifier.ts';

// What the routes take: Port API reference, "Create a blueprint", "Change a blueprint", "Update a blueprint".

const types = ['string', 'number', 'boolean', 'object', 'array'] as const;
const formats = [
  'date-time',
  'url',
  'email',
  'idn-email',
  'ipv4',
  'ipv6',
  'markdown',
  'yaml',
  'user',
  'blueprints',
  'team',
  'timer',
  'proto',
  'labeled-url',
] as const;
const specs = ['open-api', 'embedded-url', 'async-api'] as const;
const title = z.string().max(100);

const url = z.string().refine((text) => URL.canParse(text), { error: 'must be a URL' });

const specAuthentication = z.strictObject({
  clientId: z.string(),
  authorizationUrl: url,
  tokenUrl: url,
  authorizationScope: z.array(z.string()).optional(),
});

/** A property keeps whatever JSON-schema keyword it has besides these. */
const property = z.looseObject({
  type: z.enum(types),
  title: title.optional(),
  description: z.string().optional(),
  icon: z.string().optional(),
  format: z.enum(formats).optional(),
  spec: z.enum(specs).optional(),
  specAuthentication: specAuthentication.optional(),
});

const relation = z.strictObject({
  title: title.optional(),
  description: z.string().optional(),
  type: z.string().optional(),
  target: z.string(),
  required: z.boolean(),
  many: z.boolean(),
});

const mirrorProperty = z.strictObject({
  title: title.optional(),
  path: z
    .string()
    .regex(/^(?:[A-Za-z0-9@_=\-$]+\.)+?(\w|\$|@|-)*?[^.]+$/, 'must be a path: relation.property'),
});

const calculationProperty = z.strictObject({
  calculation: z.string(),
  type: z.enum(types),
  title: title.optional(),
  description: z.string().optional(),
  icon: z.string().optional(),
  // The published list lacks `blueprints` and `timer` here.
  format: z.enum(formats).exclude(['blueprints', 'timer']).optional(),
  spec: z.enum(specs).optional(),
  specAuthentication: specAuthentication.optional(),
  colorized: z.boolean().optional(),
  colors: z.record(z.string(), z.enum(colours)).optional(),
  items: z
    .looseObject({ type: z.enum(types).optional(), format: z.string().optional() })
    .optional(),
});

const ownership = z.union([
  z.strictObject({ type: z.literal('Inherited'), path: z.string(), title: title.optional() }),
  z.strictObject({ type: z.literal('Direct'), title: title.optional() }),
]);

const changelogDestination = z.union([
  z.strictObject({ type: z.literal('KAFKA') }),
  z.strictObject({
    type: z.literal('WEBHOOK'),
    url,
    agent: z.boolean().optional(),
  }),
]);

const schema = z.strictObject({
  properties: z.record(propertyKey, property),
  required: z.array(z.string()).optional(),
});

/** A patch may leave the type of a property that exists already. */
const schemaPatch = z.strictObject({
  properties: z.record(propertyKey, property.partial({ type: true })),
  required: z.array(z.string()).optional(),
});

const blueprintTitle = z.string().min(1).max(100);

const rest = {
  description: z.string().max(200).optional(),
  icon: z.string().optional(),
  relations: z.record(propertyKey, relation).optional(),
  mirrorProperties: z.record(propertyKey, mirrorProperty).optional(),
  calculationProperties: z.record(propertyKey, calculationProperty).optional(),
  ownership: ownership.optional(),
  /** The older spelling of inherited ownership. */
  teamInheritance: z.strictObject({ path: z.string() }).optional(),
  changelogDestination: changelogDestination.optional(),
};

function bodies(object: typeof z.strictObject | typeof z.object) {
  const optional = {
    ...rest,
    aggregationProperties: aggregationProperties(object).optional(),
  };
  // Top-level keys beyond these are taken and forgotten.
  const create = z.object({
    identifier: blueprintIdentifier,
    title: blueprintTitle,
    schema,
    ...optional,
  });
  return {
    /** `POST /v1/blueprints` */
    create,
    /** `PUT /v1/blueprints/{id}` */
    replace: create.partial({ identifier: true }),
    /** `PATCH /v1/blueprints/{id}` */
    patch: z.object({
      identifier: blueprintIdentifier.optional(),
      title: blueprintTitle.optional(),
      schema: schemaPatch.optional(),
      ...optional,
    }),
  };
}

/** The bodies of the blueprint routes, by what happens to keys in `calculationSpec` that do not belong there. */
export const blueprintBodies = {
  '422': bodies(z.strictObject),
  stripped: bodies(z.object),
} satisfies Record<Behaviour['extraCalculationSpecKeys'], unknown>;

type Bodies = (typeof blueprintBodies)['422'];
export type BlueprintBody = z.infer<Bodies['create']>;
export type BlueprintReplacement = z.infer<Bodies['replace']>;
export type BlueprintPatch = z.infer<Bodies['patch']>;
export type Property = z.infer<typeof property>;
export type Relation = z.infer<typeof relation>;
