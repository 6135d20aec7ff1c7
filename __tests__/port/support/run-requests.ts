import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./send-requests.ts', import.meta.url));

/** What came of one request: an answer, or the error as data. */
export type Outcome = Readonly<Record<string, unknown>> & {
  readonly status?: number;
  readonly body?: string;
  readonly kind?: string;
  readonly printed?: string;
};

/** Sends requests in a process of its own with exactly the given variables. Fails when it does not end by itself. */
export async function runRequests(
  work: { readonly requests: readonly object[]; readonly bulk?: boolean },
  env: Readonly<Record<string, string>>,
): Promise<readonly Outcome[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(work)], {
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const timer = setTimeout(() => child.kill(), 15_000);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(timer);
  if (code !== 0) throw new Error(`the process ended with ${String(code)}: ${errors}${output}`);
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome);
}
