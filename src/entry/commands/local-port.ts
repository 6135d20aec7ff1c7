import { runDemo } from '../../demo/run-demo.ts';
import { startLocalPort } from '../../local-port/index.ts';
import { localPortOptions } from '../../options/schema.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { onDemoStage } from '../demo-stage.ts';
import { openStream } from '../open-stream.ts';
import { createProcessHost } from '../process-host.ts';
import { readCommandOptions } from '../read-command-options.ts';
import { version } from '../version.ts';

/** Runs the local Port until it is interrupted. */
export async function run({ flags }: CommandInput): Promise<number> {
  const host = createProcessHost(isOn(flags.json) ? 'stderr' : 'stdout');
  const { values } = await readCommandOptions(localPortOptions, flags, host);
  const local = await startLocalPort({
    port: values.port,
    version,
    metricsPage: async (...asked) =>
      (await import('../local-metrics-page.ts')).localMetricsPage(host)(...asked),
    ...(values.clientId ? { clientId: values.clientId } : {}),
    ...(values.clientSecret ? { clientSecret: values.clientSecret } : {}),
    ...(values.data ? { dataFile: values.data } : {}),
  });
  if (values.seed === 'demo') await onDemoStage(local, () => undefined, runDemo);
  const address = { url: local.url, clientId: local.clientId, clientSecret: local.clientSecret };
  // Its credentials open nothing but this process, and people need them: they are printed as they are.
  const text = isOn(flags.json) ? JSON.stringify(address) : renderAddress(address);
  openStream('stdout').write(`${text}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await local.close();
  return exitCodes.done;
}

const renderAddress = (address: { url: string; clientId: string; clientSecret: string }): string =>
  [
    `Local Port is listening on ${address.url}`,
    `In a browser: ${address.url}/ shows what is in it, and its metrics.`,
    '',
    'In another terminal:',
    `  export PORT_BASE_URL=${address.url}`,
    `  export PORT_CLIENT_ID=${address.clientId}`,
    `  export PORT_CLIENT_SECRET=${address.clientSecret}`,
    '',
    'Press Ctrl-C to stop.',
  ].join('\n');
