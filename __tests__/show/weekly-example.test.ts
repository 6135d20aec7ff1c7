import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { parse } from 'yaml';
import { startAccount } from '../account/start-account.ts';
import { runCli } from '../entry/run-cli.ts';
import { deployment } from '../metrics/measure-records.ts';
import { addRecords } from './support/readable-account.ts';

jest.setTimeout(60_000); // starts the real program on a machine that may be busy

interface Workflow {
  readonly permissions: object;
  readonly jobs: { readonly metrics: { readonly steps: readonly { readonly run?: string }[] } };
}

test('the weekly workflow writes the job summary and the page that it uploads', async () => {
  const file = new URL('../../examples/weekly-metrics.yml', import.meta.url);
  const workflow = parse(readFileSync(file, 'utf8')) as Workflow;
  expect(workflow.permissions).toEqual({});
  const line = workflow.jobs.metrics.steps.flatMap(({ run }) => run ?? [])[0] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-weekly-'));
  const account = await startAccount();
  try {
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    await addRecords(account, [deployment(hoursAgo(50)), deployment(hoursAgo(200))]);
    const summary = join(folder, 'step_summary');
    const words = line.replaceAll('$GITHUB_STEP_SUMMARY', summary).replaceAll('"', '').split(' ');
    expect(words.slice(0, 3)).toEqual(['node', 'dist/cli/index.js', 'metrics']);
    const env = { ...account.env, GITHUB_STEP_SUMMARY: summary };
    const { code, stderr } = await runCli(words.slice(2), { env, cwd: folder });
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('wrote metrics.html'),
    });
    expect(readFileSync(summary, 'utf8')).toMatch(
      /^### DORA metrics: Production[\s\S]*1 successful deployment/,
    );
    expect(readFileSync(join(folder, 'metrics.html'), 'utf8')).toContain('<html');
  } finally {
    await account.close();
    rmSync(folder, { recursive: true });
  }
});
