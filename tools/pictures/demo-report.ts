import { demoHistory } from '../../src/demo/demo-history.ts';
import { createProcessHost } from '../../src/entry/process-host.ts';
import type { MetricsReport } from '../../src/metrics/report.ts';
import { metricsOptions } from '../../src/options/metrics-options.ts';
import { readOptions } from '../../src/options/read-options.ts';
import { measureReport } from '../../src/show/measure-report.ts';
import { planMeasurement } from '../../src/show/plan-measurement.ts';

/** The same day in every run, so that pictures change only when what they show does. */
const now = Date.parse('2026-03-02T00:00:00Z');

/** The metrics of what the demo's account knows, read as from files; the last four weeks, beside those before. */
export async function demoReport(): Promise<MetricsReport> {
  const { records, incidents } = demoHistory(now);
  const files: Readonly<Record<string, readonly object[]>> = {
    'records.jsonl': records,
    'incidents.jsonl': incidents,
  };
  const { config: _, ...options } = metricsOptions;
  const flags = {
    input: 'records.jsonl',
    incidents: 'incidents.jsonl',
    compare: 'true',
    interval: 'week',
    window: '28d',
  };
  const { values } = await readOptions(options, { ...createProcessHost('stderr'), env: {}, flags });
  const plan = planMeasurement(values, now);
  if ('problems' in plan) throw new Error(JSON.stringify(plan.problems));
  const { report } = await measureReport(
    {
      ...{ values, now, account: null },
      openFile: async (path) => ({ bytes: jsonLines(files[path] ?? []), size: null }),
      progress: () => undefined,
      sayBadRecords: (bad) => {
        if (bad.count > 0) throw new Error('the demo has records that cannot be used');
      },
    },
    plan,
  );
  return report;
}

async function* jsonLines(list: readonly object[]): AsyncGenerator<Uint8Array> {
  for (const one of list) yield Buffer.from(`${JSON.stringify(one)}\n`);
}
