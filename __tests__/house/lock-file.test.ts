import { describe, expect, test } from '@jest/globals';
import { lockFileCheck, lockFileProblems } from '../../tools/check/lock-file-check.ts';
import { platformEntry } from '../../tools/check/platform-packages.ts';
import { root } from './project.ts';

const lockFile = (entry: object) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/a': entry } });

describe('a lock file', () => {
  test('of this project names no server', async () => {
    expect(await lockFileCheck.run(root)).toEqual([]);
  });

  test('that names a server is a problem', () => {
    const text = lockFile({ resolved: 'https://registry.example/a.tgz', integrity: 'sha512-a' });
    expect(lockFileProblems('lock', text)).toEqual([
      'lock: node_modules/a names the server it came from',
    ]);
  });

  test('without the variants of a package for other platforms is a problem', () => {
    const optionalDependencies = { 'a-linux-x64': '1.0.0', 'a-win32-x64': '1.0.0' };
    const packages = {
      'node_modules/a': { version: '1.0.0', integrity: 'sha512-a', optionalDependencies },
      'node_modules/a/node_modules/a-linux-x64': { version: '1.0.0', integrity: 'sha512-b' },
    };
    expect(lockFileProblems('lock', JSON.stringify({ packages }))).toEqual([
      'lock: a-win32-x64 of a is left out: npm run complete-lock',
    ]);
    const completed = {
      ...packages,
      'node_modules/a-win32-x64': platformEntry({ name: 'a-win32-x64', version: '1.0.0' }),
    };
    expect(lockFileProblems('lock', JSON.stringify({ packages: completed }))).toEqual([]);
  });

  test('names the platform of a variant, so that npm passes over it elsewhere', () => {
    const entry = (name: string) => platformEntry({ name, version: '1.3.2' });
    expect(entry('@a/binding-win32-arm64-msvc')).toMatchObject({ os: ['win32'], cpu: ['arm64'] });
    expect(entry('@a/core-linux-x64-musl')).toMatchObject({
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
    });
    expect(entry('@a/binding-wasm32-wasi')).toMatchObject({ cpu: ['wasm32'], optional: true });
    expect(() => entry('@a/extras')).toThrow('no platform');
  });

  test('with a package that has no hash is a problem', () => {
    expect(lockFileProblems('lock', lockFile({ version: '1.0.0' }))).toEqual([
      'lock: node_modules/a has no integrity hash',
    ]);
  });
});
