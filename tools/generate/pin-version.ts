const version = String.raw`(?:VERSION|\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)`;

/** Packages and components of this project with an exact version: `port-dora-action@1.2.3`, not `@v1`. */
const reference = new RegExp(String.raw`\b(port-dora[\w-]*(?:/[\w-]+)*)@${version}`, 'g');

/** A line that says of itself that it has the version in it. */
const marked = new RegExp(`${version}(?=.*# the version of port-dora$)`, 'gm');

/** Puts the version of the package wherever a text names one, or `VERSION`. */
export function pinVersion(text: string, current: string): string {
  return text.replace(reference, `$1@${current}`).replace(marked, current);
}
