import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import type { MetricsReport } from '../metrics/report.ts';
import { noAccountNames } from '../options/account-names.ts';
import { metricsOptions } from '../options/metrics-options.ts';
import { type OptionProblem, renderProblem } from '../options/option-problem.ts';
import { readOptions } from '../options/read-options.ts';
import { measureReport } from '../show/measure-report.ts';
import { planMeasurement } from '../show/plan-measurement.ts';
import { openPort } from './open-port.ts';

/** Where a local Port is, and the time by its clock. */
export interface LocalPortAddress {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const timeoutMs = 60_000;

/** The metrics of a local Port, read through its API as from any account. @throws PortDoraError */
export async function measureLocalPort(
  process: Host,
  { url, clientId, clientSecret, now }: LocalPortAddress,
  flags: Readonly<Record<string, string>>,
): Promise<MetricsReport> {
  // This is about that server: what the process has for another account does not apply.
  const host: Host = { ...process, env: {} };
  const { config: _, ...own } = metricsOptions;
  const { values, problems } = await readOptions(own, { ...host, flags });
  if (problems.length > 0) throw refusal(problems);
  const plan = planMeasurement(values, now);
  if ('problems' in plan) throw refusal(plan.problems);
  const address = {
    ...{ clientId, clientSecret, accessToken: undefined },
    region: 'eu',
    baseUrl: url,
  } as const;
  const { port, close } = await openPort(address, host, host.clock.now() + timeoutMs);
  try {
    const account = { port, address: url, names: noAccountNames, values };
    const { report } = await measureReport(
      {
        ...{ values, account, now },
        openFile: () => Promise.reject(new Error('no file is read')),
        progress: () => undefined,
        // The report says them itself.
        sayBadRecords: () => undefined,
      },
      plan,
    );
    return report;
  } finally {
    await close();
  }
}

const refusal = (problems: readonly OptionProblem[]): PortDoraError =>
  new PortDoraError('OPTION_INVALID', problems.map(renderProblem).join('; '), {
    hint: 'mend the options of this report',
  });
