import { spawn } from 'node:child_process';

export interface ProgramRun {
  readonly exitCode: number | null;
  /** Both streams, in the order in which they were written. */
  readonly output: string;
}

/** Runs a program with these variables only; the local Port of a test answers meanwhile. */
export async function runProgram(
  [program = '', ...args]: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<ProgramRun> {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exitCode = await new Promise<number | null>((done, fail) => {
    child.on('error', fail).on('close', done);
  });
  return { exitCode, output };
}
