import { describe, expect, jest, test } from '@jest/globals';
import { checks } from '../../tools/check/checks.ts';
import { withProject } from './project.ts';

jest.setTimeout(60_000); // each case starts a real program on a machine that may be busy

/** What a check of the gate says about a small project with these files. */
async function problemsOf(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const check = checks.find((one) => one.name === name);
  if (check === undefined) throw new Error(`the gate has no check ${name}`);
  return withProject(files, async (folder) => (await check.run(folder)).join('\n'));
}

const fine = 'export const answer = 42;\n';
const entry = "import { answer } from '../report/a.ts';\n\nexport const shown = String(answer);\n";

describe('the gate', () => {
  test('finds a wrong type', async () => {
    expect(await problemsOf('types', { 'src/a.ts': fine })).toBe('');
    expect(await problemsOf('types', { 'src/a.ts': "export const a: number = '1';\n" })).toContain(
      "src/a.ts(1,14): error TS2322: Type 'string' is not assignable to type 'number'",
    );
  });

  test('finds code that is not formatted, or that the linter refuses', async () => {
    expect(await problemsOf('lint and format', { 'src/a.ts': fine })).toBe('');
    expect(await problemsOf('lint and format', { 'src/a.ts': 'export const a="1"' })).toContain(
      'Formatter would have printed',
    );
    expect(
      await problemsOf('lint and format', { 'src/a.ts': 'export const a = (b: any) => b;\n' }),
    ).toContain('noExplicitAny');
  });

  test('finds a promise that nobody waits for', async () => {
    const waits = 'export async function run(): Promise<void> {\n  await run();\n}\n';
    expect(await problemsOf('lint with types', { 'src/a.ts': waits })).toBe('');
    expect(
      await problemsOf('lint with types', { 'src/a.ts': waits.replace('await ', '') }),
    ).toContain('no-floating-promises');
  });

  test('finds a default export', async () => {
    expect(await problemsOf('lint with types', { 'src/a.ts': 'export default 1;\n' })).toContain(
      'no-default-export',
    );
  });

  test('finds code that nothing uses', async () => {
    const files = { 'src/entry/cli.ts': entry, 'src/report/a.ts': fine };
    expect(await problemsOf('dead code, shipped', files)).toBe('');
    const unused = {
      ...files,
      'src/report/b.ts': fine,
      'src/report/a.ts': `${fine}export const b = 1;\n`,
    };
    const problems = await problemsOf('dead code', unused);
    expect(problems).toContain('src/report/b.ts');
    expect(problems).toMatch(/b +src\/report\/a\.ts/);
  });

  test('does not take a test for a use', async () => {
    const problems = await problemsOf('dead code, shipped', {
      'src/entry/cli.ts': entry,
      'src/report/a.ts': `${fine}export const b = 1;\n`,
      '__tests__/a.test.ts': "import { b } from '../src/report/a.ts';\n\ntest('b', () => b);\n",
    });
    expect(problems).toMatch(/b +src\/report\/a\.ts/);
  });
});
