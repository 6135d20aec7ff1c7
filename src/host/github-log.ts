import type { Log } from './host.ts';
import type { WriteLine } from './plain-log.ts';

/** A log in the commands of GitHub's runner (GitHub docs, "Workflow commands for GitHub Actions"): annotations and collapsed groups. */
export function createGithubLog(write: WriteLine, isDebug: boolean): Log {
  const annotate = (command: string) => (line: string) =>
    write(`::${command}::${escapeData(line)}`);
  return {
    info: write,
    debug: isDebug ? annotate('debug') : () => undefined,
    notice: annotate('notice'),
    warning: annotate('warning'),
    error: annotate('error'),
    group: (title, lines) => {
      write(`::group::${escapeData(title)}`);
      for (const line of lines) write(line);
      write('::endgroup::');
    },
  };
}

/** The message of an annotation is cut at 4,096 characters by the runner; line ends would start a new command. */
const escapeData = (text: string): string =>
  text.slice(0, 4000).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
