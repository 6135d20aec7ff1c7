import { describe, expect, test } from '@jest/globals';
import { parseFlags } from '../../src/options/flags.ts';
import { suggest } from '../../src/options/suggest.ts';

const options = { service: { kind: 'text' }, 'dry-run': { kind: 'flag' } } as const;

describe('a command line', () => {
  test('gives flags by name, with or without the equals sign, and switches alone', () => {
    expect(parseFlags(['--service', 'shop', '--dry-run', 'word'], options)).toEqual({
      flags: { service: 'shop', 'dry-run': 'true' },
      words: ['word'],
    });
    expect(parseFlags(['--service=a=b', '--dry-run=false'], options).flags).toEqual({
      service: 'a=b',
      'dry-run': 'false',
    });
  });

  test('a value may begin with a hyphen after the equals sign', () => {
    expect(parseFlags(['--service=-x'], options).flags).toEqual({ service: '-x' });
  });

  test.each([
    [['--servce', 'x'], 'unknown option --servce', 'did you mean --service?'],
    [['--service'], '--service has no value', 'write --service=VALUE'],
    [['-x'], 'unknown option -x', 'see --help for the options'],
    [['--constructor'], 'unknown option --constructor', 'see --help for the options'],
  ])('%j is refused', (args, message, hint) => {
    expect(() => parseFlags(args, options)).toThrow(expect.objectContaining({ message, hint }));
  });
});

describe('a suggestion for a mistyped name', () => {
  test.each([
    ['enviroment', 'environment'],
    ['serviceMatch', 'service-match'],
    ['dry_run', 'dry-run'],
    ['clinet-id', 'client-id'],
    ['zzz', null],
    ['', null],
  ])('%j → %j', (typed, name) => {
    const known = ['environment', 'service-match', 'dry-run', 'client-id', 'region'];
    expect(suggest(typed, known)).toBe(name);
  });
});
