import type { MappingResource } from '../mapping.ts';
import { allSamples } from '../samples/all-samples.ts';
import type { KindSamples } from '../samples/kind-samples.ts';
import { at } from './blueprint-facts.ts';
import { jqReads } from './jq-reads.ts';

/**
 * What is known of the kind of a resource. Several integrations have a kind of the same name; unless one is named, it is
 * the one whose payloads have most of the fields that the resource reads.
 */
export function guessKind(
  resource: MappingResource,
  integration: string | null,
): KindSamples | null {
  const candidates = allSamples.filter(
    (one) =>
      one.kind === resource.kind && (integration === null || one.integration === integration),
  );
  if (integration !== null) return candidates[0] ?? null;
  const inSelector = pathsIn([resource.query]);
  const paths = [...inSelector, ...pathsIn(resource.leaves.map(({ filter }) => filter))];
  const scored = candidates
    .map((known) => ({ known, score: scoreOf(known, paths) }))
    .sort((one, other) => other.score - one.score);
  const [best, next] = scored;
  if (!best || best.score === 0) return null;
  // A payload without half of the fields is something else of the same name, unless the selector knows it well.
  const isLike = best.score * 2 >= paths.length;
  const isOnly = best.score > (next?.score ?? 0);
  const fitsSelector = scoreOf(best.known, inSelector) === inSelector.length;
  return isLike || (isOnly && fitsSelector) ? best.known : null;
}

const pathsIn = (filters: readonly string[]): readonly (readonly string[])[] =>
  filters.flatMap((filter) =>
    jqReads(filter).flatMap(({ path, isFromPayload }) => (isFromPayload ? [path] : [])),
  );

const scoreOf = ({ samples }: KindSamples, paths: readonly (readonly string[])[]): number =>
  paths.filter((path) => samples.some(({ payload }) => at(payload, ...path) !== undefined)).length;
