/** What can be asked of git or a host about some globs. */
export interface PathPlan {
  /** Plain folders and files that hold all that the globs mean, none inside another; empty: everything. */
  readonly prefixes: readonly string[];
  /** Whether they hold nothing else, so that nothing is left to be matched. */
  readonly isExact: boolean;
}

interface Part {
  readonly prefix: string;
  readonly isExact: boolean;
}

const wildcard = /[*?[\]{}()!+@|\\]/;

/** Segments that mean nothing to a host, and something of their own to a matcher. */
const odd: readonly string[] = ['', '.', '..'];

/** Splits globs into what stands before their first wildcard, and whether anything but `**` follows. */
export function planPaths(globs: readonly string[]): PathPlan {
  const wanted = globs.filter((glob) => !glob.startsWith('!'));
  const parts = wanted.map(partOf);
  const everything = parts.some(({ prefix, isExact }) => prefix === '' && isExact);
  const isExact =
    wanted.length === globs.length && (everything || parts.every((part) => part.isExact));
  const prefixes = parts.some(({ prefix }) => prefix === '')
    ? []
    : parts.map(({ prefix }) => prefix);
  return { prefixes: outermost(prefixes), isExact };
}

function partOf(glob: string): Part {
  const pattern = glob.replace(/^\.?(?:\/+|$)/, '').replace(/\/+$/, '');
  const segments = pattern === '' ? [] : pattern.split('/');
  const found = segments.findIndex((segment) => wildcard.test(segment) || odd.includes(segment));
  const end = found < 0 ? segments.length : found;
  const rest = segments.slice(end).join('/');
  return {
    prefix: segments.slice(0, end).join('/'),
    isExact: glob !== '' && ['', '**', '**/*'].includes(rest),
  };
}

function outermost(prefixes: readonly string[]): string[] {
  const unique = [...new Set(prefixes)];
  return unique.filter((one) => !unique.some((other) => one.startsWith(`${other}/`)));
}
