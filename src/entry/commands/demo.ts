import { runDemo } from '../../demo/run-demo.ts';
import { asPortDoraError } from '../../errors/port-dora-error.ts';
import type { Host } from '../../host/host.ts';
import { type LocalPort, startLocalPort } from '../../local-port/index.ts';
import type { MetricsReport } from '../../metrics/report.ts';
import { demoOptions } from '../../options/demo-options.ts';
import type { RenderContext } from '../../show/format.ts';
import { formats } from '../../show/formats.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { onDemoStage } from '../demo-stage.ts';
import { measureLocalPort } from '../measure-local-port.ts';
import { openStream } from '../open-stream.ts';
import { createProcessHost } from '../process-host.ts';
import { readCommandOptions } from '../read-command-options.ts';
import { recordRequests } from '../record-requests.ts';
import { writeOutput } from '../write-output.ts';

/** All of the demo's deployments lie in the last eight weeks. */
const window = '56d';

/** Plays the demo against a local Port in this process, and ends with the metrics of what it has reported. */
export async function run({ flags }: CommandInput): Promise<number> {
  const isJson = isOn(flags.json);
  const host = createProcessHost('stderr');
  const { values } = await readCommandOptions(demoOptions, flags, host);
  const print = (line: string): void => {
    if (!isJson) openStream('stdout').write(`${line}\n`);
  };
  const local = await startLocalPort({});
  try {
    print(
      `A local Port is listening on ${local.url}: the Port API in this process, without an account.`,
    );
    const { allRight, reported, entities } = await onDemoStage(local, print, runDemo);
    print(
      `\n${reported} deployments were reported by dist/index.js over HTTP and read back from the local Port.\n${entities.length - reported} more of the last eight weeks are there too, of other services.\n`,
    );
    const metrics = await measure(local, host);
    print(await rendered(metrics, 'table'));
    await writePage(values.out, await rendered(metrics, 'html'), host);
    print('Next: README.md shows the step for your own workflow.');
    if (isJson)
      openStream('stdout').write(
        `${JSON.stringify({ allRight, entities, metrics, page: values.out }, null, 2)}\n`,
      );
    await recordRequests(local);
    return allRight ? exitCodes.done : exitCodes.failed;
  } finally {
    await local.close();
  }
}

/** In a folder that cannot be written to, the demo has shown the metrics all the same. */
async function writePage(path: string, page: string, host: Host): Promise<void> {
  try {
    await writeOutput(path, page, host);
  } catch (thrown) {
    host.log.warning(asPortDoraError(thrown).message);
  }
}

const measure = ({ url, clientId, clientSecret }: LocalPort, host: Host): Promise<MetricsReport> =>
  measureLocalPort(host, { url, clientId, clientSecret, now: host.clock.now() }, { window });

async function rendered(report: MetricsReport, format: 'table' | 'html'): Promise<string> {
  const render = await formats[format].load();
  const context: RenderContext = {
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    width: process.stdout.columns ?? 120,
    metric: 'lead-time-for-changes',
    gates: [],
  };
  return String(await render(report, context));
}
