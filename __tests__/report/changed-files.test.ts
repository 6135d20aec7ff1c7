import { expect, test } from '@jest/globals';
import type { CiReading } from '../../src/ci/read-run-context.ts';
import type { RunContext } from '../../src/deployment/run-context.ts';
import type { Host } from '../../src/host/host.ts';
import type { FactSources } from '../../src/report/fact-sources.ts';
import { readChangedFiles } from '../../src/report/read-changed-files.ts';
import type { ReportOptionValues } from '../../src/report/report-options.ts';

test('a reason that checkout and host share is given once', async () => {
  const refuse = () => Promise.reject(new Error('nothing is asked when there is no range'));
  const host = { env: {}, git: { run: refuse }, log: { debug: () => undefined } };
  const found = await readChangedFiles(
    host as unknown as Host,
    { event: { name: null, payload: null } } as unknown as CiReading,
    { repository: { slug: 'acme/shop' }, sha: null } as unknown as RunContext,
    {} as ReportOptionValues,
    { fetch: refuse, signal: undefined } as unknown as FactSources,
  );
  expect(found).toEqual({ reason: 'the event that started this run cannot be read' });
});
