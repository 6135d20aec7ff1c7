import type { KindSamples, Sample } from '../samples/kind-samples.ts';
import { at } from './blueprint-facts.ts';
import { jqReads } from './jq-reads.ts';
import { jqTokens } from './jq-tokens.ts';

/** The samples with the names that a selector asks for, so that a mapping for branch `release` is tried on that branch. */
export function adaptSamples({ samples, words }: KindSamples, query: string): readonly Sample[] {
  const wanted = askedFor(query).filter(({ path }) => !words.includes(path.join('.')));
  return samples.map((sample) => ({
    ...sample,
    payload: wanted.reduce<Sample['payload']>(
      (payload, { path, value }) =>
        typeof at(payload, ...path) === 'string' ? withValue(payload, path, value) : payload,
      sample.payload,
    ),
  }));
}

interface Asked {
  readonly path: readonly string[];
  readonly value: string;
}

/** The texts that a selector compares fields with: `.base.ref == "release"`. */
function askedFor(query: string): readonly Asked[] {
  const tokens = jqTokens(query);
  return jqReads(query).flatMap(({ path, isFromPayload, next }) => {
    const [equals, text] = tokens.slice(next, next + 2);
    if (!isFromPayload || equals?.value !== '==' || text?.kind !== 'text') return [];
    return [{ path, value: text.value }];
  });
}

/** An object with one value in it changed. */
export function withValue(
  object: Readonly<Record<string, unknown>>,
  [key, ...rest]: readonly string[],
  value: unknown,
): Readonly<Record<string, unknown>> {
  if (key === undefined) return object;
  const inner = object[key];
  if (rest.length === 0) return { ...object, [key]: value };
  const isMap = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  return isMap
    ? { ...object, [key]: withValue(inner as Record<string, unknown>, rest, value) }
    : object;
}
