import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isSea } from 'node:sea';
import type { DemoStage } from '../demo/run-demo.ts';
import type { LocalPort } from '../local-port/index.ts';
import { connectTo } from './local-port-connection.ts';

/** Gives the demo what it needs, in a temporary folder that is gone afterwards; `reporter` is the built file. */
export async function onDemoStage<T>(
  local: LocalPort,
  print: DemoStage['print'],
  play: (stage: DemoStage) => Promise<T>,
  reporter = builtReporter(),
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'port-dora-demo-'));
  try {
    const report: DemoStage['report'] = (deployment, githubUrl) =>
      runReporter(deployment, githubUrl, { folder, local, reporter });
    return await play({ now: Date.now, print, call: connectTo(local), report });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** It stands beside this bundle, or is part of this executable. */
const builtReporter = (): string =>
  isSea() ? 'report' : resolve(dirname(realpathSync(process.argv[1] ?? '')), '../index.js');

interface Place {
  readonly folder: string;
  readonly local: LocalPort;
  readonly reporter: string;
}

/** Runs the built reporter with nothing but the variables of a deploy job. */
async function runReporter(
  deployment: Parameters<DemoStage['report']>[0],
  githubUrl: string,
  { folder, local, reporter }: Place,
) {
  const eventPath = join(folder, 'event.json');
  await writeFile(eventPath, JSON.stringify(deployment.event));
  const child = spawn(process.execPath, [reporter], {
    cwd: folder,
    env: {
      ...deployment.env,
      PATH: process.env.PATH,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_API_URL: githubUrl,
      GITHUB_GRAPHQL_URL: `${githubUrl}/graphql`,
      PORT_DORA_GITHUB_TOKEN: 'a token of the demo',
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
