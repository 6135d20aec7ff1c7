import { spawn } from 'node:child_process';
import { temporaryFolder } from './temporary-folder.ts';

export interface ScriptRun {
  readonly exitCode: number | null;
  readonly output: string;
  /** The folder that it ran in, where a value that was executed leaves a trace. */
  readonly folder: string;
}

/** The strictest settings that a CI is known to run scripts with. */
export const shells = {
  bash: ['bash', '--noprofile', '--norc', '-euo', 'pipefail', '-c'],
  dash: ['dash', '-eu', '-c'],
} as const;

/** Runs a script as a CI does, with these variables and nothing else of ours. */
export async function runScript(
  script: string,
  variables: Readonly<Record<string, string | boolean>>,
  {
    shell = 'bash',
    folder = temporaryFolder(),
  }: { readonly shell?: keyof typeof shells; readonly folder?: string } = {},
): Promise<ScriptRun> {
  const [program, ...args] = shells[shell];
  const given = Object.entries(variables).map(([name, value]) => [name, String(value)]);
  const child = spawn(program, [...args, script], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...Object.fromEntries(given) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exitCode = await new Promise<number | null>((done) => child.on('close', done));
  return { exitCode, output, folder };
}
