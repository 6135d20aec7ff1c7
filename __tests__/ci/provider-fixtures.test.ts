import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allProviders } from '../../src/ci/all-providers.ts';
import { ciMarks, detectCi } from '../../src/ci/detect-ci.ts';
import { environmentReader } from '../../src/ci/environment-reader.ts';
import { ciIds } from '../../src/deployment/run-context.ts';
import { allFixtures, type ProviderFixture, readFixture } from './provider-fixture.ts';
import { expectWholesome } from './wholesome.ts';

const fixtures = allFixtures();
const byCi = [...new Set(fixtures.map(({ ci }) => ci))];
const some = (ci: string): readonly ProviderFixture[] => fixtures.filter((one) => one.ci === ci);

/** Values that break careless code; none of them holds what `expectWholesome` looks for. */
const hostile = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'undefined',
    'null',
    'false',
    '0',
    '-1',
    '999999999999999999999',
    '$(X)',
    '${{ X }}',
    '<nil>',
    '#{X}',
    '%x%',
    '{{x}}',
    '<+x>',
    'refs/heads/',
    'refs/tags/',
    'refs/pull//merge',
    'refs/tags/refs/heads/x',
    '../..',
    '/',
    '@',
    'https://',
    'https://user:hunter2@example.com/a/b.git',
    'https://user:hunter2@',
    'ssh://git@example.com:2222/a/b.git',
    'git@example.com:a/b.git',
    'javascript:alert(1)',
    '__proto__',
    'constructor',
    '\u0000',
    '🚀\n::error::x',
  ),
  fc.string({ maxLength: 30 }).filter((text) => !/\/\/|undefined|NaN/.test(text)),
);

describe.each(byCi)('%s', (ci) => {
  test.each(some(ci).map((one) => [one.name, one] as const))('%s', async (_name, fixture) => {
    const { context } = await readFixture(fixture);
    expect(context).toStrictEqual(fixture.context);
    expectWholesome(context);
  });

  test('leaves nothing undefined and no half address when any one variable is missing', async () => {
    for (const fixture of some(ci)) {
      for (const name of Object.keys(fixture.environment)) {
        const { [name]: _removed, ...rest } = fixture.environment;
        expectWholesome((await readFixture(fixture, rest)).context);
      }
    }
  });

  test('stays whole for any subset of variables with hostile values in any of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...some(ci)),
        fc.infiniteStream(fc.oneof(fc.constant(null), fc.constant(true), hostile)),
        async (fixture, choices) => {
          const changed = Object.entries(fixture.environment).flatMap(([name, value]) => {
            const choice = choices.next().value ?? null;
            if (choice === null) return [];
            return [[name, choice === true ? value : choice] as const];
          });
          expectWholesome((await readFixture(fixture, Object.fromEntries(changed))).context);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('every fixture is recognised as the CI whose folder it is in', () => {
  for (const { ci, name, environment } of fixtures) {
    expect(`${name}: ${detectCi(environmentReader(environment))}`).toBe(`${name}: ${ci}`);
  }
});

test('every provider has a known id of its own and at least two fixtures, and generic is asked last', () => {
  const ids = Object.keys(ciMarks);
  expect(new Set(ids)).toEqual(new Set(ciIds));
  for (const id of ciIds) {
    expect(allProviders[id].id).toBe(id);
    expect(some(id).length).toBeGreaterThanOrEqual(2);
  }
  expect(ids.at(-1)).toBe('generic');
  expect(byCi.filter((ci) => !ids.some((id) => id === ci))).toEqual([]);
});
