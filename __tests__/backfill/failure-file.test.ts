import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFailureFile } from '../../src/backfill/sending/failure-file.ts';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import { createNodeFiles } from '../../src/host/node-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'port-dora-failure-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const record = (identifier: string): DeploymentRecord => ({
  ...{ identifier, title: null, service: 'shop', environment: 'Production', status: 'Success' },
  createdAt: '2026-01-02T03:04:05.000Z',
});

const open = (name = 'failed.jsonl') => createFailureFile(name, createNodeFiles(folder));

const kept = (path: string | null): string[] =>
  readFileSync(join(folder, path ?? ''), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as DeploymentRecord).identifier);

describe('the file of what failed', () => {
  test('is not there without a failure', () => {
    expect(open().path()).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is one for all failures of a run, also when they come at once', async () => {
    const file = open();
    await Promise.all(['a', 'b', 'c'].map((one) => file.keep(record(one))));
    expect(file.path()).toBe('failed.jsonl');
    expect(kept(file.path())).toEqual(['a', 'b', 'c']);
    expect(readdirSync(folder)).toEqual(['failed.jsonl']);
  });

  test('is another one for each of several runs at once in one folder', async () => {
    const files = Array.from({ length: 8 }, () => open('kept/failed.jsonl'));
    await Promise.all(
      files.map(async (file, index) => {
        for (const part of ['first', 'second']) await file.keep(record(`${index}-${part}`));
      }),
    );
    expect(new Set(files.map((file) => file.path())).size).toBe(8);
    for (const [index, file] of files.entries())
      expect(kept(file.path())).toEqual([`${index}-first`, `${index}-second`]);
  });

  test.each([
    ['failed.jsonl', 'failed-2.jsonl'],
    ['failed', 'failed-2'],
    ['.failed', '.failed-2'],
  ])('beside %s that is there already is %s', async (name, other) => {
    writeFileSync(join(folder, name), 'of another run\n');
    const file = open(name);
    await file.keep(record('a'));
    expect(file.path()).toBe(other);
    expect(kept(other)).toEqual(['a']);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('of another run\n');
  });

  test('that cannot be made is an error', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(open('file/failed.jsonl').keep(record('a'))).rejects.toMatchObject({
      code: 'FILE_UNWRITABLE',
    });
  });
});
