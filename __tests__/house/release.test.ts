import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { releaseNotes } from '../../tools/release/release-notes.ts';
import { root } from './project.ts';

const changelog = `# Changelog

## [Unreleased]

## [1.2.3] - 2026-01-02

### Added

- A thing.

## [1.2.2] - 2026-01-01
`;

describe('the notes of a release', () => {
  test('are the section of the changelog', () => {
    expect(releaseNotes('v1.2.3', '1.2.3', changelog)).toBe('### Added\n\n- A thing.');
  });

  test.each([
    ['v1.2.4', '1.2.3', 'the tag is v1.2.4, but package.json says 1.2.3'],
    ['v2.0.0', '2.0.0', 'no section for 2.0.0'],
    ['v1.2.2', '1.2.2', 'the section for 1.2.2 is empty'],
    ['vUnreleased', 'Unreleased', 'has no date'],
  ])('are refused for %s of %s', (tag, version, message) => {
    expect(() => releaseNotes(tag, version, changelog)).toThrow(message);
  });
});

/** Runs the script of the workflow that reads titles, as the runner would. */
function acceptsTitle(title: string): boolean {
  const workflow = parse(
    readFileSync(join(root, '.github/workflows/pull-request-title.yml'), 'utf8'),
  );
  const script = workflow.jobs.title.steps[0].run;
  const env = { PATH: process.env.PATH, TITLE: title };
  return spawnSync('bash', ['-eo', 'pipefail', '-c', script], { env }).status === 0;
}

describe('the title of a pull request', () => {
  test.each([
    'feat: report merge queues',
    'fix(port): wait as long as Retry-After says',
    'refactor!: name the options as the guide does',
    'build(deps-dev): bump jest from 30.5.2 to 30.5.3',
  ])('may be: %s', (title) => {
    expect(acceptsTitle(title)).toBe(true);
  });

  test.each([
    'Report merge queues',
    'feature: report merge queues',
    'feat:report',
    'feat: ',
    'fix: a bug.',
    'feat(Port): x y',
    '$(exit 0); feat: x',
  ])('may not be: %s', (title) => {
    expect(acceptsTitle(title)).toBe(false);
  });
});
