import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isInShard } from '../../src/backfill/is-in-shard.ts';
import { parseShard } from '../../src/options/parse-shard.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('shards', () => {
  test('every repository belongs to exactly one of any number of shards', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (slug, count) => {
        const owners = Array.from({ length: count }, (_, index) => index + 1).filter((index) =>
          isInShard(slug, { index, count }, sha256),
        );
        expect(owners).toHaveLength(1);
      }),
    );
  });

  test('400 repositories spread over 16 shards without an empty or a crowded one', () => {
    const sizes = Array.from({ length: 16 }, (_, index) =>
      Array.from({ length: 400 }, (__, repository) => `acme/service-${repository}`).filter((slug) =>
        isInShard(slug, { index: index + 1, count: 16 }, sha256),
      ),
    ).map(({ length }) => length);
    expect(Math.min(...sizes)).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(45);
  });

  test.each([
    ['3/16', { value: { index: 3, count: 16 } }],
    ['1/1', { value: { index: 1, count: 1 } }],
  ])('%s is a part of a whole', (text, parsed) => {
    expect(parseShard(text)).toEqual(parsed);
  });

  test.each(['0/16', '17/16', '3', '3/0', '-1/4', '1/2/3', 'a/b', '1/5000'])(
    '%s is none',
    (text) => {
      expect(parseShard(text)).toMatchObject({ problem: 'is no part of a whole' });
    },
  );
});
