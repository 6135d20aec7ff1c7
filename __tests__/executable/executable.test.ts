import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  jest,
  test,
} from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { startMirror } from '../launcher/mirror.ts';
import { expectReported } from '../launcher/reported.ts';
import { jobVariables, runLauncher } from '../launcher/run-launcher.ts';
import { everyShell, toolbox } from '../launcher/toolboxes.ts';

jest.setTimeout(300_000); // building takes a quarter of a minute, and more on a machine that is busy

const name = `port-dora-${process.platform}-${process.arch}`;
let folder: string;
let executable: string;
let account: Account;

/** The release tries the very files that it hands out; elsewhere they are built for the test. */
const given = process.env.PORT_DORA_BUILT_EXECUTABLES;

beforeAll(() => {
  folder = given ? resolve(given) : mkdtempSync(join(tmpdir(), 'port-dora-built-'));
  executable = join(folder, name);
  if (given) return;
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  execFileSync(process.execPath, [tsx, 'tools/executable.ts', folder], {
    cwd: root,
    stdio: 'pipe',
  });
});
afterAll(() => {
  if (!given) rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

/** Runs it with these variables and nothing else: no PATH, no Node, no home. */
async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'port-dora-alone-'));
  const options = { cwd, env: { PATH: '', ...env } };
  return (await promisify(execFile)(executable, args, options)).stdout;
}

describe('the standalone executable', () => {
  test('has its checksums beside it, and an archive with the licences of what is in it', () => {
    const files = [name, `${name}.sha256`, `${name}.tar.gz`, `${name}.tar.gz.sha256`];
    expect(readdirSync(folder).sort()).toEqual(files);
    for (const file of files.filter((one) => one.endsWith('.sha256'))) {
      const said = execFileSync('sha256sum', ['--check', file], { cwd: folder, encoding: 'utf8' });
      expect(said).toBe(`${file.replace('.sha256', '')}: OK\n`);
    }
    const inside = execFileSync('tar', ['-tzf', `${executable}.tar.gz`], { encoding: 'utf8' });
    expect(inside.split('\n')).toEqual(
      expect.arrayContaining(['port-dora', 'LICENSE', 'licenses.txt']),
    );
  });

  test('reports with nothing on the PATH', async () => {
    const output = await run(['report'], { ...jobVariables, ...account.env });
    expect(output).toContain('Reported to Port: shop 1ecfd27 to Production');
    expect(await account.deployments()).toHaveLength(1);
  });

  test('is taken by the launcher in an image without Node, as a path', async () => {
    for (const shell of everyShell) {
      const env = { ...jobVariables, ...account.env, PATH: toolbox('alpine') };
      const given = { ...env, PORT_DORA_SOURCE: executable };
      await expectReported(account, await runLauncher({ shell, env: given }));
    }
  });

  test('is taken by the launcher from a mirror, with the checksum of its file', async () => {
    const mirror = await startMirror();
    for (const file of [name, `${name}.tar.gz`]) {
      const address = mirror.put(`/${file}`, readFileSync(join(folder, file)));
      const [sum] = readFileSync(join(folder, `${file}.sha256`), 'utf8').split(' ');
      const env = { ...jobVariables, ...account.env, PATH: toolbox('debian') };
      const given = { ...env, PORT_DORA_SOURCE: `${address}#sha256=${sum}` };
      await expectReported(account, await runLauncher({ shell: 'dash', env: given }));
    }
    await mirror.close();
  });

  test('tells the same context as the bundle, and knows its version', async () => {
    const bundle = [join(root, 'dist/cli/index.js'), 'context', '--json'];
    const env = { ...jobVariables, PATH: '' };
    const told = execFileSync(process.execPath, bundle, { env, encoding: 'utf8', cwd: tmpdir() });
    expect(await run(['context', '--json'], jobVariables)).toBe(told);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(await run(['--version'])).toBe(`${version}\n`);
  });

  test('plays the demo with itself as the reporter', async () => {
    expect(await run(['demo'], { TMPDIR: tmpdir() })).toContain('6 deployments were reported');
  });

  test('has the database of the local Port in it', async () => {
    const data = join(mkdtempSync(join(tmpdir(), 'port-dora-data-')), 'port.db');
    const child = spawn(executable, ['local-port', '--data', data], { env: { PATH: '' } });
    const output = await new Promise<string>((done) => {
      child.stdout.on('data', (text) => done(String(text)));
      child.stderr.on('data', (text) => done(String(text)));
    });
    const ended = new Promise((done) => child.on('close', done));
    child.kill('SIGTERM');
    await ended;
    expect(output).toContain('Local Port is listening');
    expect(existsSync(data)).toBe(true);
  });
});
