import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compilePath } from '../../src/deployment/glob.ts';
import { selectServices } from '../../src/deployment/service-selection.ts';

const select = (globs: readonly string[] | null, ...files: readonly string[]) =>
  selectServices([{ title: 'shop', globs }], files, compilePath).deployed.length === 1;

const patterns: readonly (readonly [globs: readonly string[], file: string, belongs: boolean])[] = [
  [['services/shop/**'], 'services/shop/src/index.ts', true],
  [['services/shop/**'], 'services/shop/.env.example', true],
  [['services/shop/**'], 'services/shop/.github/a/b.yml', true],
  [['services/shop/**'], 'services/shop-admin/index.ts', false],
  [['services/shop/*'], 'services/shop/index.ts', true],
  [['services/shop/*'], 'services/shop/src/index.ts', false],
  [['services/shop'], 'services/shop/src/index.ts', true],
  [['services/shop/'], 'services/shop/src/index.ts', true],
  [['services/shop'], 'services/shopping/index.ts', false],
  [['services/*/'], 'services/shop/src/index.ts', true],
  [['./services/shop/**'], 'services/shop/index.ts', true],
  [['/services/shop/**'], 'services/shop/index.ts', true],
  [['package.json'], 'package.json', true],
  [['package.json'], 'services/shop/package.json', false],
  [['**/package.json'], 'package.json', true],
  [['**/package.json'], 'services/shop/package.json', true],
  [['**/*.{ts,tsx}'], 'src/app.tsx', true],
  [['*'], 'README.md', true],
  [['*'], 'src/app.ts', false],
  [['**'], '.github/workflows/ci.yml', true],
  [['.'], 'src/app.ts', true],
  [['./'], 'src/app.ts', true],
  [['Services/**'], 'services/shop/index.ts', false],
  [['app/[id]/**'], 'app/i/page.ts', true],
  [['docs/[id].md'], 'docs/[id].md', true],
  [['src/größe/**'], 'src/größe/a.ts', true],
  [['lib/**', '!**/*.md'], 'lib/a.ts', true],
  [['lib/**', '!**/*.md'], 'lib/README.md', false],
  [['!**/*.md', 'lib/**'], 'lib/README.md', false],
  [['!docs'], 'docs/a.md', false],
  [['!docs'], 'src/a.ts', true],
];

describe('the service that a changed file belongs to', () => {
  test.each(patterns)('%j with %s: %s', (globs, file, belongs) => {
    expect(select(globs, file)).toBe(belongs);
  });

  test('one file is enough', () => {
    expect(select(['lib/**', '!**/*.md'], 'lib/README.md', 'lib/a.ts')).toBe(true);
  });

  test('whatever the glob is, the answer is yes or no', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (glob, path) => {
        expect(typeof compilePath(glob)(path)).toBe('boolean');
      }),
    );
  });
});

describe('the services of a monorepo', () => {
  const selectors = [
    { title: 'shop', globs: ['services/shop/**', 'lib/**'] },
    { title: 'billing', globs: ['services/billing/**', 'lib/**'] },
    { title: 'gateway', globs: null },
  ];
  const from = (files: readonly string[] | null) => selectServices(selectors, files, compilePath);

  test('a service is deployed when its files changed, and always when it has no globs', () => {
    expect(from(['services/shop/a.ts'])).toEqual({ deployed: ['shop', 'gateway'], undecided: [] });
    expect(from(['lib/a.ts']).deployed).toEqual(['shop', 'billing', 'gateway']);
    expect(from(['README.md']).deployed).toEqual(['gateway']);
    expect(from([]).deployed).toEqual(['gateway']);
  });

  test('nothing is guessed when the changed files are not known', () => {
    expect(from(null)).toEqual({ deployed: ['gateway'], undecided: ['shop', 'billing'] });
  });

  test('ten thousand files are no burden', () => {
    const files = Array.from({ length: 10_000 }, (_, index) => `other/folder${index}/file.ts`);
    const many = Array.from({ length: 50 }, (_, index) => ({
      title: `service ${index}`,
      globs: [`services/${index}/**`, 'lib/**/*.ts', '!**/*.md'],
    }));
    const start = performance.now();
    expect(selectServices(many, files, compilePath)).toEqual({ deployed: [], undecided: [] });
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test('titles stay in their order and none is invented', () => {
    const selector = fc.record({
      title: fc.string(),
      globs: fc.option(fc.array(fc.constantFrom('a/**', 'b', '!c', '*'))),
    });
    const file = fc.constantFrom('a/x', 'b', 'c', 'd/e');
    fc.assert(
      fc.property(fc.array(selector), fc.option(fc.array(file)), (any, files) => {
        const { deployed, undecided } = selectServices(any, files, compilePath);
        const titles = any.map(({ title }) => title);
        expect(titles).toEqual(expect.arrayContaining([...deployed, ...undecided]));
        if (files === null) expect(deployed.length + undecided.length).toBe(any.length);
        else expect(undecided).toEqual([]);
      }),
    );
  });
});
