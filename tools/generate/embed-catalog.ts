/** The module that holds the catalog's files for the bundle and the single executable, one string a file. */
export function embedCatalog(files: ReadonlyMap<string, string>): string {
  const entries = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => entry(quoted(path), quoted(text.replaceAll('\r\n', '\n'))));
  return [
    '// Made by `npm run generate` from the files in catalog/: change those.',
    '',
    '/** The text of every file of the catalog, by its path below `catalog/`. */',
    'export const catalogFiles: Readonly<Record<string, string>> = {',
    ...entries,
    '};',
    '',
  ].join('\n');
}

/** In the form that the formatter keeps: what does not fit on the line stands on the next. */
function entry(key: string, value: string): string {
  const line = `  ${key}: ${value},`;
  return line.length <= 100 ? line : `  ${key}:\n    ${value},`;
}

/** Single quotes, unless double ones need fewer escapes. */
function quoted(text: string): string {
  const quote = text.split("'").length > text.split('"').length ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped}${quote}`;
}
