import { describe, expect, test } from '@jest/globals';
import { foreignFlags } from '../../src/options/foreign-flags.ts';
import { mappingsOptions, mappingsVerbs } from '../../src/options/mappings-options.ts';
import { setupOptions, setupVerbs } from '../../src/options/setup-options.ts';

const refused = (verb: string, ...flags: readonly string[]): readonly string[] =>
  foreignFlags(
    'setup',
    verb,
    setupVerbs,
    Object.fromEntries(flags.map((one) => [one, 'true'])),
  ).map(({ message, hint }) => `${message}; ${hint}`);

describe('a flag of another verb', () => {
  test.each([
    ['plan', 'yes', 'setup apply, setup apply FILE, setup remove'],
    ['apply', 'out', 'setup plan, setup export'],
    ['check', 'exit-code', 'setup plan'],
    ['export', 'diff', 'setup plan, setup apply'],
    ['remove', 'scm', 'setup plan, setup apply, setup check, setup export'],
    ['apply FILE', 'window', 'setup plan, setup apply, setup check'],
  ])('is refused by setup %s: --%s', (verb, flag, others) => {
    const [said, ...more] = refused(verb, flag);
    expect(said).toContain(`setup ${verb} has no option --${flag}; leave it out; it belongs to `);
    expect(said).toContain(others);
    expect(more).toEqual([]);
  });

  test('is told together with all others', () => {
    expect(refused('check', 'yes', 'out', 'format', 'region', 'json')).toHaveLength(3);
  });

  test('is refused by mappings too', () => {
    const [problem] = foreignFlags('mappings', 'list', mappingsVerbs, { payload: 'p.json' });
    expect(problem).toEqual({
      code: 'OPTION_UNKNOWN',
      message: 'mappings list has no option --payload',
      hint: 'leave it out; it belongs to mappings lint, mappings preview',
    });
  });
});

describe('a flag that no verb of its own has', () => {
  test.each([
    ['setup', setupOptions, setupVerbs],
    ['mappings', mappingsOptions, mappingsVerbs],
  ])('is for every verb of %s, and says where and what of the account', (_, options, verbs) => {
    const listed = new Set(Object.values(verbs).flat());
    expect([...listed].filter((flag) => !Object.hasOwn(options, flag))).toEqual([]);
    const shared = Object.keys(options).filter((flag) => !listed.has(flag));
    const account = ['client-id', 'client-secret', 'access-token', 'region', 'base-url'];
    expect([...account, 'config', 'timeout']).toEqual(expect.arrayContaining(shared));
  });
});
