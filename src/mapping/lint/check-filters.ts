import type { Jq } from '../../jq/load-jq.ts';
import { isSelfContained } from '../is-self-contained.ts';
import type { MappingResource, YamlPath } from '../mapping.ts';
import { portFilter } from '../port-filter.ts';
import { newerThanJq16 } from './newer-jq.ts';
import type { Remark } from './subject.ts';

/** A filter and where it stands. */
export interface PlacedFilter {
  readonly path: YamlPath;
  readonly filter: string;
}

/** Every filter of a resource, with paths from the root of the file. */
export function filtersOf(resource: MappingResource): readonly PlacedFilter[] {
  const { path, query, itemsToParse, leaves } = resource;
  return [
    { path: [...path, 'selector', 'query'], filter: query },
    ...(itemsToParse === null
      ? []
      : [{ path: [...path, 'port', 'itemsToParse'], filter: itemsToParse }]),
    ...leaves.map((leaf) => ({
      path: [...path, 'port', 'entity', 'mappings', ...leaf.path],
      filter: leaf.filter,
    })),
  ];
}

/** Finds filters that one of Port's programs does not understand. */
export function checkFilters(
  filters: readonly PlacedFilter[],
  verdicts: Verdicts,
  jq: Jq,
): readonly Remark[] {
  const ready = filters.map(({ filter }) => portFilter(filter, 'ocean'));
  const quoted = filters.map(({ filter }, index) => (filter === ready[index] ? '.' : filter));
  const quoteErrors = judgeFilters(quoted, jq);
  return filters.flatMap(({ path, filter }, index): Remark[] => {
    const error = verdicts.get(filter);
    if (error) return [syntaxRemark(path, filter, error)];
    const newer = newerThanJq16(ready[index] ?? filter);
    return [
      ...(newer === null ? [] : [newerRemark(path, newer)]),
      ...(quoteErrors.get(quoted[index] ?? '') ? [quoteRemark(path)] : []),
    ];
  });
}

const mostInOne = 40;

/** Why each filter does not compile as Port runs it, or `null`; by the filter as it is written. */
export type Verdicts = ReadonlyMap<string, string | null>;

/** Compiles filters as an integration since Ocean 0.30.1 does. */
export function judgeMapping(filters: readonly PlacedFilter[], jq: Jq): Verdicts {
  const ready = new Map(filters.map(({ filter }) => [filter, portFilter(filter, 'ocean')]));
  const verdicts = judgeFilters([...ready.values()], jq);
  return new Map([...ready].map(([filter, port]) => [filter, verdicts.get(port) ?? null]));
}

/** Many are compiled at once, and one by one only where that fails. */
function judgeFilters(filters: readonly string[], jq: Jq): Verdicts {
  const different = [...new Set(filters)];
  const together = different.filter(isSelfContained);
  const right = new Set<string>();
  for (let from = 0; from < together.length; from += mostInOne) {
    for (const filter of rightOnes(together.slice(from, from + mostInOne), jq)) right.add(filter);
  }
  return new Map(
    different.map((filter) => [filter, right.has(filter) ? null : jq.compileError(filter)]),
  );
}

/** Halves what does not compile together until the wrong ones are found. */
function rightOnes(filters: readonly string[], jq: Jq): readonly string[] {
  if (filters.length === 0) return [];
  // A comment at the end of a filter ends with the line, or with the next one after a backslash.
  const definitions = filters.map((filter, index) => `def lint_${index}: (${filter}\n\n);`);
  if (jq.compileError(`${definitions.join('\n')} .`) === null) return filters;
  if (filters.length === 1) return [];
  const middle = Math.floor(filters.length / 2);
  return [...rightOnes(filters.slice(0, middle), jq), ...rightOnes(filters.slice(middle), jq)];
}

function syntaxRemark(path: YamlPath, filter: string, error: string): Remark {
  const line = (error.split('\n')[0] ?? error).replace(/:$/, '');
  return {
    rule: 'jq-syntax',
    path,
    message: `the filter is no jq: ${line}`,
    hint: syntaxHint(filter),
  };
}

function syntaxHint(filter: string): string {
  if (filter.trim() === '') return 'write a filter, or leave the key out';
  if (/&&|\|\|/.test(filter)) return 'write `and` and `or` in place of && and ||';
  if (/^\s*(True|False|None)\s*$/.test(filter)) return "write 'true', 'false' or 'null' in quotes";
  if (filter.includes("'")) {
    return 'use double quotes: Port takes single ones for them only at the edges of words';
  }
  return 'try it with jq on a payload, or with `port-dora mappings preview`';
}

const newerRemark = (path: YamlPath, newer: string): Remark => ({
  rule: 'newer-jq',
  path,
  message: `not all of Port's programs understand this filter: ${newer}, and some run jq 1.6`,
  hint: 'write it with what jq 1.6 has',
});

const quoteRemark = (path: YamlPath): Remark => ({
  rule: 'single-quotes',
  path,
  message:
    'single quotes are no jq; only integrations since Ocean 0.30.1 take them for double ones',
  hint: 'use double quotes',
});
