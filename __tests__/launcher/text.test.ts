import { spawnSync } from 'node:child_process';
import { describe, expect, jest, test } from '@jest/globals';
import { launcher } from './run-launcher.ts';
import { programPath } from './toolboxes.ts';

jest.setTimeout(60_000); // on a machine that may be busy

describe('the launcher', () => {
  test.each(['sh', 'dash', 'bash'])('is what shellcheck wants it to be: %s', (shell) => {
    const args = [`--shell=${shell}`, '--severity=style', '--format=gcc', '-'];
    const { status, stdout } = spawnSync(programPath('shellcheck'), args, {
      input: launcher,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([0, '']);
  });

  test('has nothing that a template around it would take for its own', () => {
    const signs = ['\\', "'''", '"""', '${{', '{{', '}}', '#{', '$[[', '<<', '<+', '@@'];
    expect(signs.filter((sign) => launcher.includes(sign))).toEqual([]);
    // A name alone would be a variable of Azure: "$(name)".
    expect(launcher.match(/\$\([\w.]+\)/g)).toBeNull();
    expect(launcher).toMatch(/^[\n -~]*$/);
  });

  test('is short enough to be read inside a template', () => {
    const lines = launcher.split('\n');
    expect(lines.length).toBeLessThan(200);
    expect(lines.filter((line) => line.length > 130)).toEqual([]);
  });
});
