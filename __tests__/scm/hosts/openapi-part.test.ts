import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { type Json, openapiPart } from './openapi-part.ts';

const named: Json = {
  branch: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', example: 'main' },
      state: { type: 'string', nullable: true, enum: ['open', 'closed'] },
      parent: { $ref: '#/components/schemas/branch', nullable: true },
      owner: { nullable: true, oneOf: [{ type: 'string' }, { $ref: '#/components/schemas/none' }] },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      other: { type: 'object' },
    },
  },
  none: { type: 'object', properties: {}, additionalProperties: false },
};

const isPart = (value: unknown): boolean =>
  new Ajv({ strict: false }).validate(
    openapiPart(
      { type: 'array', minItems: 2, items: { $ref: '#/components/schemas/branch' } },
      named,
    ),
    [value],
  );

describe('a part of what is described', () => {
  test.each([
    {},
    { name: 'main', state: null, owner: null },
    { state: 'open', owner: 'jane', parent: { parent: { name: 'a' } } },
    { owner: {}, labels: { kind: 'a' }, other: { anything: 1 } },
  ])('is %j', (value) => expect(isPart(value)).toBe(true));

  test.each([
    null,
    { name: null },
    { named: 'main' },
    { state: 'gone' },
    // Source: OpenAPI Specification 3.0.3, "Reference Object": what stands beside `$ref` is ignored.
    { parent: null },
    { parent: { parent: { name: 7 } } },
    { owner: { login: 'jane' } },
    { labels: { kind: 1 } },
    { other: [] },
  ])('is not %j', (value) => expect(isPart(value)).toBe(false));

  test.each([
    [{ allOf: [{ type: 'object' }] }, 'the keyword allOf is not understood'],
    [{ $ref: '#/components/schemas/tag' }, 'the description has no #/components/schemas/tag'],
  ])('is not known of %j', (schema, message) => {
    expect(() => openapiPart(schema, named)).toThrow(message);
  });
});
