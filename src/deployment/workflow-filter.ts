import type { NameMatcher } from './environment-rules.ts';

/** Which workflows or pipelines count as deployments; `matchesName` is called only when there is a pattern. */
export interface WorkflowFilter {
  readonly patterns: readonly string[];
  readonly matchesName: NameMatcher;
}

/** How a workflow or pipeline is called; `null` where it has no name, or the CI does not tell its file. */
export interface WorkflowNames {
  readonly names: readonly (string | null)[];
  readonly path: string | null;
}

/**
 * Why a run does not count, in words; `null` when it does. A pattern that ends in `.yml` is a file, with or without its
 * folder; any other is the whole name: `Deploy` is neither `Undeploy` nor `Deploy preview`.
 */
export function whyNotTracked(
  { patterns, matchesName }: WorkflowFilter,
  { names, path }: WorkflowNames,
): string | null {
  const known = names.filter((name) => name !== null);
  // GitHub writes the branch behind the file of some runs: `.github/workflows/deploy.yml@main`.
  const file = path?.replace(/@.*$/, '') ?? null;
  const fits = (pattern: string): boolean =>
    isFile(pattern)
      ? file !== null && matchesName(pattern, inFolderOf(pattern, file))
      : known.some((name) => matchesName(pattern, name));
  if (patterns.some(fits)) return null;
  const called = known[0] ?? file;
  return called === null
    ? 'the run that ended has no name, and `workflow` asks for one'
    : `the run that ended is one of ${JSON.stringify(called)}, which is not in \`workflow\``;
}

const isFile = (pattern: string): boolean => /\.ya?ml$/i.test(pattern);

const inFolderOf = (pattern: string, file: string): string =>
  pattern.includes('/') ? file : (file.split('/').at(-1) ?? file);
