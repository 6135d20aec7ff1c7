import { describe, expect, test } from '@jest/globals';
import { checkEntityIdentifier, isEntityIdentifier } from '../../src/port/identifier.ts';

describe("an entity's identifier", () => {
  test.each([
    'a',
    'acme/shop/1/1/deploy/shop/production-eu',
    '日本語',
    'a\\b=0020@c_d.e+f:g',
    '...',
    '.a',
    '𝒳',
  ])('may be %s', (text) => {
    expect(isEntityIdentifier(text)).toBe(true);
  });

  test.each([
    '',
    '.',
    '..',
    'a b',
    'a#b',
    'a,b',
    'a(b',
    'a~',
    '50%',
    'a\n',
    '*',
    '🚀',
    'a\ud800',
    'a|b',
    '"a"',
  ])('may not be %j', (text) => {
    expect(isEntityIdentifier(text)).toBe(false);
    expect(() => checkEntityIdentifier(text)).toThrow('not an identifier for an entity in Port');
  });

  test('may have a thousand characters and no more, counted as characters', () => {
    expect(isEntityIdentifier('a'.repeat(1000))).toBe(true);
    expect(isEntityIdentifier('a'.repeat(1001))).toBe(false);
    expect(isEntityIdentifier('𝒳'.repeat(1000))).toBe(true);
    expect(isEntityIdentifier('𝒳'.repeat(1001))).toBe(false);
    expect(() => checkEntityIdentifier('a'.repeat(1001))).toThrow('it has 1001 characters');
  });
});
