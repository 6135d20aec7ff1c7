import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  denyingWords,
  environmentOfName,
  environmentWords,
  imitatingWords,
  negatingWords,
} from '../../src/deployment/environment-words.ts';
import type { DeploymentEnvironment } from '../../src/deployment/record.ts';

const names: readonly (readonly [string, DeploymentEnvironment | null])[] = [
  ['Production', 'Production'],
  ['production', 'Production'],
  ['PROD', 'Production'],
  ['prd', 'Production'],
  ['live', 'Production'],
  ['production-eu', 'Production'],
  ['prod2', 'Production'],
  ['eu-west-1/prod01', 'Production'],
  ['shop (Production, blue)', 'Production'],
  ['prod-no', 'Production'],
  ['Staging', 'Staging'],
  ['stg', 'Staging'],
  ['uat', 'Staging'],
  ['pre-production', 'Staging'],
  ['preprod', 'Staging'],
  ['pre', 'Staging'],
  ['staging-prod-mirror', 'Staging'],
  ['acceptance', 'Staging'],
  ['demo', 'Staging'],
  ['Testing', 'Testing'],
  ['test01', 'Testing'],
  ['QA', 'Testing'],
  ['dev', 'Testing'],
  ['development', 'Testing'],
  ['sandbox-7', 'Testing'],
  ['review/feat-1', 'Testing'],
  ['review/production-fix', 'Testing'],
  ['pr-12', 'Testing'],
  ['prod-test', 'Testing'],
  ['test-prod', 'Testing'],
  ['test-staging', 'Testing'],
  ['dev.prod.example.com', 'Testing'],
  ['live-preview', 'Testing'],
  ['not-staging-but-test', 'Testing'],
  ['non-prod', null],
  ['nonprod', null],
  ['nonproduction', null],
  ['not production', null],
  ['not in production', null],
  ['no_live', null],
  ['prod-like', null],
  ['copy of prod', null],
  ['prod-shadow', null],
  ['nonprod/prod-eu', null],
  ['prod nonprod', null],
  ['nonprod-test', 'Testing'],
  ['non-test', null],
  ['non-test-prod', null],
  ['product-search', null],
  ['reproduction', null],
  ['olive', null],
  ['latest', null],
  ['github-pages', null],
  ['main', null],
  ['prodtest', null],
  ['прод', null],
  ['42', null],
  ['', null],
  ['---', null],
  ['constructor', null],
  ['__proto__', null],
];

describe('the environment that a name tells', () => {
  test.each(names)('%j is %s', (name, environment) => {
    expect(environmentOfName(name)?.environment ?? null).toBe(environment);
  });

  test('no word stands for two environments, and each is in the form that is looked up', () => {
    const all = [
      ...Object.values(environmentWords).flat(),
      ...negatingWords,
      ...imitatingWords,
      ...denyingWords,
    ];
    expect(new Set(all).size).toBe(all.length);
    for (const word of all) expect(word).toMatch(/^[a-z]+\d?[a-z]+$/);
  });
});

const separator = fc.constantFrom('-', '_', '/', ' ', '.', ':', '--', '\n', '\u0000');
const inAnyCase = (word: string) =>
  fc
    .infiniteStream(fc.boolean())
    .map((upper) =>
      [...word].map((letter) => (upper.next().value ? letter.toUpperCase() : letter)).join(''),
    );
const styled = (words: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...words).chain(inAnyCase), fc.constantFrom('', '1', '02'))
    .map((parts) => parts.join(''));
const anyWord = fc.oneof(
  styled(environmentWords.Production),
  fc.string({ maxLength: 8 }),
  fc.constantFrom('eu', 'non', 'not', 'like', 'blue'),
);
const join = (words: readonly string[], between: string) => words.join(between);

describe('Production is never a guess', () => {
  test('a name that holds the word of a lower environment is not Production', () => {
    const lower = styled([...environmentWords.Staging, ...environmentWords.Testing]);
    fc.assert(
      fc.property(
        fc.array(anyWord),
        lower,
        fc.array(anyWord),
        separator,
        (before, word, after, by) => {
          const name = join([...before, word, ...after], by);
          expect(environmentOfName(name)?.environment).not.toBe('Production');
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a name that denies or imitates production is not Production', () => {
    const production = styled(environmentWords.Production);
    fc.assert(
      fc.property(
        fc.array(anyWord),
        production,
        fc.array(anyWord),
        separator,
        (before, word, after, by) => {
          const denied = join(
            [...before, 'non', word, ...after.filter((one) => !/non|not/.test(one))],
            by,
          );
          expect(environmentOfName(denied)?.environment).not.toBe('Production');
          const imitated = join([...before, word, ...after, 'like'], by);
          expect(environmentOfName(imitated)?.environment).not.toBe('Production');
        },
      ),
    );
  });

  test('a name without a production word is not Production', () => {
    const words = new Set(environmentWords.Production);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        fc.pre(
          !name
            .toLowerCase()
            .match(/[a-z]+/g)
            ?.some((word) => words.has(word)),
        );
        expect(environmentOfName(name)?.environment).not.toBe('Production');
      }),
    );
  });
});
