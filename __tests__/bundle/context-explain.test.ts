import { describe, expect, test } from '@jest/globals';
import { runReporter } from './run-reporter.ts';

const secrets = {
  PORT_CLIENT_SECRET: 's3cr3t-one',
  SOME_TOKEN: 's3cr3t-two',
  GITHUB_TOKEN: 's3cr3t-three',
};
const cli = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runReporter({ args, bundle: 'dist/cli/index.js', env: { ...secrets, ...env } });

describe('context --explain', () => {
  test('says what each fact came from', async () => {
    const { stdout, exitCode } = await cli(['context', '--explain', '--sha', 'a'.repeat(40)], {
      PORT_DORA_ACTOR: 'joe',
    });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}ci +github {2}\(from GITHUB_ACTIONS/m);
    expect(stdout).toMatch(/^ {2}repository +acme\/shop {2}\(from GITHUB_REPOSITORY\)$/m);
    expect(stdout).toMatch(/^ {2}commit +a{40} {2}\(from --sha\)$/m);
    expect(stdout).toMatch(/^ {2}actor +joe {2}\(from PORT_DORA_ACTOR\)$/m);
    expect(stdout).toMatch(/^ {2}environment +not told$/m);
  });

  test('names every variable that was looked at, and shows the value of none', async () => {
    const { stdout, output } = await cli(['context', '--explain']);
    expect(stdout).toMatch(/^Variables that were found: .*GITHUB_ACTIONS, .*GITHUB_SHA/m);
    expect(stdout).toMatch(/^Not there: .*GITHUB_HEAD_REF/m);
    expect(output).not.toContain('s3cr3t');
  });

  test('keeps the shape of --json and adds what was asked for', async () => {
    const plain = JSON.parse((await cli(['context', '--json'])).stdout);
    const { asked, origins, ...context } = JSON.parse(
      (await cli(['context', '--json', '--explain'])).stdout,
    );
    expect(context).toEqual(plain);
    expect(asked).toEqual(
      expect.arrayContaining([
        { name: 'GITHUB_SHA', found: true },
        { name: 'GITHUB_HEAD_REF', found: false },
      ]),
    );
    for (const one of asked) expect(Object.keys(one)).toEqual(['name', 'found']);
    expect(origins).toMatchObject({ ci: ['GITHUB_ACTIONS'], sha: ['GITHUB_SHA'] });
  });

  test('holds outside of any CI', async () => {
    const nothing = { GITHUB_ACTIONS: '', GITHUB_ACTION: '' };
    const { stdout, exitCode } = await cli(['context', '--explain'], nothing);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}ci +generic$/m);
    expect(stdout).toContain('Variables that were found: none');
  });
});
