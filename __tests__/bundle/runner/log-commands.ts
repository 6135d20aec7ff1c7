/** What the runner would make of a step's output. */
export interface ReadLog {
  readonly annotations: readonly {
    readonly level: 'error' | 'warning' | 'notice';
    readonly message: string;
  }[];
  readonly groups: readonly string[];
  /** Commands that a reporter has no business with: the sign of an injection. */
  readonly foreign: readonly string[];
}

const decode = (text: string): string =>
  text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');

/** Reads workflow commands as the runner does (actions/runner, ActionCommand.cs: `::` at the start of a trimmed line, `##[` anywhere). */
export function readLog(output: string): ReadLog {
  const annotations: { level: 'error' | 'warning' | 'notice'; message: string }[] = [];
  const groups: string[] = [];
  const foreign: string[] = [];
  for (const line of output.split(/\r\n|\r|\n/)) {
    const command = /^\s*::([A-Za-z-]+)(?:\s[^:]*)?::(.*)$/.exec(line);
    const [, name = '', data = ''] = command ?? [];
    if (name === 'error' || name === 'warning' || name === 'notice') {
      annotations.push({ level: name, message: decode(data) });
    } else if (name === 'group') groups.push(decode(data));
    else if (command && !['endgroup', 'debug'].includes(name)) foreign.push(line);
    else if (!command && /##\[|^\s*::/.test(line)) foreign.push(line);
  }
  return { annotations, groups, foreign };
}
