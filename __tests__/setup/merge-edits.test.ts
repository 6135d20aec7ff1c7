import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mergeEdits } from '../../src/setup/merge-edits.ts';
import { isSameDefinition } from '../../src/setup/same-definition.ts';

const leaf = fc.oneof(fc.integer(), fc.string({ minLength: 1 }), fc.constant(true));
const definition = fc.dictionary(
  fc.constantFrom('title', 'icon', 'query', 'type', '__proto__', 'x'),
  fc.oneof(leaf, fc.array(leaf, { minLength: 1 }), fc.dictionary(fc.constantFrom('a', 'b'), leaf)),
);

describe('merging the edits of a user', () => {
  test('takes ours when they edited nothing', () => {
    fc.assert(
      fc.property(definition, definition, (base, next) => {
        const { definition: merged, conflicts } = mergeEdits(base, base, next);
        expect(isSameDefinition(merged, next)).toBe(true);
        expect(conflicts).toEqual([]);
      }),
    );
  });

  test('keeps theirs when ours has not changed', () => {
    fc.assert(
      fc.property(definition, definition, (base, theirs) => {
        const { definition: merged, conflicts } = mergeEdits(base, theirs, base);
        expect(isSameDefinition(merged, theirs)).toBe(true);
        expect(conflicts).toEqual([]);
      }),
    );
  });

  test('comes to the same when it is done again with what came out', () => {
    fc.assert(
      fc.property(definition, definition, definition, (base, theirs, next) => {
        const once = mergeEdits(base, theirs, next).definition;
        expect(isSameDefinition(mergeEdits(next, once, next).definition, once)).toBe(true);
      }),
    );
  });

  test('names the places where both changed', () => {
    const base = { title: 'a', query: { rules: [1], combinator: 'and' } };
    const theirs = { title: 'b', query: { rules: [2], combinator: 'and' } };
    const next = { title: 'c', query: { rules: [3], combinator: 'or' } };
    expect(mergeEdits(base, theirs, next)).toEqual({
      definition: { title: 'b', query: { rules: [2], combinator: 'or' } },
      conflicts: ['title', 'query.rules'],
    });
  });
});

describe('definitions', () => {
  test('are the same when Port only filled in what was not said', () => {
    const sent = { title: 'Service', target: 'service', required: false, many: false };
    const answered = { target: 'service', title: 'Service', description: null, many: false };
    expect(isSameDefinition(sent, answered)).toBe(true);
  });

  test('are not the same when a word, an order or a rule differs', () => {
    const rules = [{ property: 'a', operator: '=', value: 1 }];
    expect(isSameDefinition({ rules }, { rules: [] })).toBe(false);
    expect(isSameDefinition({ enum: ['a', 'b'] }, { enum: ['b', 'a'] })).toBe(false);
    expect(isSameDefinition({ title: 'a' }, { title: 'A' })).toBe(false);
    expect(isSameDefinition(null, { title: 'a' })).toBe(false);
  });

  test('of a property that is called like a stamp are looked at', () => {
    expect(isSameDefinition({ createdAt: { type: 'string' } }, {})).toBe(false);
    expect(isSameDefinition({ title: 'a', createdAt: '2026-01-01' }, { title: 'a' })).toBe(true);
  });
});
