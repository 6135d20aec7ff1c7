import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sayError } from '../../src/entry/say-error.ts';
import { PortDoraError } from '../../src/errors/port-dora-error.ts';

const broken = (what = 'it') =>
  new PortDoraError('FILE_UNREADABLE', `cannot read ${what}`, { hint: 'mend the path' });

/** What was written to each stream since the test began. */
const written = { stdout: '', stderr: '' };

beforeEach(() => {
  for (const name of ['stdout', 'stderr'] as const) {
    written[name] = '';
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
  }
});

afterEach(() => {
  jest.restoreAllMocks();
});

// In this order: what was printed to stdout stays printed.
describe('a command that could not do its work', () => {
  test.each([
    [['metrics']],
    [['metrics', '--json=false']],
    [['metrics', '--json', '--json=no']],
    [['replay', '--', '--json']],
  ])('leaves stdout empty where no document was asked for: %j', (args) => {
    sayError(broken(), args, {});
    expect(written).toEqual({
      stdout: '',
      stderr: 'error: cannot read it; mend the path [FILE_UNREADABLE]\n',
    });
  });

  test('says it as one JSON document, and in words beside it, with every secret masked', () => {
    const args = [
      'metrics',
      '--json',
      '--client-secret',
      'of-the-flag',
      '--access-token=of-the-other',
    ];
    const env = { GITLAB_TOKEN: 'of-the-environment' };
    sayError(broken('of-the-flag, of-the-other, of-the-environment'), args, env);
    expect(JSON.parse(written.stdout)).toEqual({
      error: {
        code: 'FILE_UNREADABLE',
        message: 'cannot read ***, ***, ***',
        hint: 'mend the path',
      },
    });
    expect(written.stderr).toContain('cannot read ***, ***, ***; mend the path');
  });

  test('adds no second document to the one that it has printed', () => {
    sayError(broken(), ['metrics', '--json'], {});
    expect(written.stdout).toBe('');
    expect(written.stderr).toContain('[FILE_UNREADABLE]');
  });
});
