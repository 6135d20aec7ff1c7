import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { firstLine, send } from './start-local-port.ts';

/** A repository with a stand-in of GitHub's API for it. */
export interface CodeHost {
  readonly url: string;
  /** The repository itself, its newest commit checked out. */
  readonly folder: string;
  readonly head: string;
  /** Number of commits → the commit so many before the newest. */
  readonly ranges: Readonly<Record<string, string>>;
  requests(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a code host with so many commits, and finds those from which the ranges begin. */
export async function startCodeHost(
  root: string,
  length: number,
  counts: readonly number[],
): Promise<CodeHost> {
  const script = join(root, 'bench/code-host.ts');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, ...[length, ...counts].map(String)],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => {
    child.on('close', () => resolve());
  });
  const facts = JSON.parse(await firstLine(child)) as Omit<CodeHost, 'requests' | 'stop'>;
  return {
    ...facts,
    requests: async () =>
      (JSON.parse(await send(`${facts.url}/_bench/requests`, 'GET')) as { requests: number })
        .requests,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
