import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { letterPattern } from '../../src/host/letter-pattern.ts';

describe('a pattern with letters', () => {
  const words = letterPattern(String.raw`[^\p{L}\p{N}]+`, 'g');
  const name = letterPattern(String.raw`^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/=-]+$`);

  test('finds in any text what the Unicode pattern finds', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: 'binary-ascii', maxLength: 30 }),
      fc.string({ unit: fc.constantFrom('.', 'a', 'Z', '0', 'é', 'ß', '漢', '٣', '\ud800', '-') }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(text.split(words(text))).toEqual(text.split(/[^\p{L}\p{N}]+/gu));
        expect(name(text).test(text)).toBe(/^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/=-]+$/u.test(text));
      }),
    );
  });

  test('knows letters of all alphabets', () => {
    expect(name('größe/漢字').test('größe/漢字')).toBe(true);
    expect(name('a b').test('a b')).toBe(false);
    expect(name('größe 1').test('größe 1')).toBe(false);
  });

  test('is compiled once for each kind of text', () => {
    expect(name('a')).toBe(name('b'));
    expect(name('ä')).toBe(name('ö'));
    expect(name('a')).not.toBe(name('ä'));
  });
});
