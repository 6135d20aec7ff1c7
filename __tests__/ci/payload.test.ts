import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { payloadOf } from '../../src/ci/payload.ts';

const payload = payloadOf({
  text: ' a ',
  blank: ' ',
  number: 7,
  digits: '12345678901234567890',
  yes: true,
  nothing: null,
  list: [{ n: 1 }, 'x', null, { n: 2 }],
  deep: { er: { text: 'b' } },
});

test('values are found by their path and their type', () => {
  expect(payload?.text('text')).toBe('a');
  expect(payload?.text('deep.er.text')).toBe('b');
  expect(payload?.number('number')).toBe(7);
  expect(payload?.id('number')).toBe('7');
  expect(payload?.id('digits')).toBe('12345678901234567890');
  expect(payload?.isTrue('yes')).toBe(true);
  expect(payload?.has('deep.er')).toBe(true);
  expect(payload?.isNull('nothing')).toBe(true);
  expect(payload?.list('list')?.map((one) => one.number('n'))).toEqual([1, 2]);
});

test.each([
  'blank',
  'number',
  'nothing',
  'missing',
  'deep.er',
  'deep.er.text.length',
  'list',
  'constructor.name',
  '__proto__',
])('no text is at %s', (path) => {
  expect(payload?.text(path)).toBeNull();
});

test('what is not there is neither null nor true nor a list', () => {
  expect(payload?.isNull('missing')).toBe(false);
  expect(payload?.isTrue('text')).toBe(false);
  expect(payload?.list('missing')).toBeNull();
  expect(payload?.id('text')).toBeNull();
  expect(payload?.has('list')).toBe(false);
});

test.each([null, 1, 'x', [], [{}]])('%j is no payload', (json) => {
  expect(payloadOf(json)).toBeNull();
});

test('any JSON can be asked for any path', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.string()), (json, keys) => {
      const one = payloadOf(json);
      const path = keys.join('.');
      const values = [one?.text(path), one?.number(path), one?.id(path), one?.list(path)];
      expect(one === null || !values.includes(undefined)).toBe(true);
    }),
  );
});
