import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shippedMappings } from '../../../src/entry/mappings/shipped-mappings.ts';
import { loadJq } from '../../../src/jq/load-jq.ts';
import { lintRules } from '../../../src/mapping/lint/rules.ts';
import { engine, lint, mapping } from './lint.ts';

const shipped = shippedMappings().map(({ yaml }) => yaml);

/** A mapping that somebody has cut, doubled or scribbled in. */
const spoiled = fc
  .tuple(
    fc.constantFrom(...shipped),
    fc.nat(),
    fc.nat(60),
    fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom("'", '"', '|', ': ', '\n', '(', '- ', '#', '&a', '*a', '\t'),
    ),
  )
  .map(([yaml, at, length, scribble]) => {
    const from = at % (yaml.length + 1);
    return yaml.slice(0, from) + scribble + yaml.slice(from + length);
  });

/** A mapping whose leaves are whatever YAML can say. */
const odd = fc
  .record({
    kind: fc.oneof(fc.constantFrom('pull-request', 'workflow-run', 'incident'), fc.jsonValue()),
    query: fc.oneof(
      fc.constantFrom('true', '.a', '.name | test("x")', 'input', 'halt', 'env'),
      fc.jsonValue(),
    ),
    mappings: fc.oneof(
      fc.dictionary(
        fc.constantFrom('identifier', 'blueprint', 'properties', 'relations', 'title', '__proto__'),
        fc.oneof(fc.constantFrom('.id', '"deployment"', '"\\(', '..'), fc.jsonValue()),
      ),
      fc.jsonValue(),
    ),
  })
  .map(({ kind, query, mappings }) =>
    JSON.stringify({ resources: [{ kind, selector: { query }, port: { entity: { mappings } } }] }),
  );

/** A mapping of more than a thousand lines: whole resources that we ship. */
function thousandLines(): string {
  const lines = shipped.flatMap((yaml) =>
    yaml.slice(yaml.indexOf('\nresources:') + '\nresources:\n'.length).split('\n'),
  );
  const end = lines.findIndex((line, index) => index >= 1_000 && line.startsWith('  - kind:'));
  return ['resources:', ...lines.slice(0, end)].join('\n');
}

test('a mapping of a thousand lines takes a few runs of jq, which are what costs time', async () => {
  const jq = await engine();
  let runs = 0;
  const counted = new Proxy(jq, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        runs += 1;
        return Reflect.apply(member, target, args) as unknown;
      };
    },
  });
  await lint(thousandLines(), { jq: counted });
  expect(runs).toBeGreaterThan(0);
  expect(runs).toBeLessThan(30);
}, 60_000);

describe('any text', () => {
  test('is looked at without an error, and what is found stands inside it', async () => {
    await engine();
    await fc.assert(
      fc.asyncProperty(fc.oneof(spoiled, odd, fc.string()), async (yaml) => {
        const lines = yaml.split(/\r\n|[\n\r]/);
        for (const { rule, level, line, column, message, hint } of await lint(yaml)) {
          expect(lintRules[rule].level).toBe(level);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
          expect(message).not.toMatch(/undefined|\n|\[object/);
          expect(hint).not.toBe('');
        }
      }),
      { numRuns: 120 },
    );
  }, 120_000);

  test('with a filter that never ends is looked at in the end', async () => {
    const yaml = mapping({
      ...{ kind: 'rollout', query: 'last(repeat(1)) == 1', identifier: '.id' },
      properties: { createdAt: '.at', deploymentStatus: '"Success"' },
    });
    const findings = await lint(yaml, { jq: await loadJq({ spares: 5, timeoutMs: 250 }) });
    expect(findings.map(({ rule }) => rule)).toContain('selector-null');
    expect(findings.map(({ message }) => message).join('\n')).toContain('did not end within');
  }, 60_000);

  test('is no fault of the resources around it', async () => {
    const endless = mapping({
      ...{ kind: 'rollout', query: 'last(repeat(1)) == 1', identifier: '.id' },
    });
    const [one = '', other = ''] = shipped.map((yaml) => yaml.slice(yaml.indexOf('\n  - kind:')));
    // Not the jq of the test before, which is gone for a while.
    const findings = await lint(endless + one + other, {
      jq: await loadJq({ spares: 4, timeoutMs: 250 }),
    });
    expect(findings.map(({ rule, line }) => [rule, line])).toEqual([['selector-null', 4]]);
  }, 60_000);
});
