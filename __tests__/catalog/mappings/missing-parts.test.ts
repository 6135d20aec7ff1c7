import { beforeAll, describe, expect, test } from '@jest/globals';
import { isIdentifier } from '../../../src/deployment/identifier.ts';
import { environments } from '../../../src/deployment/record.ts';
import { type Jq, loadJq } from '../../../src/jq/load-jq.ts';
import { evaluateOnAll } from '../../../src/mapping/evaluate-mapping.ts';
import type { MappedEntity } from '../../../src/mapping/mapping.ts';
import { parseMapping } from '../../../src/mapping/parse-mapping.ts';
import { catalogMapping, type Payload } from '../../mapping/map-payloads.ts';
import { catalogFiles } from './catalog-files.ts';
import { type SampleEvent, sampleEvents } from './sample-events.ts';

let jq: Jq;
beforeAll(async () => {
  jq = await loadJq();
});

type Path = readonly (string | number)[];

/** Where there is anything in a payload that a mapping names: the keys on the way stand in its text. */
function pathsIn(value: unknown, text: string, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const named = Object.entries(value).filter(([key]) => /^\d+$/.test(key) || text.includes(key));
  return named.flatMap(([key, child]) => [[...path, key], ...pathsIn(child, text, [...path, key])]);
}

/** The payload with another value at a path. To jq a key that is not there is one with null. */
function changed(payload: Payload, [key, ...rest]: Path, value: unknown): Payload {
  if (key === undefined) return value;
  const copy = Array.isArray(payload) ? [...payload] : { ...payload };
  copy[key] = changed(copy[key], rest, value);
  return copy;
}

function anotherEvent(payload: Payload, identity: SampleEvent['identity']): Payload {
  return Object.entries(identity).reduce<Payload>(
    (one, [path, value]) => changed(one, path.split('.'), value),
    payload,
  );
}

describe('whatever is missing in a payload', () => {
  test.each(sampleEvents.map((event) => [event.file, event.item.kind, event] as const))(
    '%s of a %s gives the same entity or none, with values that Port takes',
    (file, kind, { item, identity }) => {
      const yaml = catalogMapping(file);
      const { resources } = parseMapping(yaml);
      const mapped = (payloads: readonly Payload[]): readonly (readonly MappedEntity[])[] => {
        const blocks = resources
          .filter((resource) => resource.kind === kind)
          .map((resource) => evaluateOnAll(jq, resource, payloads));
        return payloads.map((_, index) =>
          blocks
            .flatMap((block) => block[index] ?? [])
            .flatMap((outcome) => (outcome.kind === 'entity' ? [outcome.entity] : [])),
        );
      };
      const other = anotherEvent(item.payload, identity);
      const paths = pathsIn(item.payload, yaml);
      const without = (payload: Payload) =>
        mapped([payload, ...paths.map((path) => changed(payload, path, null))]);
      const [whole = [], ...found] = without(item.payload);
      const [another = [], ...others] = without(other);
      expect(whole.length).toBeGreaterThan(0);
      expect(shared(whole, another)).toEqual([]);
      for (const [index, path] of paths.entries()) {
        for (const entity of found[index] ?? []) checkEntity(entity);
        // What tells it from others can be missing in both only where something else tells them apart.
        expect([path, shared(found[index] ?? [], others[index] ?? [])]).toEqual([path, []]);
      }
    },
    60_000,
  );

  test('every mapping is among them', () => {
    expect([...new Set(sampleEvents.map(({ file }) => file))].sort()).toEqual(
      [...catalogFiles()].sort(),
    );
  });
});

const shared = (some: readonly MappedEntity[], others: readonly MappedEntity[]) =>
  some.filter((one) => others.some(({ identifier }) => identifier === one.identifier));

function checkEntity({ identifier, blueprint, properties }: MappedEntity): void {
  expect(isIdentifier(String(identifier))).toBe(true);
  if (blueprint !== 'deployment') return;
  const { environment, deploymentStatus, createdAt, serviceName } = properties;
  if ('environment' in properties) expect(environments).toContain(environment);
  if ('deploymentStatus' in properties) expect(['Success', 'Failed']).toContain(deploymentStatus);
  if ('createdAt' in properties) expect(Date.parse(String(createdAt))).not.toBeNaN();
  if ('serviceName' in properties) expect(serviceName).toEqual(expect.any(String));
}
