import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { startMirror } from './mirror.ts';
import { expectNotReported, expectReported } from './reported.ts';
import { jobVariables, launcher, runLauncher, runScript } from './run-launcher.ts';
import { everyShell, putProgram, type Shell, type Toolbox, toolbox } from './toolboxes.ts';

jest.setTimeout(60_000);

let account: Account;

beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const job = (path: string) => ({ ...jobVariables, ...account.env, PATH: path });

/** dash and busybox make no process groups of their own; where they are the shell, there is timeout or setsid. */
const images: readonly (readonly [Shell, Toolbox])[] = [
  ...everyShell.flatMap((shell) =>
    (['debian', 'alpine'] as const).map((kind) => [shell, kind] as const),
  ),
  ['bash', 'macos'],
];

/** Checks all of them at the same time, since most of a check is waiting. */
async function onEveryImage(check: (shell: Shell, kind: Toolbox) => Promise<void>): Promise<void> {
  await Promise.all(
    images.map((image) =>
      check(...image).catch((error: Error) => {
        throw new Error(`${image.join(' on ')}: ${error.message}`, { cause: error });
      }),
    ),
  );
}

/** An image whose npx does this. */
function npxThat(does: string, kind: Toolbox = 'debian'): string {
  const tools = toolbox(kind, 'node');
  putProgram(tools, 'npx', does);
  return tools;
}

/** Ids of running processes with this in their command line. */
const runningWith = (text: string): string[] =>
  readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(text);
    } catch {
      return false; // it has ended meanwhile
    }
  });

describe('the time limit', () => {
  test('ends an npx that hangs', () =>
    onEveryImage(async (shell, kind) => {
      const env = { ...job(npxThat('sleep 60', kind)), PORT_DORA_SOURCE_TIMEOUT: '2' };
      const run = await runLauncher({ shell, env });
      expectNotReported(run, 'it took longer than 2 seconds');
      expect(run.seconds).toBeGreaterThan(1);
      expect(run.seconds).toBeLessThan(15);
    }));

  test('ends what it has started as well', () =>
    onEveryImage(async (shell, kind) => {
      const mark = `61.${Math.floor(Math.random() * 1e9)}`;
      const env = {
        ...job(npxThat(`sh -c 'sleep ${mark} & wait' & wait`, kind)),
        PORT_DORA_SOURCE_TIMEOUT: '2',
      };
      expectNotReported(await runLauncher({ shell, env }), 'it took longer than 2 seconds');
      expect(runningWith(mark)).toEqual([]);
    }));

  test('ends an npx that does not listen', () =>
    onEveryImage(async (shell, kind) => {
      const env = {
        ...job(npxThat(`trap '' TERM; while :; do sleep 1; done`, kind)),
        PORT_DORA_SOURCE_TIMEOUT: '1',
      };
      const run = await runLauncher({ shell, env });
      expectNotReported(run, 'it took longer than 1 seconds');
      expect(run.seconds).toBeLessThan(20);
    }));

  test('holds for a mirror that hangs', () =>
    onEveryImage(async (shell, kind) => {
      const mirror = await startMirror();
      const address = mirror.put('/slow', (_, response) => void response.write('half'));
      const source = `${address}#sha256=${'0'.repeat(64)}`;
      const env = {
        ...job(toolbox(kind)),
        PORT_DORA_SOURCE: source,
        PORT_DORA_SOURCE_TIMEOUT: '2',
      };
      const run = await runLauncher({ shell, env });
      await mirror.close();
      expectNotReported(run, 'it took longer than 2 seconds');
      expect(run.seconds).toBeLessThan(15);
      expect(readdirSync(run.folder)).toEqual([]);
    }));

  test('does not delay what is quick', () =>
    onEveryImage(async (shell, kind) => {
      const run = await runLauncher({ shell, env: job(npxThat('exit 0', kind)) });
      expect([run.exitCode, run.output]).toEqual([0, '']);
      expect(run.seconds).toBeLessThan(10);
    }));

  test.each([
    '',
    '0',
    '-1',
    '1e3',
    '3.5',
    ' 5',
    'soon',
    '999999',
    '٣',
    '$(touch ran)',
    'a[$(touch ran)]',
  ])('is two minutes when it is no number of seconds: %j', async (limit) => {
    for (const shell of everyShell) {
      const tools = npxThat('exit 0');
      putProgram(tools, 'timeout', 'echo "$2"');
      const env = { ...job(tools), PORT_DORA_SOURCE_TIMEOUT: limit };
      const { output, exitCode, folder } = await runLauncher({
        shell,
        env: limit === '' ? job(tools) : env,
      });
      expect(output).toMatch(/^9\n1(20|19|18)\n$/); // a try, then the time for npx
      expect(exitCode).toBe(0);
      expect(readdirSync(folder)).toEqual([]);
    }
  });
});

describe('fail-on-error', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, number])[] = [
    [
      'a reporter that fails',
      { PORT_DORA_SOURCE: join(root, 'dist/index.js'), PORT_DORA_REGION: 'mars' },
      1,
    ],
    ['a source that leads nowhere', { PORT_DORA_SOURCE: '/nowhere' }, 1],
    ['an npx that fails', {}, 7],
    ['an npx that hangs', { PORT_DORA_SOURCE_TIMEOUT: '1', HANG: '1' }, 124],
  ];

  test.each(cases)('off keeps the job green: %s', async (_what, variables) => {
    for (const shell of everyShell) {
      const env = { ...job(npxThat('[ -z "$HANG" ] || sleep 60; exit 7')), ...variables };
      const { output, exitCode } = await runLauncher({ shell, env });
      expect(output).toContain('NOT REPORTED');
      expect(exitCode).toBe(0);
    }
  });

  test.each(cases)('on fails the job: %s', async (_what, variables, code) => {
    for (const shell of everyShell) {
      for (const on of 'HANG' in variables ? ['true'] : ['true', 'TRUE', 'True']) {
        const env = { ...job(npxThat('[ -z "$HANG" ] || sleep 60; exit 7')), ...variables };
        const run = await runLauncher({ shell, env: { ...env, PORT_DORA_FAIL_ON_ERROR: on } });
        expect(run.output).toContain('NOT REPORTED');
        expect(run.exitCode).toBe(code);
      }
    }
  });

  test('is not on for any other word', async () => {
    for (const word of ['', 'false', 'yes', '1', 'true; exit 3', 'true\n', '*']) {
      const env = { ...job(npxThat('exit 7')), PORT_DORA_FAIL_ON_ERROR: word };
      expect((await runLauncher({ shell: 'dash', env })).exitCode).toBe(0);
    }
  });
});

describe('inside the script of a template', () => {
  const after = '\necho "and on: $code"\n';

  test.each(everyShell)('%s goes on behind it, and its input is not read away', async (shell) => {
    const script = `code=3\n${launcher}${after}`;
    const run = await runScript(script, { shell, env: job(npxThat('cat; exit 7')) });
    expect(run.output).toMatch(/NOT REPORTED: npx could not .*\nand on: 3\n$/);
    expect(run.exitCode).toBe(0);
  });

  test.each(everyShell)('%s may stop at errors, at unset variables, and trace', async (shell) => {
    for (const flags of ['-eux', '-fC', '-ex']) {
      const address = `https://reader:s3cret@127.0.0.1:9/x#sha256=${'0'.repeat(64)}`;
      const env = { ...job(toolbox('alpine', 'curl')), PORT_DORA_SOURCE: address };
      const run = await runScript(`code=0\n${launcher}${after}`, { shell, flags: [flags], env });
      expect(run.output).toContain('NOT REPORTED: PORT_DORA_SOURCE could not be fetched');
      expect(run.output).toMatch(/^and on: 0$/m);
      expect(run.output).not.toContain('s3cret');
      expect(run.output).not.toContain(account.env.PORT_CLIENT_SECRET);
    }
  });

  test.each(everyShell)('%s keeps its own variables, traps and folder', async (shell) => {
    const script = [
      'source=mine; limit=mine; package=mine; IFS=:',
      "trap 'echo left' EXIT",
      launcher,
      'echo "$source $limit $package ${IFS}"',
    ].join('\n');
    const env = {
      ...job(toolbox('debian', 'node')),
      PORT_DORA_SOURCE: join(root, 'dist/index.js'),
    };
    const run = await runScript(script, { shell, env });
    await expectReported(account, run);
    expect(run.output).toMatch(/\nmine mine mine :\nleft\n$/);
  });
});

describe('a job that is cancelled', () => {
  test('ends the report and leaves nothing behind', () =>
    onEveryImage(async (shell, kind) => {
      const mark = `62.${Math.floor(Math.random() * 1e9)}`;
      const tools = npxThat(`echo begins; sleep ${mark}`, kind);
      const env = { ...job(tools), HOME: '/proc/nobody' };
      const cancel = (output: string) => output.includes('begins');
      const run = await runLauncher({ shell, env, cancel });
      expect(run.seconds).toBeLessThan(15);
      expect(runningWith(mark)).toEqual([]);
      expect(readdirSync(run.folder)).toEqual([]);
    }));
});
