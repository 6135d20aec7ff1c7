import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  deriveEnvironment,
  type EnvironmentFacts,
  type EnvironmentRule,
} from '../../src/deployment/environment-rules.ts';
import { environmentWords } from '../../src/deployment/environment-words.ts';
import { matchesName } from '../../src/deployment/glob.ts';
import type { DeploymentEnvironment } from '../../src/deployment/record.ts';
import { reportOptions } from '../../src/options/schema.ts';

const nothing: EnvironmentFacts = {
  input: null,
  event: null,
  ci: null,
  tag: null,
  branch: null,
  defaultBranch: null,
  isPullRequest: false,
  isPrerelease: false,
};

const rule = (pattern: string, environment: DeploymentEnvironment): EnvironmentRule => ({
  pattern,
  environment,
});
const derive = (facts: Partial<EnvironmentFacts>, ...rules: readonly EnvironmentRule[]) =>
  deriveEnvironment({ ...nothing, ...facts }, rules, matchesName);
const environmentOf = (facts: Partial<EnvironmentFacts>, ...rules: readonly EnvironmentRule[]) => {
  const reading = derive(facts, ...rules);
  return 'environment' in reading ? reading.environment : null;
};

describe('who tells the environment', () => {
  test('the option, before the event, the CI, the tag and the branch', () => {
    const facts = {
      input: 'qa',
      event: 'staging',
      ci: 'production',
      tag: 'v1.0.0',
      branch: 'main',
    };
    expect(derive(facts)).toEqual({
      environment: 'Testing',
      environmentName: 'qa',
      source: 'input',
      rule: 'name with the word qa',
    });
    expect(derive({ ...facts, input: null })).toMatchObject({
      environment: 'Staging',
      source: 'event',
    });
    expect(derive({ ...facts, input: null, event: '' })).toMatchObject({
      environment: 'Production',
      environmentName: 'production',
      source: 'ci',
    });
  });

  test('a tag before a branch, without a name', () => {
    expect(derive({ tag: 'v1.0.0', branch: 'develop' })).toEqual({
      environment: 'Production',
      environmentName: null,
      source: 'tag',
      rule: 'release tag',
    });
    expect(derive({ branch: 'develop' })).toEqual({
      environment: 'Testing',
      environmentName: null,
      source: 'branch',
      rule: 'branch develop',
    });
  });

  test('a name that no rule knows is unknown, even on the default branch', () => {
    expect(derive({ ci: 'blue', branch: 'main' })).toMatchObject({ unknown: 'blue' });
    expect(derive({ input: 'blue', ci: 'production', tag: 'v1.0.0' })).toMatchObject({
      unknown: 'blue',
    });
  });

  test('a tag that no rule knows is unknown, even beside the default branch', () => {
    expect(derive({ tag: 'v1.0.0-rc.1', branch: 'main' })).toMatchObject({
      unknown: 'v1.0.0-rc.1',
    });
  });

  test('nothing at all is unknown, and says which option to set', () => {
    expect(derive({ input: '  ' })).toEqual({
      unknown: null,
      reason: expect.stringContaining('no name of an environment, no tag and no branch'),
      hint: expect.stringContaining('set `environment`'),
    });
  });
});

describe('rules of the user', () => {
  test('come before the built-in ones, in their order', () => {
    const rules = [rule('prod-canary', 'Testing'), rule('prod-*', 'Staging'), rule('*', 'Testing')];
    expect(environmentOf({ ci: 'prod-canary' }, ...rules)).toBe('Testing');
    expect(environmentOf({ ci: 'prod-eu' }, ...rules)).toBe('Staging');
    expect(environmentOf({ ci: 'production' }, ...rules)).toBe('Testing');
  });

  test('say which of them decided', () => {
    expect(derive({ ci: 'blue-eu' }, rule('blue*', 'Production'))).toEqual({
      environment: 'Production',
      environmentName: 'blue-eu',
      source: 'ci',
      rule: 'blue*: Production',
    });
  });

  const matching: readonly (readonly [pattern: string, name: string, matches: boolean])[] = [
    ['blue', 'blue', true],
    ['BLUE', 'blue', true],
    ['blue', 'Blue', true],
    ['blue', 'blue-eu', false],
    ['blue', 'deep blue', false],
    ['release*', 'release/1.2', true],
    ['release/*', 'release/a/b', true],
    ['*', 'a/b', true],
    ['**', 'a/b', true],
    ['{blue,green}-*', 'green-eu', true],
    ['blue-?', 'blue-1', true],
    ['blue-[12]', 'blue-3', false],
    ['!blue', 'green', true],
    ['!blue', 'blue', false],
    ['[prod] (eu)', '[prod] (eu)', true],
    ['v*', 'v1', true],
    ['.hidden*', '.hidden1', true],
    ['*', '.hidden', true],
    ['größe*', 'GRÖSSE', false],
    ['größe*', 'GRÖße-1', true],
    ['*-eu', 'blue\n-eu', true],
    ['a.c', 'abc', false],
    ['a+', 'aa', false],
    ['', '', true],
    ['', 'blue', false],
    ['[', '[', true],
    ['(', 'x', false],
    ['[z-a]', 'z', false],
  ];

  test.each(matching)('the pattern %j on %j: %s', (pattern, name, matches) => {
    expect(matchesName(pattern, name)).toBe(matches);
  });

  test('decide about forks, pull requests and prereleases too', () => {
    const all = rule('*', 'Staging');
    expect(environmentOf({ branch: 'mallory:main' }, all)).toBe('Staging');
    expect(environmentOf({ branch: 'feature', isPullRequest: true }, all)).toBe('Staging');
    expect(environmentOf({ tag: 'v1.0.0', isPrerelease: true }, all)).toBe('Staging');
  });

  test('any pattern can be tried on any name', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (pattern, name) => {
        expect(typeof matchesName(pattern, name)).toBe('boolean');
        expect(matchesName(name, name)).toBe(true);
      }),
    );
  });
});

const tags: readonly (readonly [string, DeploymentEnvironment | null])[] = [
  ['v1.2.3', 'Production'],
  ['V1.2.3', 'Production'],
  ['1.2.3', 'Production'],
  ['1.2', 'Production'],
  ['v42', 'Production'],
  ['2024.01.02', 'Production'],
  ['2024-01-02', 'Production'],
  ['v1.2.3+build.7', 'Production'],
  ['shop-v1.2.3', 'Production'],
  ['shop-1.2.3', 'Production'],
  ['shop@1.2.3', 'Production'],
  ['@acme/shop@1.2.3', 'Production'],
  ['services/shop/v1.2.3', 'Production'],
  ['release/1.2.3', 'Production'],
  ['release-42', 'Production'],
  ['python3.11-v1.2.3', 'Production'],
  ['log4j-2-v1.0', 'Production'],
  ['production', 'Production'],
  ['prod-17', 'Production'],
  ['prod-2024-01-02', 'Production'],
  ['staging', 'Staging'],
  ['staging-v1.2.3', 'Staging'],
  ['staging/1.2.3-rc.1', 'Staging'],
  ['qa-15', 'Testing'],
  ['test-1.0', 'Testing'],
  ['v1.2.3-rc.1', null],
  ['v1.2.3-0', null],
  ['v1.2.3-4.5.6', null],
  ['1.2.3-20240102', null],
  ['1.0rc1', null],
  ['1.0.0a1', null],
  ['1.0.dev3', null],
  ['1.2.3-SNAPSHOT', null],
  ['1.2.3+nightly', null],
  ['nightly-2024.01.02', null],
  ['beta-1.2.3', null],
  ['canary/v1.2', null],
  ['pre-release-1.2.3', null],
  ['dev-1.2', null],
  ['prod-1.2.3-rc1', null],
  ['prod-1.2.3-4', null],
  ['release-1.2.3-hotfix', null],
  ['test-utils-v1.2.3', null],
  ['review-service@1.2.3', null],
  ['deploy/staging/1.2.3', null],
  ['non-prod-v1.2.3', null],
  ['nonprod-1.2.3', null],
  ['nonprod/prod-1.2.3', null],
  ['prod-like@1.2.3', null],
  ['mock-server-v1.2.3', 'Production'],
  ['latest', null],
  ['stable', null],
  ['42', null],
  ['1.', null],
  ['v', null],
  ['vv1.2', null],
  ['v1.2.x', null],
  ['version-one', null],
  ['deadbeef', null],
];

describe('a tag without a name of an environment', () => {
  test.each(tags)('%s: %s', (tag, environment) => {
    expect(environmentOf({ tag })).toBe(environment);
  });

  test('of a release that is marked as a prerelease is never Production', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...tags.map(([tag]) => tag)), fc.string()), (tag) => {
        expect(environmentOf({ tag, isPrerelease: true })).not.toBe('Production');
      }),
    );
    expect(environmentOf({ branch: 'main', isPrerelease: true })).toBeNull();
  });

  test('with the prerelease part of a semantic version is never Production', () => {
    const number = fc.nat({ max: 99 }).map(String);
    const part = fc.stringMatching(/^[0-9A-Za-z-]{1,6}$/);
    const prefix = fc.constantFrom('', 'v', 'shop-v', 'shop@', 'release/', '@a/b@', 'prod-');
    fc.assert(
      fc.property(
        prefix,
        fc.array(number, { minLength: 3, maxLength: 3 }),
        fc.array(part, { minLength: 1 }),
        (...all) => {
          const [front, core, parts] = all;
          expect(environmentOf({ tag: `${front}${core.join('.')}-${parts.join('.')}` })).not.toBe(
            'Production',
          );
          expect(environmentOf({ tag: `${front}${core.join('.')}` })).toBe('Production');
        },
      ),
    );
  });
});

const branches: readonly (readonly [Partial<EnvironmentFacts>, DeploymentEnvironment | null])[] = [
  [{ branch: 'main' }, 'Production'],
  [{ branch: 'master' }, 'Production'],
  [{ branch: 'main', defaultBranch: 'main' }, 'Production'],
  [{ branch: 'trunk', defaultBranch: 'trunk' }, 'Production'],
  [{ branch: 'trunk' }, null],
  [{ branch: 'main', defaultBranch: 'trunk' }, null],
  [{ branch: 'Main' }, null],
  [{ branch: 'production' }, 'Production'],
  [{ branch: 'Production' }, 'Production'],
  [{ branch: 'staging' }, 'Staging'],
  [{ branch: 'pre-production' }, 'Staging'],
  [{ branch: 'develop' }, 'Testing'],
  [{ branch: 'qa' }, 'Testing'],
  [{ branch: 'release/1.2' }, null],
  [{ branch: 'release' }, null],
  [{ branch: 'hotfix/prod' }, null],
  [{ branch: 'feature/main' }, null],
  [{ branch: 'mallory:main' }, null],
  [{ branch: 'mallory:production' }, null],
  [{ branch: 'mallory:main', defaultBranch: 'mallory:main' }, null],
  [{ branch: 'main', isPullRequest: true }, null],
  [{ branch: 'staging', isPullRequest: true }, null],
  [{ branch: 'gh-readonly-queue/main/pr-104-abc' }, null],
];

describe('a branch without a name and a tag', () => {
  test.each(branches)('%j: %s', (facts, environment) => {
    expect(environmentOf(facts)).toBe(environment);
  });
});

describe('what is unknown', () => {
  test('says what was found, why it tells nothing, and the line to add', () => {
    expect(derive({ ci: 'blue' })).toEqual({
      unknown: 'blue',
      reason: 'the CI\'s environment "blue" tells no environment: no rule knows this name',
      hint: 'add a line to `environment-rules` that says where it belongs (Production, Staging, Testing), for instance `blue: Testing`',
    });
    expect(derive({ tag: 'v2.0.0-rc.1' })).toMatchObject({
      reason: 'the tag "v2.0.0-rc.1" tells no environment: it is the tag of a prerelease',
    });
    expect(derive({ branch: 'mallory:main' })).toMatchObject({
      reason: expect.stringContaining('branch of a fork'),
    });
  });

  test('is known once the line was added as an option', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({ unit: fc.constantFrom(...'!#"\'`:*?[]{}()\\ab \n\t'), minLength: 1 }),
      fc.constantFrom('!blue', '#blue', '"blue"', "'", 'a: b', 'blue: Production', '{a', '[z-a]'),
    );
    fc.assert(
      fc.property(name, (ci) => {
        const reading = derive({ ci });
        fc.pre('hint' in reading && reading.unknown !== null);
        const line = /for instance `(.*)`$/s.exec('hint' in reading ? reading.hint : '')?.[1] ?? '';
        const parsed = reportOptions['environment-rules'].parse(line);
        const rules = 'value' in parsed ? parsed.value : [];
        expect(rules).toHaveLength(1);
        expect(environmentOf({ ci }, ...rules)).toBe('Testing');
      }),
      { numRuns: 1000 },
    );
  });

  test('is never printed on more than one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (ci) => {
        const reading = derive({ ci });
        fc.pre('hint' in reading);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
        const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
        expect('hint' in reading && control.test(reading.hint + reading.reason)).toBe(false);
      }),
    );
  });
});

test('whatever the facts are, a name with a lower word is not Production by the built-in rules', () => {
  const lower = fc.constantFrom(...environmentWords.Staging, ...environmentWords.Testing);
  const text = fc.option(fc.constantFrom('production', 'main', 'v1.0.0', 'prod'));
  const facts = fc.record({
    tag: text,
    branch: text,
    defaultBranch: text,
    isPullRequest: fc.boolean(),
    isPrerelease: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, lower, fc.constantFrom('input', 'event', 'ci'), (others, word, source) => {
      for (const name of [`${word}-production`, `production/${word}`, `prod ${word} live`])
        expect(environmentOf({ ...others, [source]: name })).not.toBe('Production');
    }),
  );
});
