import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { environmentReader } from '../../src/ci/environment-reader.ts';
import { PortDoraError } from '../../src/errors/port-dora-error.ts';

const unexpanded = [
  '$(Build.SourceVersion)',
  '${{CF_REVISION}}',
  '${{ job.status }}',
  '${trigger["hash"]}',
  '<nil>',
  '#{Octopus.Environment.Name}',
  '%teamcity.build.branch%',
  '{{workflow.status}}',
  '<+env.name>',
  'null',
  'undefined',
];

describe('values', () => {
  test('are trimmed', () => {
    expect(environmentReader({ A: '  x y\n' }).get('A')).toBe('x y');
  });

  test.each(['', ' ', '\t\n', ...unexpanded, ...unexpanded.map((value) => ` ${value} `)])(
    'that nobody filled in are absent: %j',
    (value) => {
      const env = environmentReader({ A: value });
      expect(env.get('A')).toBeNull();
      expect(env.flag('A')).toBe(false);
      expect(env.first('A', 'B')).toBeNull();
    },
  );

  test.each([
    'fix/$(thing)',
    'v1-${X}',
    'a<nil>',
    'null-safety',
    'not undefined',
    'release #{1} of {2}',
    '100%',
    '50% to 60%',
    '%',
    '{{a}}/{{b}}',
    '$(a)$(b)',
    '<+a> <+b>',
    'x{{y}}',
  ])('that only hold such text, or look alike, are values: %j', (value) => {
    expect(environmentReader({ A: value }).get('A')).toBe(value);
  });

  test('do not come from the prototype of the variables', () => {
    const env = environmentReader({});
    for (const name of ['constructor', '__proto__', 'toString']) expect(env.get(name)).toBeNull();
  });

  test('are either absent or trimmed text, whatever the variable holds', () => {
    fc.assert(
      fc.property(fc.option(fc.string(), { nil: undefined }), (text) => {
        const value = environmentReader({ A: text }).get('A');
        expect(value === null || (value !== '' && value === text?.trim())).toBe(true);
      }),
    );
  });
});

describe('first', () => {
  test('takes the first variable that has a value', () => {
    const env = environmentReader({ A: '', B: '<nil>', C: 'c', D: 'd' });
    expect(env.first('A', 'B', 'C', 'D')).toBe('c');
  });
});

describe('flag', () => {
  test.each(['true', 'True', '1', 'yes', 'woodpecker'])('is on for %j', (value) => {
    expect(environmentReader({ A: value }).flag('A')).toBe(true);
  });

  test.each([undefined, '', 'false', 'FALSE', '0', 'no', 'off'])('is off for %j', (value) => {
    expect(environmentReader({ A: value }).flag('A')).toBe(false);
  });
});

describe('need', () => {
  test('returns the value', () => {
    expect(environmentReader({ A: 'a' }).need('A')).toBe('a');
  });

  test('names the variable that is missing and what to do', () => {
    const need = () => environmentReader({ CI_COMMIT_SHA: ' ' }).need('CI_COMMIT_SHA');
    expect(need).toThrow(PortDoraError);
    expect(need).toThrow(/CI_COMMIT_SHA/);
    try {
      need();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'CI_FACT_MISSING',
        hint: expect.stringContaining('CI_COMMIT_SHA'),
      });
    }
  });
});

describe('join', () => {
  test('needs every part', () => {
    const env = environmentReader({});
    expect(env.join(['https://x', 'a', 'b'], '/')).toBe('https://x/a/b');
    expect(env.join(['https://x', null, 'b'], '/')).toBeNull();
    expect(env.join([null], '/')).toBeNull();
  });

  test('never makes text out of what is missing', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom('a', 'b'))), (parts) => {
        const joined = environmentReader({}).join(parts, '/');
        expect(joined === null).toBe(parts.includes(null));
        expect(joined ?? '').not.toMatch(/null|undefined/);
      }),
    );
  });
});

describe('addresses', () => {
  const env = environmentReader({
    RUN: 'https://user:hunter2@ci.example.com/run/1#step',
    CLONE: 'git@git.example.com:group/app.git',
    SERVER: 'https://ci.example.com/jenkins/',
    NONE: 'ci.example.com/run/1',
  });

  test('lose their credentials', () => {
    expect(env.url('RUN')).toBe('https://ci.example.com/run/1#step');
  });

  test('of repositories may be clone addresses', () => {
    expect(env.repositoryUrl('CLONE')).toBe('https://git.example.com/group/app');
    expect(env.url('CLONE')).toBeNull();
  });

  test('of servers can be built on', () => {
    expect(env.join([env.baseUrl('SERVER'), 'job/1'], '/')).toBe(
      'https://ci.example.com/jenkins/job/1',
    );
  });

  test('are absent when the variable is missing or holds no address', () => {
    for (const name of ['NONE', 'MISSING']) {
      expect([env.url(name), env.repositoryUrl(name), env.baseUrl(name)]).toEqual([
        null,
        null,
        null,
      ]);
    }
  });
});

test('remembers each variable that was asked for, in order and once, and never its value', () => {
  const env = environmentReader({ B: 'hunter2' });
  env.get('A');
  env.first('B', 'C');
  env.get('A');
  env.flag('D');
  env.url('E');
  expect(env.asked()).toEqual([
    { name: 'A', found: false },
    { name: 'B', found: true },
    { name: 'C', found: false },
    { name: 'D', found: false },
    { name: 'E', found: false },
  ]);
});
