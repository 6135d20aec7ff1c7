import type { Unreadable } from './change-source.ts';

const wildcard = /[*?[\]{}()!+@|\\]/;

/**
 * The globs as plain folders and files, which is all that a host's API can filter by; a reason when one of them
 * says more (`*.ts`, `services/*`, `!docs/**`). `folder`, `folder/` and `folder/**` are the same. Empty: everything.
 */
export function pathPrefixes(globs: readonly string[]): readonly string[] | Unreadable {
  const prefixes = new Set<string>();
  for (const glob of globs) {
    const prefix = glob
      .replace(/^\.?\/+/, '')
      .replace(/\/\*\*(?:\/\*)?$/, '')
      .replace(/\/+$/, '');
    if (['', '.', '**', '**/*'].includes(prefix)) return [];
    if (wildcard.test(prefix)) {
      return {
        reason: `the host's API cannot tell the commits of ${JSON.stringify(glob)}, only those of plain folders and files: use a full checkout, or plain folders`,
      };
    }
    prefixes.add(prefix);
  }
  return [...prefixes].filter((one) => ![...prefixes].some((other) => one.startsWith(`${other}/`)));
}
