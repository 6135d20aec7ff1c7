import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JqAnswer } from '../../src/jq/jq.ts';
import { type BatchJq, loadJq } from '../../src/jq/load-jq.ts';

let jq: BatchJq;

beforeAll(async () => {
  jq = await loadJq();
});

/** Messages that quote values differ in spaces and in how numbers are written. */
const withoutMessage = (answer: JqAnswer) => ('error' in answer ? 'an error' : answer);

/** Engines that were broken are replaced while the process waits for something. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 1_000));

describe('a program', () => {
  test('gives its outputs in order', () => {
    expect(jq.run('.a, .b', { a: 1, b: 'x' })).toEqual({ outputs: [1, 'x'] });
    expect(jq.run('empty', {})).toEqual({ outputs: [] });
  });

  test('that fails gives the message of jq without its name', () => {
    expect(jq.run('1 / 0', null)).toEqual({
      error: 'number (1) and number (0) cannot be divided because the divisor is zero',
    });
    expect(jq.run('error({code: 7})', null)).toEqual({ error: '(not a string): {"code":7}' });
  });

  test('sees no environment', () => {
    expect(jq.run('[env, $ENV]', null)).toEqual({ outputs: [[{}, {}]] });
  });

  test('is no option of the command, whatever it begins with', () => {
    expect(jq.run('-1', null)).toEqual({ outputs: [-1] });
    expect(jq.run('--help', null)).toHaveProperty('error', expect.stringContaining('help/0'));
  });

  test('keeps texts as they are', () => {
    const texts = [
      '',
      'a\nb',
      '\u0000',
      '\u2028',
      '😀',
      '"\\',
      "it's",
      '\u001b[31m',
      ' '.repeat(10_000),
    ];
    for (const text of texts) expect(jq.run('.', text)).toEqual({ outputs: [text] });
  });

  test('gives null for a number beyond the range of JavaScript', () => {
    expect(jq.run('1e1000, 1e10, [1e999]', null)).toEqual({ outputs: [null, 1e10, [null]] });
  });

  test('may be nested or long', () => {
    expect(jq.run(`${'('.repeat(2_000)}1${')'.repeat(2_000)}`, null)).toEqual({ outputs: [1] });
    expect(jq.run(`"${'x'.repeat(200_000)}" | length`, null)).toEqual({ outputs: [200_000] });
  });

  test('gives an error for an input that is nested too deeply', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    expect(jq.run('.', deep)).toEqual({ error: 'the input is nested too deeply' });
    expect(jq.runEach(['1'], [deep, 2])).toEqual([
      [{ error: 'the input is nested too deeply' }],
      [{ outputs: [1] }],
    ]);
  });

  test('with a NUL character is refused, since jq would end it there', () => {
    expect(jq.run('.a\0', { a: 1 })).toEqual({ error: 'the program holds a NUL character' });
    expect(jq.compileError('.a\0')).toBe('the program holds a NUL character');
  });
});

describe('why a program does not compile', () => {
  test('is told with the position in the program itself', () => {
    expect(jq.compileError('.a b')).toBe(
      'syntax error, unexpected IDENT, expecting end of file at line 1, column 4:\n    .a b\n       ^',
    );
    expect(jq.compileError('.a\n| nope(1)')).toBe(
      'nope/1 is not defined at line 2, column 3:\n    | nope(1)\n      ^^^^',
    );
  });

  test('shows nothing that the user did not write', () => {
    for (const program of [
      '',
      '  ',
      '{',
      '.foo | @',
      '"abc',
      'if 1 then',
      'reduce',
      '# c',
      '.[',
      "'a'",
    ]) {
      const message = jq.compileError(program);
      expect([program, message]).toEqual([program, expect.any(String)]);
      expect(message).not.toMatch(/ENV|def env|<top-level>|jq:|empty \|/);
    }
  });

  test('is told of a program that is only whole inside of parentheses or of a definition', () => {
    for (const program of ['1) | (2', '1; def g: 2', '1)', '.a, (']) {
      expect([program, jq.compileError(program)]).toEqual([program, expect.any(String)]);
      expect(jq.runEach([program, '3'], [null])).toEqual([
        [{ error: expect.any(String) }, { outputs: [3] }],
      ]);
    }
  });

  test('is null for a program that compiles, which is not run', () => {
    for (const program of ['.', 'repeat(1)', 'def f: f; f', '. # comment \\', 'halt', 'input']) {
      expect([program, jq.compileError(program)]).toEqual([program, null]);
    }
  });
});

describe('many programs in one call', () => {
  test('give their first outputs by input and program', () => {
    expect(jq.runEach(['.a', '.a, 2', 'empty'], [{ a: 1 }, { a: 'x' }])).toEqual([
      [{ outputs: [1] }, { outputs: [1] }, { outputs: [] }],
      [{ outputs: ['x'] }, { outputs: ['x'] }, { outputs: [] }],
    ]);
    expect(jq.runEach([], [1, 2])).toEqual([[], []]);
    expect(jq.runEach(['.'], [])).toEqual([]);
  });

  test('fail each for itself', () => {
    const programs = [
      '.a.b',
      '1 / 0',
      'error(null)',
      '.a b',
      '.a',
      'halt',
      '"x" | halt_error',
      'input',
      '. # \\',
    ];
    expect(jq.runEach(programs, [{ a: 1 }])).toEqual([
      [
        { error: 'Cannot index number with string ("b")' },
        { error: expect.stringContaining('divisor is zero') },
        { error: '(not a string): null' },
        { error: expect.stringContaining('unexpected IDENT') },
        { outputs: [1] },
        { outputs: [] },
        { error: 'x' },
        { error: 'break' },
        { outputs: [{ a: 1 }] },
      ],
    ]);
  });

  test('do not see the inputs and definitions of each other', () => {
    const programs = [
      '[., input]',
      'def f: 1; f',
      '[inputs]',
      'try f catch "none"',
      '5 as $x | $x',
      '. as $y | $y',
    ];
    const rows = jq.runEach(programs, [10, 20]);
    expect(rows[0]).toEqual([
      { error: 'break' },
      { outputs: [1] },
      { outputs: [[]] },
      { error: expect.stringContaining('f/0 is not defined') },
      { outputs: [5] },
      { outputs: [10] },
    ]);
    expect(rows[1]?.at(-1)).toEqual({ outputs: [20] });
  });

  test('equal one run for each program and input', () => {
    const program = fc.constantFrom(
      ...[
        '.',
        '.a',
        '.b[0]',
        'length',
        '.a + 1',
        'tojson',
        'keys',
        '.[] | .a',
        'empty',
        '1, 2',
        'error',
        'not',
      ],
      ...[
        '.a b',
        'first(.[])',
        '"\\(.a)-x"',
        '[.[]?]',
        'type',
        '.a // "none"',
        'halt',
        '. as [$p] | $p',
      ],
    );
    const property = fc.property(
      fc.array(program, { maxLength: 6 }),
      fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 4 }),
      (programs, inputs) => {
        const single = inputs.map((input) =>
          programs.map((one) => {
            const whole = jq.compileError(one) === null ? `first((${one}))` : one;
            return withoutMessage(jq.run(whole, input));
          }),
        );
        const together = jq.runEach(programs, inputs);
        expect(together.map((row) => row.map(withoutMessage))).toEqual(single);
      },
    );
    fc.assert(property, { numRuns: 60 });
  }, 60_000);

  test('take 10,000 inputs at once', () => {
    const inputs = Array.from({ length: 10_000 }, (_, index) => ({ n: index }));
    const rows = jq.runEach(['.n * 2', '.n | tostring'], inputs);
    expect(rows).toHaveLength(10_000);
    expect(rows[9_999]).toEqual([{ outputs: [19_998] }, { outputs: ['9999'] }]);
  }, 60_000);

  test('may be more than fit into one run', () => {
    const programs = Array.from({ length: 120 }, (_, index) => `. + ${index}`);
    const [row] = jq.runEach(programs, [1]);
    expect(row?.map((answer) => ('outputs' in answer ? answer.outputs[0] : null))).toEqual(
      programs.map((_, index) => 1 + index),
    );
  });
});

describe('a program that never ends', () => {
  test('is stopped, and jq goes on', async () => {
    const short = await loadJq({ timeoutMs: 200 });
    for (const program of ['repeat(1)', 'def f: f; f', 'range(1e15) | empty']) {
      const began = performance.now();
      expect(short.run(program, null)).toEqual({ error: 'the program did not end within 200 ms' });
      expect(performance.now() - began).toBeLessThan(2_000);
      expect(short.run('1 + 1', null)).toEqual({ outputs: [2] });
      await rest();
    }
  }, 60_000);

  test('takes no other program with it, and is not tried twice', async () => {
    const short = await loadJq({ timeoutMs: 2_000, spares: 4 });
    await rest();
    const programs = ['.a', 'def f: f; f', '.b', 'repeat(1)'];
    const inputs = [{ a: 1 }, { a: 2, b: 3 }];
    const stopped = { error: 'the program did not end within 2000 ms' };
    const expected = [
      [{ outputs: [1] }, stopped, { outputs: [null] }, { outputs: [1] }],
      [{ outputs: [2] }, stopped, { outputs: [3] }, { outputs: [1] }],
    ];
    // The first output of `repeat` comes at once.
    const withFirst = [...programs.slice(0, 3), 'first(repeat(1))'];
    expect(short.runEach(withFirst, inputs)).toEqual(expected);
    await rest();
    const began = performance.now();
    expect(short.runEach(withFirst, inputs)).toEqual(expected);
    expect(performance.now() - began).toBeLessThan(1_500);
  }, 60_000);

  test('or that takes all memory leaves jq usable', async () => {
    const own = await loadJq({ timeoutMs: 5_000 });
    expect(own.run('"x" * 2000000000 | length', null)).toHaveProperty('error');
    await rest();
    expect(own.run('def f: 1 + f; f', null)).toHaveProperty('error');
    await rest();
    expect(own.run('1', null)).toEqual({ outputs: [1] });
  }, 60_000);

  test('many times in a row is answered with an error until jq is there again', async () => {
    // An engine that has just started takes tens of milliseconds for its first program, more on a busy machine.
    const short = await loadJq({ timeoutMs: 500 });
    await rest();
    const answers = Array.from({ length: 8 }, () => short.run('repeat(1)', null));
    expect(answers.at(-1)).toEqual({ error: expect.stringContaining('starting again') });
    expect(short.runEach(['.'], [1])).toEqual([
      [{ error: expect.stringContaining('starting again') }],
    ]);
    await rest();
    expect(short.runEach(['.'], [1])).toEqual([[{ outputs: [1] }]]);
  }, 60_000);
});
