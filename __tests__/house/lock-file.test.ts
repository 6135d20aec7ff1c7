import { describe, expect, test } from '@jest/globals';
import { lockFileCheck, lockFileProblems } from '../../tools/check/lock-file-check.ts';
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

  test('with a package that has no hash is a problem', () => {
    expect(lockFileProblems('lock', lockFile({ version: '1.0.0' }))).toEqual([
      'lock: node_modules/a has no integrity hash',
    ]);
  });
});
