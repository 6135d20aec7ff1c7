import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../house/project.ts';
import { programPath, type Shell, shells } from './toolboxes.ts';

export const launcher = readFileSync(join(root, 'templates/launcher/report.sh'), 'utf8');

/** The variables of a deploy job that succeeded, as GitLab sets them. */
export const jobVariables: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(root, '__tests__/ci/fixtures/gitlab/push.json'), 'utf8'),
).environment;

export interface LauncherRun {
  readonly exitCode: number | null;
  readonly output: string;
  readonly seconds: number;
  /** Where it ran; what it left there is still there. */
  readonly folder: string;
}

/** Runs a script as a CI does: from the standard input of the shell, in a folder of its own, with these variables only. */
export async function runScript(
  script: string,
  {
    shell,
    flags = [],
    env,
    cancel,
  }: {
    readonly shell: Shell;
    readonly flags?: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    /** Whether the job is to be cancelled once it has printed this: its process group is told to end. */
    readonly cancel?: (output: string) => boolean;
  },
): Promise<LauncherRun> {
  const folder = mkdtempSync(join(tmpdir(), 'port-dora-launcher-'));
  const [program, ...args] = shells[shell];
  const start = performance.now();
  const child = spawn(programPath(program ?? ''), [...args, ...flags], {
    cwd: folder,
    env: { HOME: folder, TMPDIR: folder, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: cancel !== undefined,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (cancel?.(output) && child.pid) process.kill(-child.pid, 'SIGTERM');
    });
  }
  child.stdin.on('error', () => undefined); // a script that ends early does not read all of itself
  child.stdin.end(script);
  const exitCode = await new Promise<number | null>((done) => child.on('close', done));
  return { exitCode, output, seconds: (performance.now() - start) / 1000, folder };
}

/** Runs the launcher as it stands. */
export function runLauncher(options: Parameters<typeof runScript>[1]): Promise<LauncherRun> {
  return runScript(launcher, options);
}
