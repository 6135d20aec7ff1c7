/** Turns a glob into a test for paths of files. */
export type PathCompiler = (glob: string) => (path: string) => boolean;

/** A service, and the files that belong to it; without globs it is always deployed. */
export interface ServiceSelector {
  readonly title: string;
  readonly globs: readonly string[] | null;
}

export interface ServiceSelection {
  /** Titles of the services that were deployed, in the order of their selectors. */
  readonly deployed: readonly string[];
  /** Titles that cannot be decided, because the changed files are not known. */
  readonly undecided: readonly string[];
}

/**
 * The services that the changed files belong to; `changedFiles` is `null` when they are not known.
 * `!glob` takes files out again, wherever it stands; with nothing but such globs, all other files belong to the service.
 */
export function selectServices(
  selectors: readonly ServiceSelector[],
  changedFiles: readonly string[] | null,
  compile: PathCompiler,
): ServiceSelection {
  const deployed: string[] = [];
  const undecided: string[] = [];
  for (const { title, globs } of selectors) {
    if (globs === null) deployed.push(title);
    else if (changedFiles === null) undecided.push(title);
    else if (changedFiles.some(membership(globs, compile))) deployed.push(title);
  }
  return { deployed, undecided };
}

function membership(globs: readonly string[], compile: PathCompiler): (path: string) => boolean {
  const wanted = globs.filter((glob) => !glob.startsWith('!')).map(compile);
  const takenOut = globs
    .filter((glob) => glob.startsWith('!'))
    .map((glob) => compile(glob.slice(1)));
  return (path) =>
    (wanted.length === 0 || wanted.some((matches) => matches(path))) &&
    !takenOut.some((matches) => matches(path));
}
