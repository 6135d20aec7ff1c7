import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { entries } from '../../tools/bundle/entries.ts';
import { root } from './project.ts';

jest.setTimeout(60_000); // npm is slow to start on a machine that is busy

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('the package', () => {
  let files: string[];

  beforeAll(() => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const output = execFileSync(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    files = JSON.parse(output)[0].files.map((file: { path: string }) => file.path);
  });

  test('has everything that runs, and the documents that belong to it', () => {
    const built = entries.map((entry) => `dist/${entry.output}.js`);
    const documents = ['LICENSE', 'README.md', 'CHANGELOG.md', 'dist/licenses.txt'];
    expect(files).toEqual(expect.arrayContaining([...built, ...documents, 'action.yml']));
  });

  test('has nothing that only we need', () => {
    const ours = /^(src|__tests__|tools|bench|docs|examples|node_modules|\.)|\.test\./;
    expect(files.filter((path) => ours.test(path))).toEqual([]);
  });

  test('needs no other package, since dist carries what it uses', () => {
    expect(manifest.dependencies ?? {}).toEqual({});
    expect(existsSync(join(root, manifest.bin['port-dora']))).toBe(true);
  });

  test('pins the exact version of every package that it is built with', () => {
    for (const version of Object.values(manifest.devDependencies)) {
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.-]+)?$/);
    }
  });
});

describe('action.yml', () => {
  test('starts files that the build makes', () => {
    const { runs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
    const built = entries.map((entry) => `dist/${entry.output}.js`);
    for (const stage of ['pre', 'main', 'post']) expect(built).toContain(runs[stage]);
  });
});
