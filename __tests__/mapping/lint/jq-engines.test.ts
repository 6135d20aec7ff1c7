import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { filtersOf } from '../../../src/mapping/lint/check-filters.ts';
import { jqCalls } from '../../../src/mapping/lint/jq-functions.ts';
import { jqReads } from '../../../src/mapping/lint/jq-reads.ts';
import { jqTokens } from '../../../src/mapping/lint/jq-tokens.ts';
import { newerFunctions, newerThanJq16 } from '../../../src/mapping/lint/newer-jq.ts';
import { parseMapping } from '../../../src/mapping/parse-mapping.ts';
import { programPath } from '../../launcher/toolboxes.ts';
import { engine, projectFile } from './lint.ts';

/** What jq 1.6 says to a program; the machine's jq has to be that version. */
function jq16(program: string): { readonly status: number | null; readonly output: string } {
  const { status, stdout } = spawnSync(programPath('jq'), ['-nc', `${program}\n`], {
    encoding: 'utf8',
  });
  return { status, output: stdout };
}

const compiles16 = (filter: string): boolean => jq16(`empty | (${filter}\n)`).status !== 3;

test('the jq of this machine is 1.6, as in the programs that Port has longest', () => {
  const { stdout } = spawnSync(programPath('jq'), ['--version'], { encoding: 'utf8' });
  expect(stdout.trim()).toMatch(/^jq-1\.6/);
});

test('the functions that jq 1.6 lacks are exactly those that the linter knows', async () => {
  const jq = await engine();
  const answer = jq.run('builtins', null);
  const now = 'outputs' in answer ? (answer.outputs[0] as string[]) : [];
  const then = JSON.parse(jq16('builtins').output) as string[];
  const added = now.filter((name) => !then.includes(name) && !name.startsWith('_'));
  expect(Object.keys(newerFunctions).sort()).toEqual(added.sort());
});

const newer = [
  ...['if . then 1 end', 'if . then 1 elif . == 2 then 3 end', '.a.[0]', '.a.["b"]', '-1 | abs'],
  ...[
    'if . then [1] else [2] end[0]',
    'if . then 1 else 2 end as $x | $x',
    'pick(.a)',
    '" a" | trim',
  ],
  ...['{a: 1 + 2}', '{a: .b // 1}', '{a: .b and true}', '{a: .b == 1, c: 2}', '{a: "b" + .c}'],
  ...['{a: if . then 1 else 2 end}', '{a: reduce .[] as $i (0; 1)}', '{a: try 1}', '{a: 1 - 1}'],
  ...[
    '"a" as $x | {$x: 1}',
    '"x" | scan("x"; "g")',
    'debug("x")',
    '[1] | add(.[])',
    'skip(1; .[])',
  ],
  ...['"x" | trimstr("x")', '{a: {b: 1 * 2}}', '[{a: (1), b: .c > 1}]'],
];
const old = [
  ...[
    'if . then 1 else 2 end',
    'if . then 1 elif . then 2 else 3 end',
    '.a[0]',
    '.a["b"]',
    '."a"."b"',
  ],
  ...['{a: (1 + 2)}', '{a: -1}', '{a: 1 | 2}', '{(.a): 1}', '{"a b": 1, c, "d"}', '{a: .b.c[0]}'],
  ...['{if: 1, and: 2, end: 3}', '. as {a: $x} | $x', '. as [$a, {b: $c}] | $a', '1'],
  ...['(if . then 1 else 2 end) as $x | $x', 'reduce .[] as $i (0; . + $i)', 'def abs: 1; abs'],
  ...['def pick(f): 1; pick(.a)', '.abs', '{abs: 1}', '{abs}', '.trim.pick', '"abs pick(.a)"'],
  ...['# abs\n1', 'if . then (if . then 1 else 2 end) else 3 end', '"\\(if . then 1 else 2 end)"'],
  ...[
    'scan("x")',
    '[.[] | debug]',
    'try error("x") catch .',
    '.. | .a?',
    'limit(1; .[])',
    '1 as $x | 2',
  ],
  ...[
    'label $f | break $f',
    'gsub("a"; "b"; "g")',
    'if .a == "x" then {} else {b: 1} end | .b',
    '[1,2][1:]',
  ],
];

describe('a filter', () => {
  test.each(newer)('that jq 1.6 does not understand is found: %j', async (filter) => {
    expect((await engine()).compileError(filter)).toBeNull();
    expect(compiles16(filter)).toBe(false);
    expect(newerThanJq16(filter)).toEqual(expect.any(String));
  });

  test.each(old)('that jq 1.6 understands is not: %j', (filter) => {
    expect(compiles16(filter)).toBe(true);
    expect(newerThanJq16(filter)).toBeNull();
  });

  test('of the catalog is understood by jq 1.6, and the linter agrees', () => {
    const names = readdirSync(new URL('../../../catalog/mappings', import.meta.url), {
      recursive: true,
      encoding: 'utf8',
    }).filter((name) => name.endsWith('.yml'));
    const filters = new Set(
      names.flatMap((name) =>
        parseMapping(projectFile(`catalog/mappings/${name}`))
          .resources.flatMap(filtersOf)
          .map(({ filter }) => filter),
      ),
    );
    expect(filters.size).toBeGreaterThan(100);
    const definitions = [...filters].map((filter, index) => `def f${index}: (${filter}\n\n);`);
    expect(jq16(`${definitions.join('\n')} empty`).status).toBe(0);
    expect([...filters].filter((filter) => newerThanJq16(filter) !== null)).toEqual([]);
  });
});

describe('the fields that a filter reads', () => {
  const read = (filter: string) =>
    jqReads(filter).map(
      ({ path, isFromPayload }) => `${isFromPayload ? '' : '~'}${path.join('.')}`,
    );

  test.each([
    ['.a', ['a']],
    ['.a.b == "x" and .c', ['a.b', 'c']],
    ['.a["b"].c', ['a.b.c']],
    ['."a"."b"?', ['a.b']],
    ['.["a"] + .["b"]["c"]', ['a', 'b.c']],
    ['.a | .b', ['a', '~b']],
    ['map(.a)', ['~a']],
    ['(.a | .b) + .c', ['a', '~b', 'c']],
    ['.a[0].b', ['a', '~b']],
    ['$x.a', ['~a']],
    ['"x \\(.a) y"', ['a']],
    ['if .a then .b else .c end', ['a', 'b', 'c']],
    ['. as $x | .a', ['~a']],
    ['{a: .b, c}', ['b']],
    ['# .a\n.b', ['b']],
    ['"a.b.c"', []],
    ['.a // .b', ['a', 'b']],
    ['first(.a)', ['~a']],
  ])('%j: %j', (filter, fields) => {
    expect(read(filter)).toEqual(fields);
  });

  test('are read from anything without an end or an error', () => {
    const jqish = fc.array(
      fc.constantFrom(...'.|()[]{}"\\,:;#$@?/=+- \n'.split(''), 'a', 'if', 'end', '\\(', 'as', '1'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          jqish.map((parts) => parts.join('')),
        ),
        (filter) => {
          const tokens = jqTokens(filter);
          expect(tokens.every(({ at }) => at >= 0 && at <= filter.length)).toBe(true);
          jqReads(filter);
          jqCalls(filter);
          newerThanJq16(filter);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
