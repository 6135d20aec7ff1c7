import { readdirSync } from 'node:fs';
import { parseMapping } from '../../../src/mapping/parse-mapping.ts';

const folder = new URL('../../../catalog/mappings/', import.meta.url);

/** The mapping files of the catalog, as `integration/strategy`. */
export function catalogFiles(): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(new URL(`${name}/`, folder)).map(
        (file) => `${name}/${file.replace(/\.yml$/, '')}`,
      ),
    );
}

/** All filters of a mapping. */
export function textsOf(yaml: string): readonly string[] {
  return parseMapping(yaml).resources.flatMap(({ query, itemsToParse, leaves }) => [
    query,
    ...(itemsToParse === null ? [] : [itemsToParse]),
    ...leaves.map(({ filter }) => filter),
  ]);
}
