import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Check } from './check.ts';

interface Command {
  /** The program's script below node_modules, so that no shell and no PATH is needed on any system. */
  readonly script: string;
  readonly args: readonly string[];
}

/** A check by another program: its output is the problem when it does not exit with 0. */
export function commandCheck(name: string, { script, args }: Command): Check {
  return {
    name,
    run: async (root) => {
      const { code, output } = await run(root, [join(root, 'node_modules', script), ...args]);
      return code === 0 ? [] : [output.trim() || `${script} exits with ${code} and says nothing`];
    },
  };
}

function run(cwd: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
