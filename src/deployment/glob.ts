// This module loads picomatch, which takes longer than the rest of the domain together:
// import it with `import()` and only when there is a pattern to match.
import picomatch from 'picomatch';

/**
 * Matches a name (of an environment, tag or branch) in any case. Names are no paths, so `*` matches slashes as well:
 * `release*` matches `release/1.2`. A pattern that is the name itself matches, whatever signs it holds.
 */
export function matchesName(pattern: string, name: string): boolean {
  if (pattern.toLowerCase() === name.toLowerCase()) return true;
  return pattern !== '' && picomatch.isMatch(name, pattern, { bash: true, dot: true, flags: 'is' });
}

/**
 * A test for paths of files, by their case. `*` stays within a folder and `**` does not; hidden files count.
 * A folder without wildcards stands for everything in it.
 */
export function compilePath(glob: string): (path: string) => boolean {
  const pattern = glob.replace(/^\.?(?:\/+|$)/, '').replace(/\/+$/, '');
  if (pattern === '') return () => glob !== '';
  const isFolder = glob.endsWith('/') || !picomatch.scan(pattern).isGlob;
  return picomatch(isFolder ? [pattern, `${pattern}/**`] : pattern, { dot: true });
}
