import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { reportOptions } from '../../src/options/schema.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { jobVariables, runLauncher } from './run-launcher.ts';
import { everyShell, putProgram, toolbox } from './toolboxes.ts';

jest.setTimeout(60_000);

/** All that a shell, a CI or a careless program could take for more than text. */
const hostile = [
  `'"\`touch ran\`$(touch ran)\${HOME}; touch ran & touch ran | touch ran`,
  '%PATH% !! *?[a-z] ~ {a,b} <(touch ran) >ran #x',
  '-rf --service=other \\n \\c \\" é日本🚀',
  `::set-output name=x::y ##vso[task.complete] ${'x'.repeat(10_000)}`,
].join('\n');
const oneLine = hostile.replaceAll('\n', ' ');

const variables = Object.entries(reportOptions as Readonly<Record<string, { kind: string }>>).map(
  ([name, { kind }]) => ({ name: `PORT_DORA_${name.toUpperCase().replaceAll('-', '_')}`, kind }),
);

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const bundle = { PORT_DORA_SOURCE: join(root, 'dist/index.js') };
const job = (path: string) => ({ ...jobVariables, ...account.env, PATH: path });
/** What a record that could not be sent is kept in. */
const kept = '.port-dora';

describe('hostile values', () => {
  test('reach the reporter as they are, by every way and every shell', async () => {
    const given = Object.fromEntries(variables.map(({ name }) => [name, hostile]));
    delete given.PORT_DORA_FAIL_ON_ERROR;
    for (const shell of everyShell) {
      const tools = toolbox('debian');
      const print = `#!/bin/sh\nenv -0 >"$HOME/../seen"\n`;
      putProgram(tools, 'node', 'echo v22.0.0');
      putProgram(tools, 'npx', print);
      const home = join(mkdtempSync(join(tmpdir(), 'port-dora-hostile-')), 'home');
      mkdirSync(home);
      const source = join(home, 'port-dora');
      writeFileSync(source, print, { mode: 0o755 });
      for (const from of ['', source]) {
        const env = { ...job(tools), ...given, HOME: home, PORT_DORA_SOURCE: from };
        const run = await runLauncher({ shell, env });
        expect([run.output, run.exitCode, readdirSync(run.folder)]).toEqual(['', 0, []]);
        const seen = readFileSync(join(home, '../seen'), 'utf8').split('\0');
        for (const [name, value] of Object.entries(given)) {
          expect(seen.find((line) => line.startsWith(`${name}=`))).toBe(`${name}=${value}`);
        }
        rmSync(join(home, '../seen'));
      }
    }
  });

  test.each(
    variables.map(
      ({ name }, index) => [name, everyShell[index % everyShell.length] ?? 'dash'] as const,
    ),
  )('%s can break nothing in %s', async (name, shell) => {
    const env = { ...job(toolbox('debian', 'node')), ...bundle, [name]: hostile };
    const run = await runLauncher({ shell, env });
    expect(run.exitCode).toBe(0);
    expect(run.output).toMatch(/Reported to Port: |NOT REPORTED: /);
    expect(run.output).not.toMatch(/^(::|##)/m);
    expect(readdirSync(run.folder).filter((file) => file !== kept)).toEqual([]);
  });

  test('arrive in Port whole', async () => {
    const env = {
      ...job(toolbox('debian', 'node')),
      ...bundle,
      PORT_DORA_ACTOR: oneLine,
      PORT_DORA_VERSION: oneLine,
      PORT_DORA_PROPERTIES: JSON.stringify({ note: hostile }),
    };
    for (const shell of everyShell) {
      const run = await runLauncher({ shell, env });
      expect(run.output).toContain('Reported to Port: ');
      const [deployment] = await account.deployments();
      expect(deployment?.properties).toMatchObject({ deployedBy: oneLine, version: oneLine });
    }
  });

  test.each(['PORT_DORA_SOURCE', 'PORT_DORA_SOURCE_TIMEOUT', 'PORT_DORA_FAIL_ON_ERROR'])(
    '%s runs nothing by itself',
    async (name) => {
      for (const shell of everyShell) {
        for (const value of [
          hostile,
          `https://${hostile}`,
          `/tmp/${oneLine}`,
          '; touch ran',
          '-e',
          '!',
        ]) {
          const tools = toolbox('debian');
          putProgram(tools, 'node', 'echo v22.0.0');
          putProgram(tools, 'npx', 'echo "npx was run"');
          const run = await runLauncher({ shell, env: { ...job(tools), [name]: value } });
          expect([run.exitCode, readdirSync(run.folder)]).toEqual([0, []]);
          if (name !== 'PORT_DORA_SOURCE') expect(run.output).toBe('npx was run\n');
          else expect(run.output).toMatch(/^NOT REPORTED: PORT_DORA_SOURCE [ -~]+\n$/);
        }
      }
    },
  );

  test('no secret is printed, whatever goes wrong', async () => {
    const secrets = { PORT_CLIENT_SECRET: 's3cr3t-one', PORT_ACCESS_TOKEN: 's3cr3t-two' };
    const sources = ['', '/nowhere', `https://s3cr3t-three@127.0.0.1:9/x#sha256=${'0'.repeat(64)}`];
    for (const shell of everyShell) {
      for (const source of sources) {
        const tools = toolbox('debian', 'node');
        putProgram(tools, 'npx', 'exit 1');
        const env = { ...job(tools), ...secrets, PORT_DORA_SOURCE: source };
        const run = await runLauncher({ shell, flags: ['-x'], env });
        expect(run.output).toContain('NOT REPORTED');
        expect(run.output).not.toContain('s3cr3t');
      }
    }
  });
});
