import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createActionFiles } from '../../src/entry/action-files.ts';
import { createNodeFiles } from '../../src/host/node-files.ts';
import { parseFileCommands } from '../bundle/runner/file-commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'port-dora-files-'));
const path = join(folder, 'output');

const filesWith = (env: Record<string, string>, random = Math.random) =>
  createActionFiles(env, createNodeFiles(folder), random);

describe('values for later steps', () => {
  test('arrive as they are, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }).filter((text) => !/[\r\ud800-\udfff]/.test(text)),
        async (value) => {
          writeFileSync(path, '');
          const files = filesWith({ GITHUB_OUTPUT: path });
          await files.setOutput('records', value);
          await files.setOutput('reported', 'true');
          expect(parseFileCommands(readFileSync(path, 'utf8'))).toEqual({
            records: value,
            reported: 'true',
          });
        },
      ),
    );
  });

  test('cannot end their own block, even when they guess the delimiter', async () => {
    writeFileSync(path, '');
    const half = 'port-dora-7fffffff7fffffff';
    await filesWith({ GITHUB_OUTPUT: path }, () => 0.5).setOutput('a', `${half}\nb=injected`);
    expect(parseFileCommands(readFileSync(path, 'utf8'))).toEqual({ a: `${half}\nb=injected` });
  });

  test('go nowhere outside of GitHub Actions', async () => {
    await expect(filesWith({}).setOutput('a', 'b')).resolves.toBeUndefined();
  });

  test('a summary that the runner would refuse is left out', async () => {
    writeFileSync(path, '');
    await filesWith({ GITHUB_STEP_SUMMARY: path }).addSummary('ä'.repeat(600_000));
    expect(readFileSync(path, 'utf8')).toBe('');
  });
});
