import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPathFilter } from '../../src/scm/path-filter.ts';
import { planPaths } from '../../src/scm/plan-paths.ts';

test.each<[string[], string[], boolean]>([
  [['services/shop'], ['services/shop'], true],
  [['services/shop/', './libs/**'], ['services/shop', 'libs'], true],
  [['services/shop/**/*'], ['services/shop'], true],
  [
    ['services/shop', 'services/shop/docs', 'services/shopping'],
    ['services/shop', 'services/shopping'],
    true,
  ],
  [['**'], [], true],
  [['.'], [], true],
  [['docs', '**'], [], true],
  [['services/*'], ['services'], false],
  [['services/shop', '!**/*.md'], ['services/shop'], false],
  [['!docs/**'], [], false],
  [['*.ts', 'docs'], [], false],
  [['app/(group)/page.ts'], ['app'], false],
  [[''], [], false],
  [['a//b'], ['a'], false],
  [['a/../b'], ['a'], false],
])('%j is looked for in %j', (globs, prefixes, isExact) => {
  expect(planPaths(globs)).toEqual({ prefixes, isExact });
});

describe('whatever the globs are', () => {
  const segment = fc.constantFrom('a', 'b', 'c.ts', '*', '**', '*.ts', '{a,b}', '.', '..', '');
  const glob = fc
    .tuple(fc.constantFrom('', '!', './'), fc.array(segment, { minLength: 1, maxLength: 4 }))
    .map(([sign, segments]) => sign + segments.join('/'));
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c.ts', 'd'), { minLength: 1, maxLength: 4 })
    .map((segments) => segments.join('/'));
  const isBelow = (prefixes: readonly string[], file: string) =>
    prefixes.length === 0 || prefixes.some((one) => file === one || file.startsWith(`${one}/`));

  test('no file that belongs to the service is outside of what is looked at', () => {
    fc.assert(
      fc.property(fc.array(glob, { minLength: 1, maxLength: 3 }), path, (globs, file) => {
        if (createPathFilter(globs)([file]))
          expect(isBelow(planPaths(globs).prefixes, file)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('an exact plan holds nothing else', () => {
    fc.assert(
      fc.property(fc.array(glob, { minLength: 1, maxLength: 3 }), path, (globs, file) => {
        const { prefixes, isExact } = planPaths(globs);
        // Where `a/**/*` is used, `a` is a folder and no file.
        fc.pre(!(prefixes.includes(file) && globs.some((one) => one.endsWith('/**/*'))));
        if (isExact) expect(createPathFilter(globs)([file])).toBe(isBelow(prefixes, file));
      }),
      { numRuns: 1_000 },
    );
  });
});
