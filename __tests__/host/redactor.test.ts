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

  test.each([
    ["Python's quote and curl", 'p%40ss%2fw%27d%2ax'],
    ['HTML forms', 'p%40ss%2fw%27d*x'],
    ['RFC 3986', 'p%40ss%2Fw%27d%2Ax'],
    ['encodeURIComponent', "p%40ss%2Fw'd*x"],
  ])('is masked in the percent encoding of %s', (_, form) => {
    const { add, redact } = createRedactor();
    add("p@ss/w'd*x");
    expect(redact(`?secret=${form}&a=b`)).toBe('?secret=***&a=b');
  });

  test.each([
    'a&amp;b&lt;c&gt;d&quot;e&#39;f',
    'a&amp;b&lt;c&gt;d&quot;e&#x27;f',
    'a&amp;b&lt;c&gt;d&#34;e&#39;f',
    'a&amp;b&lt;c&gt;d&quot;e&apos;f',
    'a&amp;b&lt;c&gt;d"e\'f',
    'a&#38;b&#60;c&#62;d&#34;e&#39;f',
  ])('is masked in HTML and XML: %s', (form) => {
    const { add, redact } = createRedactor();
    add('a&b<c>d"e\'f');
    expect(redact(`<p>${form}</p>`)).toBe('<p>***</p>');
  });

  test.each(['a', 'ab', '}', 'key'])('is none when it is as short as %s', (short) => {
    const { add, redact } = createRedactor();
    add(short);
    expect(redact('a key ab {"a": 1}')).toBe('a key ab {"a": 1}');
  });

  test('of several lines does not mask its brackets wherever they stand', () => {
    const { add, redact } = createRedactor();
    const value = '{\n  "private_key": "abcdefgh"\n}';
    add(value);
    expect(redact('{ "private_key": "abcdefgh" } and {}')).toBe('{ *** } and {}');
    expect(redact(`given: ${value}`)).toBe('given: ***');
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
