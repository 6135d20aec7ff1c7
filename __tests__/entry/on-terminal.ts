import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/** What is typed when a text has been shown. */
export type Answer = readonly [shown: string, typed: string];

export const enter = '\r';
export const interrupt = '\u0003';

/**
 * Runs a command on a terminal, and types the answers one after the other as their questions come: `script` of
 * util-linux lends the terminal. @returns all that was shown, without colours, and the exit code
 */
export async function onTerminal(
  command: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  answers: readonly Answer[],
): Promise<{ readonly code: number | null; readonly shown: string }> {
  // A terminal without a width would break after each letter.
  const child = spawn('script', ['-qefc', `stty cols 120 rows 50; ${command}`, '/dev/null'], {
    cwd,
    env: { PATH: process.env.PATH, TERM: 'xterm', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let [shown, from] = ['', 0];
  const waiting = [...answers];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += stripVTControlCharacters(text);
    const [question, typed] = waiting[0] ?? [];
    if (question === undefined || typed === undefined || !shown.includes(question, from)) return;
    from = shown.length;
    waiting.shift();
    child.stdin.write(typed);
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  if (waiting.length > 0) throw new Error(`nobody asked ${waiting[0]?.[0]}: ${shown}`);
  return { code, shown };
}
