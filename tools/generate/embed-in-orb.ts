const section = /^([ \t]*)# launcher of port-dora\n(?:[\s\S]*?\n)??\1# end of the launcher$/gm;

/**
 * Writes the launcher between `# launcher of port-dora` and `# end of the launcher`: CircleCI takes the `<<` of the usual
 * marker for a parameter, so it has markers of its own, and a `<<` of the launcher would get a backslash.
 * Source: CircleCI docs, "Reusable config reference"; circleci-cli, `orb pack`, which escapes what it includes in the same way.
 */
export function embedInOrb(text: string, launcher: string): string {
  const lines = launcher
    .replace(/^#!.*\n/, '')
    .trimEnd()
    .replaceAll('<<', '\\<<')
    .split('\n');
  return text.replace(section, (_, indent: string) =>
    ['# launcher of port-dora', ...lines, '# end of the launcher']
      .map((line) => (line === '' ? '' : indent + line))
      .join('\n'),
  );
}
