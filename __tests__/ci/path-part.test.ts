import { expect, test } from '@jest/globals';
import { pathPart } from '../../src/ci/path-part.ts';

test('encodes what an address would read otherwise', () => {
  expect(pathPart('Web Shop')).toBe('Web%20Shop');
  expect(pathPart('50%? #1')).toBe('50%25%3F%20%231');
  expect(pathPart('Größe 🚀')).toBe('Gr%C3%B6%C3%9Fe%20%F0%9F%9A%80');
});

test.each([null, '', '.', '..', 'a/b', 'a\\b', 'half a pair \uD83D'])(
  'has no part for %j',
  (text) => {
    expect(pathPart(text)).toBeNull();
  },
);

test('leaves names alone that begin with dots', () => {
  expect(pathPart('...')).toBe('...');
  expect(pathPart('.github')).toBe('.github');
});
