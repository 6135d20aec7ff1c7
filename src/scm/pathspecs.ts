const wildcard = /[*?[\]{}()!+@|\\]/;

/**
 * What git has to look at for some globs: the folders before their first wildcard. It may be more than the globs say
 * (git knows no braces), so the files that are found have to be matched as well. Empty: everything.
 */
export function pathspecs(globs: readonly string[]): readonly string[] {
  const wanted = globs.filter((glob) => !glob.startsWith('!'));
  const folders = wanted.map(plainPart);
  return folders.includes('') ? [] : folders.map((folder) => `:(top,literal)${folder}`);
}

function plainPart(glob: string): string {
  const segments = glob.replace(/^\.?\/+/, '').split('/');
  const end = segments.findIndex((segment) => wildcard.test(segment));
  const plain = end < 0 ? segments : segments.slice(0, end);
  return plain.filter((segment) => segment !== '' && segment !== '.').join('/');
}
