import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isSea } from 'node:sea';
import type { DemoDeployment } from '../demo/demo-deployments.ts';
import type { DemoStage } from '../demo/run-demo.ts';
import type { LocalPort } from '../local-port/index.ts';
import { connectTo } from './local-port-connection.ts';

/** Gives the demo what it needs, in a temporary folder that is gone afterwards. */
export async function onDemoStage<T>(
  local: LocalPort,
  print: DemoStage['print'],
  play: (stage: DemoStage) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'port-dora-demo-'));
  try {
    const report: DemoStage['report'] = (deployment) => runReporter(deployment, folder, local);
    return await play({ now: Date.now, print, call: connectTo(local), report });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs the built reporter, which stands beside this bundle or is part of this executable, with nothing but the variables of a deploy job. */
async function runReporter(deployment: DemoDeployment, folder: string, local: LocalPort) {
  const eventPath = join(folder, 'event.json');
  await writeFile(eventPath, JSON.stringify(deployment.event));
  const bundle = resolve(dirname(realpathSync(process.argv[1] ?? '')), '../index.js');
  const child = spawn(process.execPath, [isSea() ? 'report' : bundle], {
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
