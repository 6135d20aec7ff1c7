import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { redactJson } from '../../src/host/redact-json.ts';
import { createRedactor } from '../../src/host/redactor.ts';

const knowing = (...secrets: readonly string[]) => {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.add(secret);
  return redactor;
};

describe('a JSON value', () => {
  test('has secrets masked in texts and keys, at any depth', () => {
    const value = { a: ['x planted y', { planted: null }], b: 'fine', c: 1 };
    expect(redactJson(value, knowing('planted'))).toEqual({
      a: ['x *** y', { '***': null }],
      b: 'fine',
      c: 1,
    });
  });

  test('keeps what is no text, also where a secret looks like it', () => {
    const value = { attempt: 1, ok: true, none: null };
    expect(redactJson(value, knowing('1', 'true', 'null'))).toEqual(value);
  });

  test('without a secret in it stays as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(redactJson(value, knowing())).toEqual(value);
      }),
    );
  });
});
