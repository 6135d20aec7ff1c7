import { runDemo } from '../../demo/run-demo.ts';
import { startLocalPort } from '../../local-port/index.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { onDemoStage } from '../demo-stage.ts';
import { recordRequests } from '../record-requests.ts';

/** Plays the demo against a local Port in this process. */
export async function run({ flags }: CommandInput): Promise<number> {
  const print = (line: string): void => {
    if (!isOn(flags.json)) process.stdout.write(`${line}\n`);
  };
  const local = await startLocalPort({});
  try {
    print(
      `A local Port is listening on ${local.url}: the Port API in this process, without an account.`,
    );
    const { allRight, reported, entities } = await onDemoStage(local, print, runDemo);
    if (isOn(flags.json))
      process.stdout.write(`${JSON.stringify({ allRight, entities }, null, 2)}\n`);
    print(
      `\n${reported} deployments were reported by dist/index.js over HTTP and read back from the local Port.\n${entities.length - reported} more of the last eight weeks are there too, of other services.`,
    );
    print('Next: README.md shows the step for your own workflow.');
    await recordRequests(local);
    return allRight ? exitCodes.done : exitCodes.failed;
  } finally {
    await local.close();
  }
}
