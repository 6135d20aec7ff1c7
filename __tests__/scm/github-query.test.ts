import { expect, test } from '@jest/globals';
import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, parse, print, validate, visit } from 'graphql';
import { pullRequestQuery } from '../../src/scm/github-query.ts';

const schema = buildSchema(published.idl, { assumeValid: true });

const problemsOf = (query: string) => validate(schema, parse(query));

const hashes = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => index.toString(16).padStart(40, '0'));

test.each([1, 2, 100])(
  'the query for %i commits fits the schema that GitHub publishes',
  (count) => {
    expect(problemsOf(pullRequestQuery(hashes(count)))).toEqual([]);
  },
);

test('a field that GitHub does not have would be found', () => {
  const wrong = pullRequestQuery(hashes(1)).replace('mergedAt', 'mergedOn');
  expect(problemsOf(wrong)).toMatchObject([{ message: expect.stringContaining('mergedOn') }]);
});

test('a query for a hundred commits stays far below the limits of nodes and points', () => {
  const query = pullRequestQuery(hashes(100));
  const pages: number[] = [];
  visit(parse(query), {
    Argument: ({ name, value }) => {
      if ((name.value === 'first' || name.value === 'last') && value.kind === 'IntValue')
        pages.push(Number(value.value));
    },
  });
  const [pulls = 0, ...below] = pages;
  expect(below).toHaveLength(3);
  expect(100 * pulls * below.reduce((sum, one) => sum + one, 1)).toBeLessThan(500_000 / 5);
  expect((100 + below.length * 100 * pulls) / 100).toBeLessThan(15);
  expect(print(parse(query))).toContain('c99: object(');
});
