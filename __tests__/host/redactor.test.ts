import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRedactor } from '../../src/host/redactor.ts';

const secret = fc
  .string({ minLength: 6, maxLength: 60, unit: 'binary' })
  .filter((one) => one.trim().length >= 6);

describe('a registered secret', () => {
  test('is masked as it is and in every encoding that carries it', () => {
    const { add, redact } = createRedactor();
    const value = 'p@ss w/rd+"<x>é\n2nd';
    add(value);
    const forms = [
      value,
      JSON.stringify(value).slice(1, -1),
      encodeURIComponent(value),
      encodeURIComponent(value).replaceAll('%20', '+'),
      Buffer.from(value).toString('base64'),
      Buffer.from(value).toString('base64url'),
      Buffer.from(value).toString('hex'),
    ];
    expect(forms.map(redact)).toEqual(forms.map(() => '***'));
  });

  test.each([0, 1, 2])(
    'is masked inside the base64 of a longer text, %i bytes from its start',
    (offset) => {
      const { add, redact } = createRedactor();
      add('the-secret-value');
      const text = Buffer.from(`${'x'.repeat(offset)}the-secret-value tail`).toString('base64');
      const shown = Buffer.from(redact(text).replaceAll('*', ''), 'base64').toString('latin1');
      expect(redact(text)).toContain('***');
      expect(shown).not.toContain('secret-value');
    },
  );

  test('of several lines is masked line by line, as logs show it', () => {
    const { add, redact } = createRedactor();
    add('-----BEGIN-----\nabcdefgh\n');
    expect(redact('found abcdefgh here')).toBe('found *** here');
  });

  test('that is short is masked only where it stands alone', () => {
    const { add, redact } = createRedactor();
    add('ab');
    expect(redact('ab cab "ab"')).toBe('*** cab "***"');
  });

  test('never survives, whatever it is and whatever stands around it', () => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), (value, before, after) => {
        const { add, redact } = createRedactor();
        add(value);
        expect(redact(`${before}${value}${after}`)).not.toContain(value);
        expect(redact(JSON.stringify({ [before]: value }))).not.toContain(
          JSON.stringify(value).slice(1, -1),
        );
      }),
    );
  });

  test('that is empty masks nothing', () => {
    const { add, redact } = createRedactor();
    add('');
    add('  ');
    expect(redact('plain text')).toBe('plain text');
  });
});
