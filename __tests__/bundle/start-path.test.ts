import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { aimsFor } from '../../bench/aims.ts';
import { deployJob } from '../../bench/deploy-job.ts';
import { usage } from '../../bench/measure.ts';

jest.setTimeout(30_000); // starts processes on a machine that may be busy

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** The files of dist that a stage loads, with their sizes. */
function loadedBy(file: string, env: Readonly<Record<string, string>>) {
  const { files } = usage(process.execPath, { name: file, args: [join(dist, file)], env });
  return files.map(([path, bytes]) => ({ name: basename(path), bytes }));
}

describe('a report that needs nothing special', () => {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-start-'));
  const loaded = loadedBy('index.js', { ...deployJob(folder), PORT_DORA_DRY_RUN: 'true' });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('loads the reporter, and no heavy part beside it', () => {
    const names = loaded.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['index.js', 'reporter.js']);
    const others = loaded.filter(({ name }) => name !== 'reporter.js');
    for (const { name, bytes } of others) expect([name, bytes < 5_000]).toEqual([name, true]);
  });

  test('loads less code than the aim', () => {
    const bytes = loaded.reduce((sum, one) => sum + one.bytes, 0);
    expect(bytes / 1024).toBeLessThan(aimsFor(process.version).startKib);
  });
});

describe('the pre stage', () => {
  test('loads only what it needs to note the time', () => {
    const loaded = loadedBy('pre.js', {});
    expect(loaded.map(({ name }) => name)).toEqual(['pre.js']);
  });
});
