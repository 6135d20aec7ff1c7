import { describe, expect, test } from '@jest/globals';
import { toEntity } from '../../src/deployment/entity.ts';
import {
  pullRequestRelations,
  pullRequestSearches,
} from '../../src/deployment/pull-request-relations.ts';
import type { Change } from '../../src/deployment/record.ts';
import { minimal } from './any-record.ts';
import { ownNames } from './own-names.ts';

const change = (url: string | null, mergedAt: string | null = null, number = 1): Change => ({
  sha: `${number}`,
  authoredAt: '2026-01-01T00:00:00.000Z',
  pullRequest: { number, url, mergedAt },
});

const pull = (number: number): string => `https://github.com/acme/shop/pull/${number}`;

const only = (property: string, operator: string, value: unknown) => ({
  combinator: 'and',
  rules: [{ property, operator, value }],
});

describe('the searches for the pull requests of a deployment', () => {
  test('look for the links: of the one merged last, and of all, each once', () => {
    const changes = [
      change(pull(1), '2026-01-02T00:00:00.000Z', 1),
      change(pull(2), '2026-01-03T00:00:00.000Z', 2),
      change(pull(2), '2026-01-03T00:00:00.000Z', 2),
      change(pull(3), null, 3),
    ];
    expect(pullRequestSearches(changes)).toEqual({
      pullRequest: only('link', '=', pull(2)),
      pullRequests: only('link', 'in', [pull(2), pull(1), pull(3)]),
    });
  });

  test.each([
    ['https://github.com/acme/shop/pull/7', 'pullRequest'],
    ['https://github.acme.example/team/shop/pull/7', 'pullRequest'],
    ['https://gitlab.com/acme/team/shop/-/merge_requests/7', 'mergeRequest'],
    ['http://gitlab.acme.example:8080/shop/-/merge_requests/7', 'mergeRequest'],
    ['https://dev.azure.com/acme/Web%20Shop/_git/shop/pullrequest/7', 'azureDevopsPullRequest'],
    ['https://tfs.acme.example/tfs/Main/Shop/_git/shop/pullrequest/7', 'azureDevopsPullRequest'],
  ])('take %s for a %s', (link, relation) => {
    expect(Object.keys(pullRequestSearches([change(link)]))).toEqual([relation, 'pullRequests']);
  });

  test('know none where there is no link to a page', () => {
    expect(pullRequestSearches([])).toEqual({});
    expect(pullRequestSearches([change(null), change(''), change('javascript:alert(1)')])).toEqual(
      {},
    );
    expect(pullRequestSearches([{ sha: 'a', authoredAt: '2026-01-01T00:00:00Z' }])).toEqual({});
  });

  test('of a host with links of another form look for all of them alone', () => {
    const link = 'https://bitbucket.org/acme/shop/pull-requests/7';
    expect(Object.keys(pullRequestSearches([change(link)]))).toEqual(['pullRequests']);
  });

  test('stay within what Port finds by one search: the newest hundred', () => {
    const many = Array.from({ length: 150 }, (_, index) =>
      change(pull(index + 1), null, index + 1),
    );
    const rule = pullRequestSearches(many).pullRequests?.rules[0];
    expect(rule?.value).toHaveLength(100);
    expect(rule?.value).toContain(pull(150));
    expect(rule?.value).not.toContain(pull(50));
  });
});

describe('the entity', () => {
  const record = { ...minimal, changes: [change(pull(1))] };

  test('has those relations that the account has, under its names', () => {
    const names = { ...ownNames, relations: { pullRequest: 'change' } };
    expect(toEntity(record, names, ['pullRequest', 'mergeRequest']).relations).toEqual({
      service: only('$title', '=', 'shop'),
      change: only('link', '=', pull(1)),
    });
  });

  test('has none where nobody knows what the account has', () => {
    expect(Object.keys(toEntity(record, ownNames).relations)).toEqual(['service']);
  });

  test('of a deployment without pull requests has none', () => {
    expect(Object.keys(toEntity(minimal, ownNames, pullRequestRelations).relations)).toEqual([
      'service',
    ]);
  });
});
