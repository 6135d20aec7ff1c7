import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { startMirror } from './mirror.ts';
import { packReporter, publish } from './packed-reporter.ts';
import { expectNotReported, expectReported } from './reported.ts';
import { jobVariables, launcher, runLauncher, runScript } from './run-launcher.ts';
import { everyShell, programPath, putProgram, toolbox } from './toolboxes.ts';

jest.setTimeout(60_000);

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const job = (path: string) => ({ ...jobVariables, ...account.env, PATH: path });

describe('without a source', () => {
  test('every shell gets the version of the template by npx', async () => {
    const registry = await startMirror();
    publish(registry, packReporter());
    const npm = { npm_config_registry: registry.url, npm_config_loglevel: 'error' };
    for (const shell of everyShell) {
      const env = { ...job(toolbox('debian', 'node', 'npx')), ...npm };
      await expectReported(account, await runLauncher({ shell, env }));
    }
    const env = { ...job(toolbox('alpine', 'node', 'npx')), ...npm, HOME: '/proc/nobody' };
    const homeless = await runLauncher({ shell: 'busybox', env });
    await expectReported(account, homeless);
    expect(readdirSync(homeless.folder)).toEqual([]);
    await registry.close();
  });

  test.each(everyShell)('%s says so when the registry is out of reach', async (shell) => {
    const env = {
      ...job(toolbox('debian', 'node', 'npx')),
      npm_config_registry: 'http://127.0.0.1:9',
    };
    const run = await runLauncher({ shell, env });
    expectNotReported(
      run,
      /npx could not get or run port-dora-action@\S+ \(exit code 1\); see above/,
    );
    expect(run.output).toContain('ECONNREFUSED');
    expect(run.seconds).toBeLessThan(20);
  });

  test.each(everyShell)('%s says what to do when there is no Node', async (shell) => {
    const run = await runLauncher({ shell, env: job(toolbox('alpine')) });
    expectNotReported(
      run,
      /there is no Node here; use an image with Node .* standalone executable/,
    );
    const bare = await runLauncher({ shell, env: job(toolbox('debian', 'node')) });
    expectNotReported(bare, /there is no npx beside Node/);
  });

  test.each(['v6.17.1', 'v12.22.9', 'v18.20.8', 'v20.9.0', 'v20.15.1'])(
    'a Node that is too old is not tried: %s',
    async (version) => {
      for (const shell of everyShell) {
        const tools = toolbox('debian', 'npx');
        putProgram(tools, 'node', `echo ${version}`);
        expectNotReported(
          await runLauncher({ shell, env: job(tools) }),
          'the Node here is too old',
        );
      }
    },
  );

  test.each(['v20.16.0', 'v20.20.2', 'v22.1.0', 'v24.0.0', 'v100.1.0'])(
    'a Node that is new enough is taken: %s',
    async (version) => {
      for (const shell of everyShell) {
        const tools = toolbox('debian');
        putProgram(tools, 'node', `echo ${version}`);
        putProgram(tools, 'npx', 'echo "npx $*"');
        const { output } = await runLauncher({ shell, env: job(tools) });
        expect(output).toMatch(/^npx --yes port-dora-action@\d+\.\d+\.\d+ report\n$/);
      }
    },
  );

  test.each([
    '$(PORT_DORA_SOURCE)',
    '${X}',
    '${{X}}',
    '#{x}',
    '<nil>',
    '<+x>',
    '%x%',
    '{{x}}',
    'null',
  ])('a placeholder that the CI could not fill in is no source: %s', async (source) => {
    for (const shell of everyShell) {
      const env = { ...job(toolbox('debian')), PORT_DORA_SOURCE: source };
      expectNotReported(await runLauncher({ shell, env }), 'there is no Node here');
    }
  });
});

describe('a path', () => {
  const sources = {
    'the file of the bundle': () => join(root, 'dist/index.js'),
    'the command line': () => join(root, 'dist/cli/index.js'),
    'a folder with dist': () => root,
    'an unpacked package': () => folderWith((folder) => copyDist(join(folder, 'package/dist'))),
    'a folder with signs in its name': () =>
      folderWith((folder) => copyDist(join(folder, 'dist')), `a b'$(touch ran)"&%é`),
    'an executable': () => join(folderWith(putExecutable), 'port-dora'),
    'a folder with an executable': () => folderWith(putExecutable),
  };

  const copyDist = (to: string) => cpSync(join(root, 'dist'), to, { recursive: true });

  function folderWith(fill: (folder: string) => void, name = 'source'): string {
    const folder = join(mkdtempSync(join(tmpdir(), 'port-dora-source-')), name);
    mkdirSync(folder);
    fill(folder);
    return folder;
  }

  /** Stands for the standalone executable, which has tests of its own. */
  function putExecutable(folder: string): void {
    const script = `#!/bin/sh\nexec ${process.execPath} ${root}dist/index.js "$@"\n`;
    writeFileSync(join(folder, 'port-dora'), script);
    chmodSync(join(folder, 'port-dora'), 0o755);
  }

  test.each(Object.entries(sources))('may be %s', async (_what, source) => {
    for (const shell of everyShell) {
      const env = { ...job(toolbox('debian', 'node')), PORT_DORA_SOURCE: source() };
      await expectReported(account, await runLauncher({ shell, env }));
    }
  });

  test('may be relative to the working directory', async () => {
    const script = `cd ${folderWith(putExecutable)}\n${launcher}`;
    for (const shell of everyShell) {
      const env = { ...job(toolbox('debian')), PORT_DORA_SOURCE: 'port-dora' };
      await expectReported(account, await runScript(script, { shell, env }));
    }
  });

  test.each([
    ['/nowhere', 'leads to no file'],
    [mkdtempSync(join(tmpdir(), 'port-dora-empty-')), 'leads to no file'],
    ['-rf', 'leads to no file'],
    [join(root, 'package.json'), 'may not be executed'],
  ])('that leads nowhere is said: %s', async (source, why) => {
    for (const shell of everyShell) {
      const env = { ...job(toolbox('debian', 'node')), PORT_DORA_SOURCE: source };
      expectNotReported(await runLauncher({ shell, env }), why);
    }
  });

  test('to an executable for another system says what it needs', async () => {
    const source = join(folderWith(putExecutable), 'port-dora');
    writeFileSync(source, Buffer.from('\x7fELF\x02\x01\x01\0for another processor', 'latin1'));
    for (const shell of everyShell) {
      for (const kind of ['debian', 'alpine'] as const) {
        const env = { ...job(toolbox(kind)), PORT_DORA_SOURCE: source };
        const why = /PORT_DORA_SOURCE cannot be run here \(exit code 12[67]\); .* glibc/;
        expectNotReported(await runLauncher({ shell, env }), why);
      }
    }
  });

  test('to a bundle needs Node', async () => {
    for (const shell of everyShell) {
      const env = { ...job(toolbox('debian')), PORT_DORA_SOURCE: root };
      expectNotReported(await runLauncher({ shell, env }), 'there is no Node here');
    }
  });
});

test('a tool that a test needs and that is not installed is named with its package', () => {
  expect(() => programPath('no-such-shell')).toThrow('apt-get install no-such-shell');
});
