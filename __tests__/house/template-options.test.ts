import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { reportOptions } from '../../src/options/schema.ts';
import { embedInOrb } from '../../tools/generate/embed-in-orb.ts';
import { writeTemplateOptions } from '../../tools/generate/template-options.ts';
import { root } from './project.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const kebab = (name: string): string => name.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);

/** Credentials are secrets of the CI, facts come from it, and these belong to the GitHub Action or to the launcher. */
const nowhere = [
  ...['client-id', 'client-secret', 'access-token', 'job-status', 'job-id'],
  ...['github-token', 'gitlab-token', 'azure-token'],
  ...['ci', 'repository', 'sha', 'branch', 'tag', 'run-id', 'run-url', 'job-name', 'actor'],
  ...['track', 'workflow', 'report-at', 'timeout'],
];
/** Of several lines, or with a `$` that GitLab would fill in. */
const notInGitlab = ['environment-rules', 'hotfix-rules', 'properties', 'service-match'];
const missingFrom = (names: readonly string[]): string[] =>
  Object.keys(reportOptions).filter((name) => !names.includes(name) && !nowhere.includes(name));

describe('the options of the schema', () => {
  test('are parameters of the Azure template', () => {
    const { parameters } = parse(read('azure-pipelines-template.yml'));
    const names = parameters.map(({ name }: { name: string }) => kebab(name));
    expect(missingFrom(names)).toEqual([]);
    expect(names.filter((name: string) => !(name in reportOptions))).toEqual(['source']);
  });

  test('are parameters of the CircleCI orb', () => {
    const { commands, jobs } = parse(read('templates/circleci/orb.yml'), { merge: true });
    for (const { parameters } of [commands.report, jobs.report]) {
      const names = Object.keys(parameters);
      // Each of its steps knows how the job ended.
      expect(missingFrom([...names, 'status'])).toEqual([]);
    }
  });

  test('are inputs of the GitLab component', () => {
    const [header] = parseAllDocuments(read('templates/port-dora/template.yml'));
    const inputs: Record<string, unknown> = header?.toJS().spec.inputs ?? {};
    expect(missingFrom([...Object.keys(inputs), ...notInGitlab, 'status'])).toEqual([]);
    expect(notInGitlab.filter((name) => name in inputs)).toEqual([]);
  });
});

describe('the generator', () => {
  const marked = (name: string): string =>
    `a:\n  # options of port-dora: ${name}\n  old: 1\n  # end of the options\nb: 2\n`;

  test('writes the options as far in as their markers, and leaves the rest', () => {
    const written = writeTemplateOptions(marked('variables of Azure'));
    expect(written).toContain('\n  INPUT_SERVICE: ${{ parameters.service }}\n');
    expect(written).not.toContain('old');
    expect(Object.keys(parse(written))).toEqual(['a', 'b']);
    expect(writeTemplateOptions(written)).toBe(written);
  });

  test('knows no other options', () => {
    expect(() => writeTemplateOptions(marked('inputs of Nobody'))).toThrow('inputs of Nobody');
  });

  test('gives every << of the launcher a backslash for CircleCI', () => {
    const text = 'x:\n    # launcher of port-dora\n    # end of the launcher\n';
    const launcher = '#!/bin/sh\ncat <<END\n$1 $& \\1\nEND\n\nexit\n';
    expect(embedInOrb(text, launcher)).toBe(
      'x:\n    # launcher of port-dora\n    cat \\<<END\n    $1 $& \\1\n    END\n\n    exit\n    # end of the launcher\n',
    );
  });
});
