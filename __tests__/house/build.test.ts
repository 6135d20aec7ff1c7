import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { entries } from '../../tools/bundle/entries.ts';
import { root, withProject } from './project.ts';

jest.setTimeout(60_000); // each case builds a bundle, on a machine that may be busy

const start = (file: string, ...args: string[]) =>
  execFileSync(process.execPath, [file, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim();

const simple = "import { create } from '../errors/a.ts';\nconsole.log(create().name);\n";

const sources: Readonly<Record<string, string>> = {
  ...Object.fromEntries(entries.map((entry) => [entry.source, simple])),
  'src/entry/report.ts': `
import { create } from '../errors/a.ts';
async function run(): Promise<void> {
  const late = process.argv[2] === 'late' ? (await import('../late.ts')).late() : 'nothing';
  console.log(JSON.stringify([create().name, PORT_DORA_VERSION, late]));
}
declare const PORT_DORA_VERSION: string;
void run();
`,
  'src/errors/a.ts': `
class OwnError extends Error {
  constructor() {
    super();
    this.name = new.target.name;
  }
}
export const create = (): Error => new OwnError();
`,
  'src/late.ts':
    "import { parse } from 'yaml';\nexport const late = (): unknown => parse('a: 1');\n",
};

/** The folder dist of the project, made by `npm run build` in a process of its own. */
function build(folder: string): string {
  start(join(root, 'node_modules/tsx/dist/cli.mjs'), join(root, 'tools/build.ts'), folder);
  return join(folder, 'dist');
}

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    .sort();

const contents = (folder: string) =>
  filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const);

describe('the build', () => {
  test('makes files that start by themselves, know the version and load late parts when needed', async () => {
    await withProject(sources, async (folder) => {
      const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const dist = build(folder);
      rmSync(join(folder, 'node_modules'));
      expect(start(join(dist, 'index.js'))).toBe(`["OwnError","${version}","nothing"]`);
      expect(start(join(dist, 'index.js'), 'late')).toBe(`["OwnError","${version}",{"a":1}]`);
      expect(start(join(dist, 'cli/index.js'))).toBe('OwnError');
    });
  });

  test('makes the same bytes in any folder, and leaves nothing of an older build', async () => {
    const first = await withProject(sources, async (folder) => contents(build(folder)));
    const old = { ...sources, 'dist/chunks/old.js': 'old' };
    const second = await withProject(old, async (folder) => contents(build(folder)));
    expect(second).toEqual(first);
    expect(first.map(([path]) => path)).toEqual([
      'chunks/late.js',
      'chunks/reporter.js',
      'cli/index.js',
      'index.js',
      'licenses.txt',
      'package.json',
      'post.js',
      'pre.js',
    ]);
  });

  test('gathers what the reporter needs at once in one more file, and nothing that it needs late', async () => {
    const files = Object.fromEntries(
      ['b', 'c', 'd'].map((name) => [
        `src/errors/${name}.ts`,
        `export const ${name} = { ${name}: '${name}' };\n`,
      ]),
    );
    const report =
      "import { create } from '../errors/a.ts';\nimport { b } from '../errors/b.ts';\nimport { c } from '../errors/c.ts';\nvoid (process.argv[2] && import('../late.ts'));\nconsole.log(create(), b, c);\n";
    const post =
      "import { b } from '../errors/b.ts';\nimport { d } from '../errors/d.ts';\nconsole.log(b, d);\n";
    const all = { ...sources, ...files, 'src/entry/report.ts': report, 'src/entry/post.ts': post };
    const built = new Map(await withProject(all, async (folder) => contents(build(folder))));
    expect([...built.keys()].filter((path) => path.startsWith('chunks/'))).toEqual([
      'chunks/late.js',
      'chunks/reporter.js',
    ]);
    expect(built.get('pre.js')).not.toContain('require(');
    expect(built.get('chunks/reporter.js')).not.toContain('late');
  });

  test('lists the licences of what it took in, and of nothing else', async () => {
    const text = await withProject(sources, async (folder) =>
      readFileSync(join(build(folder), 'licenses.txt'), 'utf8'),
    );
    expect(text).toMatch(/^yaml \d+\.\d+\.\d+ \(ISC\)\n\nCopyright/);
    expect(text).not.toContain('undici');
  });

  test('puts beside a chunk the file that its code opens there', async () => {
    const late =
      "import { Database } from 'node-sqlite3-wasm';\nexport const late = (): unknown => new Database(':memory:').get('select 1 as a');\n";
    await withProject({ ...sources, 'src/late.ts': late }, async (folder) => {
      const dist = build(folder);
      rmSync(join(folder, 'node_modules'));
      expect(filesBelow(dist)).toContain('chunks/node-sqlite3-wasm.wasm');
      expect(start(join(dist, 'index.js'), 'late')).toContain('{"a":1}');
    });
  });

  test('makes the command executable', async () => {
    await withProject(sources, async (folder) => {
      const command = join(build(folder), 'cli/index.js');
      expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
      const executable = (statSync(command).mode & 0o111) !== 0;
      expect(executable || process.platform === 'win32').toBe(true);
    });
  });

  test('fails when an entry file is missing', async () => {
    const { 'src/entry/cli.ts': _left, ...others } = sources;
    await expect(withProject(others, async (folder) => build(folder))).rejects.toThrow(
      'entry files are missing: src/entry/cli.ts',
    );
  });

  test('fails when an import leads nowhere, and not only when it runs', async () => {
    const broken = { ...sources, 'src/late.ts': "export { late } from 'no-such-package';\n" };
    await expect(withProject(broken, async (folder) => build(folder))).rejects.toThrow(
      'no-such-package',
    );
  });

  test.each([
    [{ name: 'odd', version: '1.0.0', license: 'GPL-3.0' }, 'the licence GPL-3.0'],
    [{ name: 'odd', version: '1.0.0', license: 'MIT' }, 'comes without its licence text'],
  ])('fails when a package may not be handed on: %j', async (manifest, message) => {
    const late = "export { late } from './vendor/node_modules/odd/index.js';\n";
    await expect(
      withProject({ ...sources, 'src/late.ts': late }, async (folder) => {
        const odd = join(folder, 'src/vendor/node_modules/odd');
        mkdirSync(odd, { recursive: true });
        writeFileSync(join(odd, 'package.json'), JSON.stringify(manifest));
        writeFileSync(join(odd, 'index.js'), 'export const late = () => 1;\n');
        return build(folder);
      }),
    ).rejects.toThrow(message);
  });
});
