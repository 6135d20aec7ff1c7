import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { type Jq, loadJq } from '../../src/jq/load-jq.ts';
import { evaluateOnAll } from '../../src/mapping/evaluate-mapping.ts';
import type { MappingOutcome, MappingResource } from '../../src/mapping/mapping.ts';
import { parseMapping } from '../../src/mapping/parse-mapping.ts';
import { debianJq, recordingJq } from './debian-jq.ts';

// biome-ignore lint/suspicious/noExplicitAny: a payload is what a vendor sends, and tests change it anywhere
export type Payload = any;

/** An item of a kind, as Port's integration hands it to the mapping. */
export interface Item {
  readonly kind: string;
  readonly payload: Payload;
}

/** What Port holds after it has taken all entities of a mapping, the later ones merged into the earlier. */
export interface HeldEntity {
  readonly identifier: string;
  readonly blueprint: string;
  readonly title: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly relations: Readonly<Record<string, unknown>>;
}

/** A payload in the vendor's shape, new for each call. */
export function payload(path: string): Payload {
  return JSON.parse(readFileSync(new URL(`payloads/${path}.json`, import.meta.url), 'utf8'));
}

/** The text of a mapping of the catalog. */
export function catalogMapping(path: string): string {
  return readFileSync(new URL(`../../catalog/mappings/${path}.yml`, import.meta.url), 'utf8');
}

const engine = loadJq();

/** What a mapping makes of each item, the same in jq 1.8 and in this machine's jq. */
export async function outcomes(
  yaml: string,
  items: readonly Item[],
): Promise<readonly (readonly MappingOutcome[])[]> {
  const { resources, problems } = parseMapping(yaml);
  expect(problems).toEqual([]);
  const { jq, calls } = recordingJq(await engine);
  const first = mapAll(jq, resources, items);
  expect(mapAll(debianJq(calls), resources, items).map(withoutWords)).toEqual(
    first.map(withoutWords),
  );
  return first;
}

/** The entities that a mapping gives for the items, one after the other, merged as Port merges them. */
export async function entities(
  yaml: string,
  items: readonly Item[],
): Promise<readonly HeldEntity[]> {
  return merged((await outcomes(yaml, items)).flat());
}

/** By item, the outcomes of the blocks for its kind in their order. */
function mapAll(
  jq: Jq,
  resources: readonly MappingResource[],
  items: readonly Item[],
): readonly (readonly MappingOutcome[])[] {
  const found: MappingOutcome[][] = items.map(() => []);
  for (const resource of resources) {
    const indexes = items.flatMap(({ kind }, index) => (kind === resource.kind ? [index] : []));
    const payloads = indexes.map((index) => items[index]?.payload);
    evaluateOnAll(jq, resource, payloads).forEach((results, at) => {
      found[indexes[at] ?? -1]?.push(...results);
    });
  }
  return found;
}

/** The engines tell the same errors in different words. */
const withoutWords = (results: readonly MappingOutcome[]) =>
  results.map((result) => ({
    ...result,
    ...('message' in result ? { message: '' } : {}),
    warnings: result.warnings.map(({ path }) => path),
  }));

function merged(results: readonly MappingOutcome[]): readonly HeldEntity[] {
  const held = new Map<string, HeldEntity>();
  for (const result of results) {
    if (result.kind !== 'entity') continue;
    const { entity } = result;
    const identifier = String(entity.identifier);
    const before = held.get(identifier);
    held.set(identifier, {
      identifier,
      blueprint: entity.blueprint,
      title: entity.title ?? before?.title,
      properties: { ...before?.properties, ...entity.properties },
      relations: { ...before?.relations, ...entity.relations },
    });
  }
  return [...held.values()];
}
