import type { BadRecords } from '../../../src/metrics/bad-records.ts';
import type { ReadableAccount } from '../../../src/records/readable-account.ts';
import { measureReport } from '../../../src/show/measure-report.ts';
import { type MetricsValues, planMeasurement } from '../../../src/show/plan-measurement.ts';
import { at } from '../../metrics/measure-records.ts';

/** What the options are when nothing was given. */
export const usualValues: MetricsValues = {
  input: undefined,
  incidents: undefined,
  incidentBlueprints: undefined,
  owners: undefined,
  from: { year: 2026, month: 1, day: 1 },
  to: { year: 2026, month: 1, day: 31 },
  window: undefined,
  timeZone: 'UTC',
  interval: undefined,
  environment: 'Production',
  service: undefined,
  team: undefined,
  excludeFailedRuns: false,
  incidentWindow: 24,
  countLowUrgency: false,
  countMaintenance: false,
  recompute: false,
  bands: 'quick-check',
  timeout: 60,
  by: undefined,
  compare: false,
  failIf: undefined,
};

export const now = Date.parse(at(60));

async function* pieces(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

/** The input of a measurement over files that exist only here, by path. */
export function inputOf(
  values: MetricsValues,
  files: Readonly<Record<string, string>>,
  account: ReadableAccount | null = null,
  onBad: (bad: BadRecords) => void = () => undefined,
) {
  return {
    values,
    account,
    now,
    openFile: async (path: string) => ({ bytes: pieces(files[path] ?? ''), size: null }),
    progress: () => undefined,
    sayBadRecords: onBad,
  };
}

/** Measures what stands in files, or in an account. */
export async function measure(
  given: Partial<MetricsValues>,
  files: Readonly<Record<string, string>> = {},
  account: ReadableAccount | null = null,
) {
  const values = { ...usualValues, ...given };
  const plan = planMeasurement(values, now);
  if ('problems' in plan) throw new Error(plan.problems.map(({ message }) => message).join());
  return measureReport(inputOf(values, files, account), plan);
}

export const lines = (values: readonly unknown[]): string =>
  values.map((value) => `${typeof value === 'string' ? value : JSON.stringify(value)}\n`).join('');
