/** The scripts that templates carry, by the name that stands in the marker. */
export interface Launchers {
  /** For POSIX shells: `# >>> port-dora launcher`. */
  readonly launcher: string;
  /** For PowerShell: `# >>> port-dora launcher.ps1`. */
  readonly 'launcher.ps1': string;
}

const section =
  /^([ \t]*)# >>> port-dora (launcher(?:\.ps1)?)(?:, doubling ([$%]))?\n(?:[\s\S]*?\n)??\1# <<< port-dora launcher$/gm;

/** In a JSON file the whole section stands inside one string. */
const sectionInJson =
  /# >>> port-dora (launcher(?:\.ps1)?)\\n(?:(?:(?!# <<< )[^"\\]|\\.)*?\\n)??# <<< port-dora launcher/g;

/**
 * Writes the launcher between `# >>> port-dora launcher` and `# <<< port-dora launcher`, as far in as the marker.
 * `, doubling $` or `, doubling %` behind the first marker is for CI systems that fill in such signs before the shell.
 */
export function embedLauncher(text: string, launchers: Launchers): string {
  return text.replace(section, (_, indent: string, name: keyof Launchers, sign?: string) => {
    const body = sign ? launchers[name].replaceAll(sign, () => sign + sign) : launchers[name];
    const lines = withoutShebang(body).trimEnd().split('\n');
    const marker = `# >>> port-dora ${name}${sign ? `, doubling ${sign}` : ''}`;
    return [marker, ...lines, '# <<< port-dora launcher']
      .map((line) => (line === '' ? '' : indent + line))
      .join('\n');
  });
}

/** The same for the text of a JSON file whose strings hold the markers; the rest of the file stays as it is written. */
export function embedLauncherInJson(text: string, launchers: Launchers): string {
  return text.replace(sectionInJson, (_, name: keyof Launchers) => {
    const markers = `# >>> port-dora ${name}\n# <<< port-dora launcher`;
    return JSON.stringify(embedLauncher(markers, launchers)).slice(1, -1);
  });
}

const withoutShebang = (script: string): string => script.replace(/^#!.*\n/, '');
