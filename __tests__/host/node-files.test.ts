import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createNodeFiles } from '../../src/host/node-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'port-dora-node-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const files = createNodeFiles(folder);

describe('a file that is created for its owner alone', () => {
  test('is empty, with its folders, and nobody else may read it', async () => {
    expect(await files.createPrivate('a/b/new.jsonl')).toBe(true);
    const path = join(folder, 'a/b/new.jsonl');
    expect(readFileSync(path, 'utf8')).toBe('');
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  test('never replaces a file or a folder', async () => {
    writeFileSync(join(folder, 'there.jsonl'), 'kept');
    mkdirSync(join(folder, 'folder'));
    expect(await files.createPrivate('there.jsonl')).toBe(false);
    expect(await files.createPrivate('folder')).toBe(false);
    expect(readFileSync(join(folder, 'there.jsonl'), 'utf8')).toBe('kept');
  });

  test('is refused where a file stands in the place of its folder', async () => {
    writeFileSync(join(folder, 'file'), '');
    for (const path of ['file/new.jsonl', 'file/below/new.jsonl'])
      await expect(files.createPrivate(path)).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' });
  });
});
