import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { DemoDeployment } from '../../demo/demo-deployments.ts';
import { type DemoStage, runDemo } from '../../demo/run-demo.ts';
import { type LocalPort, startLocalPort } from '../../local-port/index.ts';
import { type CommandInput, exitCodes } from '../command.ts';
import { connectTo } from '../local-port-connection.ts';

/** Plays the demo in a temporary folder, against a local Port in this process. */
export async function run({ flags }: CommandInput): Promise<number> {
  const print = (line: string): void => {
    if (!flags.json) process.stdout.write(`${line}\n`);
  };
  const folder = await mkdtemp(join(tmpdir(), 'port-dora-demo-'));
  const local = await startLocalPort({});
  try {
    print(
      `A local Port is listening on ${local.url}: the Port API in this process, without an account.`,
    );
    const call = connectTo(local);
    const report: DemoStage['report'] = (deployment) => runReporter(deployment, folder, local);
    const allRight = await runDemo({ now: Date.now, print, call, report });
    const { entities } = (await call('GET', '/v1/blueprints/deployment/entities')) as {
      entities: unknown[];
    };
    if (flags.json) process.stdout.write(`${JSON.stringify({ allRight, entities }, null, 2)}\n`);
    print(
      `\n${entities.length} deployments were reported by dist/index.js over HTTP and read back from the local Port.`,
    );
    print('Next: README.md shows the step for your own workflow.');
    return allRight ? exitCodes.done : exitCodes.failed;
  } finally {
    await local.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs the built reporter, which stands beside this bundle, with nothing but the variables of a deploy job. */
async function runReporter(deployment: DemoDeployment, folder: string, local: LocalPort) {
  const eventPath = join(folder, 'event.json');
  await writeFile(eventPath, JSON.stringify(deployment.event));
  const reporter = resolve(dirname(realpathSync(process.argv[1] ?? '')), '../index.js');
  const child = spawn(process.execPath, [reporter], {
    cwd: folder,
    env: {
      ...deployment.env,
      PATH: process.env.PATH,
      GITHUB_EVENT_PATH: eventPath,
      PORT_BASE_URL: local.url,
      PORT_CLIENT_ID: local.clientId,
      PORT_CLIENT_SECRET: local.clientSecret,
      PORT_DORA_STATUS: deployment.jobStatus,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise<{ exitCode: number; output: string }>((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ exitCode: code ?? 1, output }));
  });
}
