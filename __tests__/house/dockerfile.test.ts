import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from './project.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The instructions of the Dockerfile, with lines that go on put together. */
const instructions = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => {
    const [name = '', ...rest] = line.split(' ');
    return { name, value: rest.join(' ').trim() };
  });

const valuesOf = (name: string): string[] =>
  instructions.filter((one) => one.name === name).map(({ value }) => value);

/** No image can be built in these tests, so what they can hold is what the file says. */
describe('the image', () => {
  test('stands on a base that cannot change under it', () => {
    expect(valuesOf('FROM')).toEqual([
      expect.stringMatching(/^node:\d+-alpine@sha256:[0-9a-f]{64}$/),
    ]);
  });

  test('runs as a user without rights, named after everything that needs them', () => {
    const names = instructions.map(({ name }) => name);
    expect(valuesOf('USER')).toEqual(['node']);
    expect(names.indexOf('USER')).toBeGreaterThan(names.lastIndexOf('RUN'));
    expect(names.indexOf('USER')).toBeGreaterThan(names.lastIndexOf('COPY'));
  });

  test('holds what it copies, and nothing else is sent to be built', () => {
    const copied = valuesOf('COPY').map((value) => value.split(' ')[0] ?? '');
    for (const path of copied) expect(existsSync(join(root, path))).toBe(true);
    expect(read('.dockerignore').trim().split('\n')).toEqual([
      '*',
      ...copied.map((one) => `!${one}`),
    ]);
  });

  test('starts the reporter, by a file that may be executed', () => {
    expect(valuesOf('ENTRYPOINT')).toEqual(['["port-dora"]']);
    expect(valuesOf('CMD')).toEqual(['["report"]']);
    const [, target = ''] =
      /ln -s \/port-dora\/(\S+) \/usr\/local\/bin\/port-dora/.exec(valuesOf('RUN').join()) ?? [];
    accessSync(join(root, target), constants.X_OK);
    expect(read(target)).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('gives the launcher its own copy', () => {
    expect(valuesOf('ENV')).toEqual(['PORT_DORA_SOURCE=/port-dora']);
    expect(valuesOf('COPY')).toContain('dist /port-dora/dist');
  });
});
