/** Places of the machine where someone works: they mean nothing to others, and tell what is nobody's business. */
const patterns: readonly RegExp[] = [
  /(?<![\w.~-])\/(?:root|work|Users)\/[\w.-]+/,
  /\b[A-Z]:\\Users\\/,
  /\/tmp\/[\w-]+\.[\w.-]*\//,
  // An install goes through whatever registry the reader has set.
  /\bregistry\.(?:npmjs|yarnpkg)\b/,
];

/** Lines that name a place of one machine, or one of the `names` (its folder, its registry), as `line: text`. */
export function privateFacts(text: string, names: readonly string[]): string[] {
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(
      ({ line }) =>
        patterns.some((one) => one.test(line)) || names.some((name) => line.includes(name)),
    )
    .map(({ line, number }) => `${number}: ${line.trim().slice(0, 120)}`);
}
