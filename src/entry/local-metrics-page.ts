import { PortDoraError } from '../errors/port-dora-error.ts';
import type { Host } from '../host/host.ts';
import type { MetricsPage } from '../local-port/index.ts';
import { noAccountNames } from '../options/account-names.ts';
import { metricsOptions } from '../options/metrics-options.ts';
import { renderProblem } from '../options/option-problem.ts';
import { readOptions } from '../options/read-options.ts';
import { renderHtml } from '../show/html/render-html.ts';
import { measureReport } from '../show/measure-report.ts';
import { planMeasurement } from '../show/plan-measurement.ts';
import { openPort } from './open-port.ts';

const askable = ['window', 'interval', 'environment', 'time-zone', 'bands'];

const timeoutMs = 60_000;

/** The page of metrics of a local Port: read through its API, as from any account. @throws PortDoraError */
export const localMetricsPage =
  (process: Host): MetricsPage =>
  async ({ url, clientId, clientSecret, now }, asked) => {
    // The page is about this server: what the process has for another account does not apply.
    const host: Host = { ...process, env: {} };
    const flags = Object.fromEntries(
      Object.entries(asked).filter(([name]) => askable.includes(name)),
    );
    const { config: _, ...own } = metricsOptions;
    const { values, problems } = await readOptions(own, {
      ...host,
      flags: { compare: 'true', ...flags },
    });
    if (problems.length > 0) throw refusal(problems);
    const plan = planMeasurement(values, now);
    if ('problems' in plan) throw refusal(plan.problems);
    const address = {
      clientId,
      clientSecret,
      accessToken: undefined,
      region: 'eu',
      baseUrl: url,
    } as const;
    const { port, close } = await openPort(address, host, host.clock.now() + timeoutMs);
    try {
      const account = { port, address: url, names: noAccountNames, values };
      const { report } = await measureReport(
        {
          ...{ values, account, now },
          openFile: () => Promise.reject(new Error('the page reads no files')),
          progress: () => undefined,
          // The page says them itself.
          sayBadRecords: () => undefined,
        },
        plan,
      );
      return renderHtml(report, { home: { href: '/', title: 'Back to the local Port' } });
    } finally {
      await close();
    }
  };

const refusal = (problems: Parameters<typeof renderProblem>[0][]): PortDoraError =>
  new PortDoraError('OPTION_INVALID', problems.map(renderProblem).join('; '), {
    hint: 'mend the address of this page',
  });
