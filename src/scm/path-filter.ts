import { compilePath } from '../deployment/glob.ts';
import { selectServices } from '../deployment/service-selection.ts';

/** A test whether one of the files belongs to a service, by the same rules that choose the services of a monorepo. */
export function createPathFilter(globs: readonly string[]): (files: readonly string[]) => boolean {
  const compiled = new Map<string, (path: string) => boolean>();
  const compile = (glob: string): ((path: string) => boolean) => {
    const known = compiled.get(glob) ?? compilePath(glob);
    compiled.set(glob, known);
    return known;
  };
  const selectors = [{ title: '', globs }];
  return (files) => selectServices(selectors, files, compile).deployed.length > 0;
}
