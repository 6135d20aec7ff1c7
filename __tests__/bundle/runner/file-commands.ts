/** Values that a step wrote into one of its command files. @throws Error for a line that the real runner would refuse */
export function parseFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const block = /^([^<=]+)<<(.+)$/.exec(line);
    if (block) {
      const [, name = '', delimiter = ''] = block;
      const end = lines.indexOf(delimiter);
      if (end < 0) throw new Error(`the value of ${name} never ends`);
      values[name] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join('\n');
      continue;
    }
    const [, name, value] = /^([^=]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined)
      throw new Error(`malformed command file line: ${line}`);
    values[name] = value;
  }
  return values;
}
