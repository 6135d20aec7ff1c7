import { catalogFiles } from './files.generated.ts';

/** The version of the package with a mark of the catalog's content behind: two releases may bring the same catalog. */
export function catalogVersion(version: string, sha256: (text: string) => string): string {
  return `${version}+${sha256(JSON.stringify(catalogFiles)).slice(0, 12)}`;
}

/** Whether two versions brought the same content. */
export const isSameCatalog = (one: string, other: string): boolean =>
  contentOf(one) === contentOf(other);

const contentOf = (version: string): string => version.split('+')[1] ?? version;
