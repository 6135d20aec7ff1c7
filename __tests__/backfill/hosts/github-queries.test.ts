import { expect, test } from '@jest/globals';
import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import * as queries from '../../../src/backfill/hosts/github-queries.ts';

const schema = buildSchema(published.idl, { assumeValid: true });

test.each(Object.entries(queries))('%s fits the schema that GitHub publishes', (_, query) => {
  expect(validate(schema, parse(query))).toEqual([]);
});

test('a field that GitHub does not have would be found', () => {
  const wrong = queries.deploymentsQuery.replace('originalEnvironment', 'firstEnvironment');
  expect(validate(schema, parse(wrong))).toMatchObject([
    { message: expect.stringContaining('firstEnvironment') },
  ]);
});
