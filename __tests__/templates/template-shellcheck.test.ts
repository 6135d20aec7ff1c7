import { spawnSync } from 'node:child_process';
import { describe, expect, jest, test } from '@jest/globals';
import { programPath } from '../launcher/toolboxes.ts';
import { templateCases } from './template-cases.ts';
import { azureSteps, circleSteps, gitlabScript, gitlabTemplate } from './template-scripts.ts';

jest.setTimeout(60_000); // on a machine that may be busy

/** What shellcheck has against a script. */
function findings(script: string, shell: string): string {
  const { stdout, stderr, error, status } = spawnSync(
    programPath('shellcheck'),
    // 2317: what only a trap calls looks unreachable to it.
    [`--shell=${shell}`, '--exclude=SC2317', '--severity=style', '--format=gcc', '-'],
    { input: script, encoding: 'utf8' },
  );
  if (error) throw error;
  return status === 0 ? '' : stdout + stderr;
}

const scripts: readonly (readonly [name: string, script: string, shells: readonly string[]])[] = [
  ...templateCases.map(
    ({ name, shells, run }) => [name, run('success', {})?.script ?? '', shells] as const,
  ),
  [
    'the failed step of CircleCI',
    circleSteps(['commands', 'report'])[1]?.command ?? '',
    ['bash', 'dash'],
  ],
  [
    'the first step of CircleCI',
    circleSteps(['commands', 'begin'])[0]?.command ?? '',
    ['bash', 'dash'],
  ],
  [
    'the facts of GitLab',
    gitlabScript(gitlabTemplate(), '.port-dora-facts', 'after_script').script,
    ['bash', 'dash'],
  ],
];

describe('shellcheck', () => {
  test.each(scripts)('finds nothing in %s', (_name, script, shells) => {
    expect(script.length).toBeGreaterThan(20);
    for (const shell of shells) expect(findings(script, shell)).toBe('');
  });

  test('finds a slip', () => {
    expect(findings('if [ $x = 1 ]; then echo; fi', 'dash')).toContain('SC2086');
  });

  test('has every script of the Azure template for bash', () => {
    expect(azureSteps().filter(({ bash }) => bash !== undefined)).toHaveLength(1);
  });
});
