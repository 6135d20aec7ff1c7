import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { privateFacts } from '../../tools/rules/private-facts.ts';
import { projectFiles } from '../../tools/rules/project-files.ts';
import { root } from './project.ts';

/** Short names such as `web` are words too. */
const ownNames = [resolve(root), hostname()].filter((name) => name.length > 8);
const thisFile = '__tests__/house/private-facts.test.ts';

describe('what is committed', () => {
  test('names no place of one machine', () => {
    const found = projectFiles(root)
      .filter((path) => path !== thisFile)
      .flatMap((path) =>
        privateFacts(readFileSync(join(root, path), 'utf8'), ownNames).map(
          (fact) => `${path}:${fact}`,
        ),
      );
    expect(found).toEqual([]);
  });

  test.each([
    'cd /root/project',
    'file:///work/main/src',
    'C:\\Users\\jane\\x',
    '/Users/jane/x',
    'https://registry.npmjs.org/a',
    'at build-host-17',
  ])('would be found wanting with %s', (line) => {
    expect(privateFacts(`fine\n${line}\n`, ['build-host-17'])).toEqual([`2: ${line}`]);
  });

  test.each([
    '/home/runner/work/shop/shop',
    'registry.gitlab.com/a',
    'the root / work',
    '~/work/x',
  ])('may say %s', (line) => {
    expect(privateFacts(line, ['build-host-17'])).toEqual([]);
  });
});
