import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReadLog, readLog } from './runner/log-commands.ts';
import { pushVariables, root } from './runner/run-job.ts';

export interface ReporterRun extends ReadLog {
  readonly exitCode: number | null;
  readonly output: string;
  readonly stdout: string;
  /** Records that it kept, and whether only their owner may read them. */
  readonly spool: readonly {
    readonly record: { readonly identifier: string };
    readonly mode: number;
    readonly text: string;
  }[];
  readonly summary: string;
  readonly milliseconds: number;
  readonly folder: string;
}

/** Runs the built reporter as a `run:` step of a push to main that succeeded; further variables win, empty ones are unset. */
export async function runReporter({
  env = {},
  args = [],
  bundle = 'dist/index.js',
  node = process.execPath,
  folder = mkdtempSync(join(tmpdir(), 'port-dora-report-')),
}: {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
  readonly bundle?: string;
  readonly node?: string;
  readonly folder?: string;
}): Promise<ReporterRun> {
  const summaryPath = join(folder, 'summary.md');
  writeFileSync(summaryPath, '');
  const start = performance.now();
  const child = spawn(node, [join(root, bundle), ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      ...pushVariables,
      GITHUB_STEP_SUMMARY: summaryPath,
      PORT_DORA_STATUS: 'success',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exitCode = await new Promise<number | null>((done) => child.on('close', done));
  const output = stdout + stderr;
  return {
    exitCode,
    output,
    stdout,
    ...readLog(output),
    spool: readSpool(join(folder, '.port-dora/spool')),
    summary: readFileSync(summaryPath, 'utf8'),
    milliseconds: performance.now() - start,
    folder,
  };
}

function readSpool(folder: string): ReporterRun['spool'] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    return { record: JSON.parse(text), text, mode: statSync(path).mode & 0o777 };
  });
}
