import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFiles } from '../../tools/rules/project-files.ts';
import { limits, sourceProblems } from '../../tools/rules/source-rules.ts';
import { root } from './project.ts';

const linesOf = (count: number) => 'export {};\n'.repeat(count);
const functionOf = (lines: number) => `export function long() {\n${'\n'.repeat(lines - 2)}}\n`;

describe('the sources of this project', () => {
  test('are small, and touch the outside world only at the edge', () => {
    const files = projectFiles(root, 'src', '__tests__', 'tools', 'bench');
    const sources = files.filter((file) => file.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(50);
    const problems = sources.flatMap((file) =>
      sourceProblems(file, readFileSync(join(root, file), 'utf8')),
    );
    expect(problems).toEqual([]);
  });
});

describe('a file', () => {
  test('that is longer than a module may be is a problem', () => {
    expect(sourceProblems('src/report/a.ts', linesOf(limits.module))).toEqual([]);
    expect(sourceProblems('src/report/a.ts', linesOf(limits.module + 1))).toEqual([
      'src/report/a.ts has 301 lines, the limit is 300',
    ]);
  });

  test('of tests may be longer than a module, to a limit', () => {
    expect(sourceProblems('__tests__/a.test.ts', linesOf(limits.test))).toEqual([]);
    expect(sourceProblems('__tests__/a.test.ts', linesOf(limits.test + 1))).toHaveLength(1);
  });
});

describe('a function', () => {
  test('that is longer than sixty lines is a problem, named by its first line', () => {
    expect(sourceProblems('tools/a.ts', functionOf(60))).toEqual([]);
    expect(sourceProblems('tools/a.ts', `\n${functionOf(61)}`)).toEqual([
      'tools/a.ts:2 is a function of 61 lines, the limit is 60',
    ]);
  });

  test('counts as an arrow and as a method too', () => {
    const long = '\n'.repeat(61);
    expect(sourceProblems('src/a.ts', `export const f = () => {${long}};`)).toHaveLength(1);
    expect(sourceProblems('src/a.ts', `export class C { m() {${long}} }`)).toHaveLength(1);
  });
});

describe('code inside', () => {
  test.each([
    ['process.env.HOME', 'touches the process'],
    ['globalThis.process.exit(1)', 'touches the process'],
    ['const { env } = process', 'touches the process'],
    ['use({ process })', 'touches the process'],
    ['console.log(1)', 'writes to the console'],
    ['Date.now()', 'reads the clock'],
    ['performance.now()', 'reads the clock'],
    ['new Date()', 'reads the clock'],
    ['Math.random()', 'rolls the dice'],
    ["import https from 'node:https'", 'imports all of node:https'],
    ["import * as fs from 'node:fs'", 'imports all of node:fs'],
  ])('may not say %s', (code, problem) => {
    expect(sourceProblems('src/report/a.ts', code)).toEqual([
      expect.stringContaining(problem) as unknown as string,
    ]);
    expect(sourceProblems('src/host/a.ts', code)).toHaveLength(1);
  });

  test.each(['src/entry/a.ts', 'src/host/node-clock.ts', 'tools/a.ts', '__tests__/a.test.ts'])(
    'is free to do so in %s',
    (path) => {
      expect(sourceProblems(path, 'process.exit(Date.now() * Math.random())')).toEqual([]);
    },
  );

  test.each([
    'new Date(0)',
    'context.process',
    'const a = { process: 1 }',
    'interface A { console: string }',
    'Date.parse(text)',
    "import { request } from 'node:https'",
    "import type * as Https from 'node:https'",
    "process.getBuiltinModule?.('node:https')",
  ])('may say %s', (code) => {
    expect(sourceProblems('src/report/a.ts', code)).toEqual([]);
  });
});
