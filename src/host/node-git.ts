import type { Git } from './host.ts';

const limitMs = 20_000;

/** git as it is installed, without prompts; loaded only when it is asked. */
export function createNodeGit(cwd: string, env: Readonly<Record<string, string | undefined>>): Git {
  return async (args) => {
    const { execFile } = await import('node:child_process');
    return new Promise((resolve) => {
      execFile(
        'git',
        ['-c', 'core.quotePath=false', ...args],
        {
          cwd,
          env: { ...env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
          timeout: limitMs,
          maxBuffer: 64 * 1024 * 1024,
          windowsHide: true,
        },
        (error, stdout) => resolve(error ? null : stdout),
      );
    });
  };
}
