import type { Log } from './host.ts';

/** Writes one line, already redacted, with its line end. */
export type WriteLine = (line: string) => void;

/** A log for terminals and CIs without commands of their own: levels as words, groups as titles with indented lines. */
export function createPlainLog(write: WriteLine, isDebug: boolean): Log {
  return {
    info: write,
    debug: (line) => {
      if (isDebug) write(`debug: ${line}`);
    },
    notice: (line) => write(`notice: ${line}`),
    warning: (line) => write(`warning: ${line}`),
    error: (line) => write(`error: ${line}`),
    group: (title, lines) => {
      write(title);
      for (const line of lines) write(`  ${line}`);
    },
  };
}
