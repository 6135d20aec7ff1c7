import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { at } from '../../../src/mapping/lint/blueprint-facts.ts';
import { allSamples } from '../../../src/mapping/samples/all-samples.ts';
import { mappingsOptions } from '../../../src/options/mappings-options.ts';
import { engine, lint, rulesOf } from './lint.ts';

const payloads = new URL('../payloads/', import.meta.url);

/** Payloads in the vendors' shapes, by integration and kind, from the tests of the mappings. */
const vendorKeys = new Map(
  readdirSync(payloads, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .map((path) => {
      const payload: unknown = JSON.parse(readFileSync(new URL(path, payloads), 'utf8'));
      return [path.replace(/\.json$/, ''), Object.keys(payload as object)] as const;
    }),
);

const named = allSamples.map((known) => [`${known.integration}/${known.kind}`, known] as const);

describe('the samples of a kind', () => {
  test('are of the integrations that can be named', () => {
    const integrations = [...new Set(allSamples.map(({ integration }) => integration))];
    expect([...(mappingsOptions.integration.choices ?? [])].sort()).toEqual(integrations.sort());
  });

  test.each(named)('%s are different things with names', (_, { samples }) => {
    const names = samples.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const texts = samples.map(({ payload }) => JSON.stringify(payload));
    expect(new Set(texts).size).toBe(texts.length);
  });

  test.each(named)('%s have the fields that are said of them', (_, known) => {
    const fields = [
      ...known.nullable,
      ...known.words,
      ...Object.keys(known.otherTimes ?? {}),
      ...(known.fetch ? [known.fetch.field] : []),
    ];
    const missing = fields.filter((field) =>
      known.samples.every(({ payload }) => at(payload, ...field.split('.')) === undefined),
    );
    expect(missing).toEqual([]);
  });

  test.each(named.filter(([, { isWhole }]) => isWhole))(
    '%s have every key that the vendor sends at the top',
    (name, { samples }) => {
      const keys = new Set(samples.flatMap(({ payload }) => Object.keys(payload)));
      const fromVendor = vendorKeys.get(name) ?? vendorKeys.get(name.replace(/s$/, '')) ?? [];
      expect(fromVendor).not.toEqual([]);
      expect(fromVendor.filter((key) => !keys.has(key))).toEqual([]);
    },
  );

  test.each(named)('%s are identified by filters that work', async (_, known) => {
    const jq = await engine();
    for (const filter of Object.values(known.identifiers ?? {})) {
      const answer = jq.run(filter, known.samples[0]?.payload);
      expect('outputs' in answer && answer.outputs[0]).toEqual(expect.any(String));
    }
  });
});

describe('every mapping of incidents in the catalog', () => {
  const mappings = new URL('../../../catalog/mappings/', import.meta.url);
  const paths = readdirSync(mappings, { recursive: true, encoding: 'utf8' });
  const incidents = paths.filter((path) => path.endsWith('incident.yml')).sort();

  test.each(incidents)('%s is related to a service', async (path) => {
    const found = await lint(readFileSync(new URL(path, mappings), 'utf8'));
    expect(rulesOf(found)).not.toContain('no-service');
  });

  test("FireHydrant's relation to its own services is none to ours", async () => {
    const ours = readFileSync(new URL('firehydrant/incident.yml', mappings), 'utf8');
    const theirs = ours.replace(' portService:', ' service:');
    const found = await lint(theirs);
    expect(found.find(({ rule }) => rule === 'no-service')?.hint).toContain('portService');
  });
});
