import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toEntity } from '../../src/deployment/entity.ts';
import { packChanges, unpackChanges } from '../../src/deployment/entity-changes.ts';
import type { Change } from '../../src/deployment/record.ts';
import { anyChange, minimal } from './any-record.ts';
import { ownNames } from './own-names.ts';

const limit = 40 * 1024;
const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

const pullRequest = {
  number: 12,
  url: 'https://example.com/12',
  mergedAt: '2026-01-02T00:00:00.000Z',
};
const commit = (index: number, more: Partial<Change> = {}): Change => ({
  sha: index.toString(16).padStart(40, '0'),
  authoredAt: '2026-01-01T00:00:00.000Z',
  ...more,
});
const commits = (count: number, more: Partial<Change> = {}) =>
  Array.from({ length: count }, (_, index) => commit(index, more));

describe('the changes in an entity', () => {
  test('name each pull request once', () => {
    const { packed, isTruncated } = packChanges([
      commit(1, { pullRequest }),
      commit(2, { title: 'Fix', author: '', pullRequest: null }),
      commit(3, { pullRequest: { ...pullRequest } }),
      commit(4, { pullRequest: { number: 13, url: null } }),
    ]);
    expect(isTruncated).toBe(false);
    expect(packed).toEqual({
      commits: [
        { sha: commit(1).sha, authoredAt: '2026-01-01T00:00:00.000Z', pullRequest: 0 },
        { sha: commit(2).sha, authoredAt: '2026-01-01T00:00:00.000Z', title: 'Fix' },
        { sha: commit(3).sha, authoredAt: '2026-01-01T00:00:00.000Z', pullRequest: 0 },
        { sha: commit(4).sha, authoredAt: '2026-01-01T00:00:00.000Z', pullRequest: 1 },
      ],
      pullRequests: [pullRequest, { number: 13 }],
    });
  });

  test('are cut at 40 KiB, from the end, and the entity says so with the true count', () => {
    const changes = commits(2000, { title: 'ü'.repeat(40), pullRequest });
    const { properties } = toEntity({ ...minimal, changes }, ownNames);
    expect(bytes(properties.changes)).toBeLessThanOrEqual(limit);
    expect(bytes(properties.changes)).toBeGreaterThan(limit - 250);
    expect(properties).toMatchObject({ changesTruncated: true, changeCount: 2000 });
    const read = unpackChanges(properties.changes) ?? [];
    expect(read.map(({ sha }) => sha)).toEqual(changes.slice(0, read.length).map(({ sha }) => sha));
    expect(read.at(-1)?.pullRequest?.number).toBe(12);
  });

  test('240 commits of a few pull requests fit', () => {
    const changes = commits(240, {
      title: 'Add the thing that was asked for',
      author: 'jane',
      pullRequest,
    });
    expect(packChanges(changes).isTruncated).toBe(false);
  });

  test('that were cut before stay marked', () => {
    const { properties } = toEntity(
      { ...minimal, changes: commits(1), changesTruncated: true },
      ownNames,
    );
    expect(properties.changesTruncated).toBe(true);
    expect(
      toEntity({ ...minimal, changesTruncated: true }, ownNames).properties.changesTruncated,
    ).toBe(true);
  });

  test('one that is too large for all is left out, not sent in parts', () => {
    const { packed, isTruncated } = packChanges([
      commit(1, { title: 'x'.repeat(limit) }),
      commit(2),
    ]);
    expect(packed).toEqual({ commits: [] });
    expect(isTruncated).toBe(true);
  });

  test('whatever they are, they fit, and what was kept is a beginning of them', () => {
    fc.assert(
      fc.property(fc.array(anyChange), fc.nat({ max: 300 }), (changes, times) => {
        const many = Array.from({ length: times }, () => changes).flat();
        const { packed, isTruncated } = packChanges(many);
        expect(bytes(packed)).toBeLessThanOrEqual(limit);
        const read = unpackChanges(JSON.parse(JSON.stringify(packed))) ?? [];
        expect(read.length === many.length).toBe(!isTruncated);
        expect(read.map(({ sha }) => sha)).toEqual(
          many.slice(0, read.length).map(({ sha }) => sha),
        );
      }),
    );
  });

  test.each([null, 'text', 7, [], {}, { commits: 'x' }, { commits: null }])(
    '%j are none',
    (value) => {
      expect(unpackChanges(value)).toBeNull();
    },
  );

  test('that are malformed are left out one by one', () => {
    const { sha, authoredAt } = commit(1);
    const value = {
      commits: [
        null,
        'x',
        {},
        { sha },
        { sha: 7, authoredAt },
        { sha, authoredAt, title: 7, pullRequest: 9 },
        { sha, authoredAt, pullRequest: 0 },
      ],
      pullRequests: [{ url: 'x' }],
    };
    const read = { sha, authoredAt, title: null, author: null, pullRequest: null };
    expect(unpackChanges(value)).toEqual([read, read]);
  });
});
