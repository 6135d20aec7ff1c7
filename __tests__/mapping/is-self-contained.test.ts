import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Jq, loadJq } from '../../src/jq/load-jq.ts';
import { isSelfContained } from '../../src/mapping/is-self-contained.ts';
import { runFilters } from '../../src/mapping/run-filters.ts';

let jq: Jq;
beforeAll(async () => {
  jq = await loadJq();
});

describe('a filter can stand beside others', () => {
  test.each([
    '.a',
    '{a: [.b, (.c)]} | "x\\(.d | "y\\(1)")"',
    '"a ) ] } \\" # no comment"',
    '.a # a comment with a ( and a "',
    '.a # a comment\n| .b',
  ])('%s', (filter) => expect(isSelfContained(filter)).toBe(true));

  test.each(['.a) | (.b', '[.a', '.a]', '"abc', '"a\\(.b"', '"a\\(.b"c)"', '{a: 1]', '# (\n)'])(
    'but not %s',
    (filter) => expect(isSelfContained(filter)).toBe(false),
  );
});

describe('many filters in one program', () => {
  test('give what each gives alone', () => {
    const filters = ['.a', '.b | tostring', '.a | sub("x"; "y")', 'empty', 'error(null)', '1, 2'];
    expect(runFilters(jq, filters, { a: 1, b: [2] })).toEqual([
      { value: 1 },
      { value: '[2]' },
      { error: 'number (1) cannot be matched, as it is not a string' },
      { error: 'the filter gives no output' },
      { error: 'null' },
      { value: 1 },
    ]);
  });

  test('are not harmed by one that does not compile, halts, or would close the others', () => {
    const [broken, halting, closing, fine] = runFilters(
      jq,
      ['.a &&', 'halt_error', '.a)]}) | ([{(.b', '.a'],
      { a: 1 },
    );
    expect(broken).toMatchObject({ error: expect.stringContaining('no valid jq') });
    expect(halting).toHaveProperty('error');
    expect(closing).toMatchObject({ error: expect.stringContaining('no valid jq') });
    expect(fine).toEqual({ value: 1 });
  });

  test('two halves of a string are not one filter', () => {
    for (const answer of runFilters(jq, ['"', '"'], null)) expect(answer).toHaveProperty('error');
  });

  test('never differ from single ones, whatever the filters are', () => {
    const piece = fc.constantFrom(
      ...[
        '.a',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '"',
        '\\(',
        '#',
        '\n',
        '|',
        ',',
        ' ',
        'def f: 1;',
        'f',
        '1',
        '+',
        ':',
        "'",
      ],
    );
    const filter = fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(filter, { minLength: 1, maxLength: 4 }), (filters) => {
        const alone = filters.map((one) => runFilters(jq, [one], { a: 1 })[0]);
        const together = runFilters(jq, filters, { a: 1 });
        expect(together.map(resultOf)).toEqual(alone.map(resultOf));
      }),
      { numRuns: 150 },
    );
  });
});

const resultOf = (answer: object | undefined) =>
  answer && 'value' in answer ? { value: answer.value } : 'error';
