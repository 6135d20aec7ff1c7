import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { type Certificates, makeCertificates } from '../port/support/certificates.ts';
import { type Mirror, sha256, startMirror } from './mirror.ts';
import { packReporter } from './packed-reporter.ts';
import { expectNotReported, expectReported } from './reported.ts';
import { jobVariables, type LauncherRun, runLauncher } from './run-launcher.ts';
import { everyShell, type Shell, type Toolbox, toolbox } from './toolboxes.ts';

jest.setTimeout(60_000);

const toolboxes = ['debian', 'debian with wget and openssl', 'alpine', 'macos'] as const;
const images = toolboxes.flatMap((kind) => everyShell.map((shell) => [shell, kind] as const));
/** Each shell and each set of programs once at least. */
const someImages = images.filter((_, index) => index % (everyShell.length + 1) < 2);
const noSum = '0'.repeat(64);
/** Stands for the standalone executable, which has tests of its own. */
const executable = Buffer.from(`#!/bin/sh\nexec ${process.execPath} ${root}dist/index.js "$@"\n`);

let account: Account;
let mirror: Mirror;
let packed: Buffer;

beforeAll(async () => {
  mirror = await startMirror();
  packed = packReporter();
});
afterAll(() => mirror.close());
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

/** A job on an image, with this source; it leaves nothing behind. */
async function deploy(
  [shell, kind]: readonly [Shell, Toolbox],
  source: string,
  { tools = [], env = {} }: { tools?: string[]; env?: Record<string, string> } = {},
): Promise<LauncherRun> {
  const run = await runLauncher({
    shell,
    env: {
      ...jobVariables,
      ...account.env,
      PATH: toolbox(kind, ...tools),
      PORT_DORA_SOURCE: source,
      ...env,
    },
  });
  expect(readdirSync(run.folder)).toEqual([]);
  return run;
}

const put = (path: string, bytes: Buffer): string =>
  `${mirror.put(path, bytes)}#sha256=${sha256(bytes)}`;

describe('a mirror', () => {
  test.each(someImages)('may have the package of npm: %s on %s', async (...image) => {
    const run = await deploy(image, put('/port-dora.tgz', packed), { tools: ['node'] });
    await expectReported(account, run);
  });

  test.each(images)('may have an executable, which needs no Node: %s on %s', async (...image) => {
    const source = put('/port-dora', executable).replace('#', '?version=1#');
    await expectReported(account, await deploy(image, source));
  });

  test.each(everyShell)('may have an archive with an executable in it: %s', async (shell) => {
    const folder = mkdtempSync(join(tmpdir(), 'port-dora-archive-'));
    writeFileSync(join(folder, 'port-dora'), executable, { mode: 0o755 });
    const archive = execFileSync('tar', ['-czf', '-', '-C', folder, 'port-dora']);
    await expectReported(account, await deploy([shell, 'alpine'], put('/one.tar.gz', archive)));
  });

  test('may write its checksum in capitals', async () => {
    const [address, sum = ''] = put('/port-dora', executable).split('#sha256=');
    const source = `${address}#sha256=${sum.toUpperCase()}`;
    await expectReported(account, await deploy(['dash', 'debian'], source));
  });

  test.each(images)('runs nothing that has another checksum: %s on %s', async (...image) => {
    const canary = mirror.put('/changed', Buffer.from('#!/bin/sh\ntouch ran\n'));
    const run = await deploy(image, `${canary}#sha256=${sha256(executable)}`);
    expectNotReported(run, 'has another checksum, so it was not run');
  });

  test.each([
    ['without a checksum', '/port-dora', 'has no checksum'],
    ['with half a checksum', '/port-dora#sha256=abcdef', 'has no checksum'],
    ['with a checksum that is none', `/port-dora#sha256=${'x'.repeat(64)}`, 'has no checksum'],
    ['that has nothing there', `/nothing#sha256=${noSum}`, 'could not be fetched'],
  ])('%s is said', async (_case, path, why) => {
    for (const image of images) expectNotReported(await deploy(image, mirror.url + path), why);
  });

  test.each(someImages)('that nobody answers for is said: %s on %s', async (...image) => {
    const run = await deploy(image, `http://127.0.0.1:9/port-dora#sha256=${noSum}`);
    expectNotReported(run, 'PORT_DORA_SOURCE could not be fetched (exit code');
  });

  test.each([
    'http://mirror.example/port-dora',
    'http://localhost@mirror.example/port-dora',
    'http://127.0.0.1:80@mirror.example/port-dora',
    'http://127.0.0.1.mirror.example/port-dora',
    'ftp://127.0.0.1/port-dora',
    'file:///etc/passwd',
    'https://',
    'https://mirror.example/a b',
    'https://mirror.example/"\noutput = "ran',
    'https://mirror.example/$(touch ran)',
    'https://mirror.example/é',
  ])('is asked over https alone, at a plain address: %j', async (address) => {
    for (const shell of everyShell) {
      const run = await deploy([shell, 'debian'], `${address}#sha256=${noSum}`);
      expectNotReported(run, 'PORT_DORA_SOURCE is no plain https:// address');
    }
  });

  test('needs something to fetch it with, and something to check it with', async () => {
    for (const shell of everyShell) {
      const env = { PATH: toolbox('bare') };
      const source = put('/port-dora', executable);
      const without = await deploy([shell, 'bare'], source, { env });
      expectNotReported(without, 'there is neither curl nor wget');
      const unchecked = await deploy([shell, 'bare'], source, { tools: ['curl'] });
      expectNotReported(unchecked, 'there is no sha256sum, shasum or openssl');
    }
  });
});

describe('a mirror that needs a password', () => {
  let certificates: Certificates;
  let secure: Mirror;
  let seenBySome: string[];

  beforeAll(async () => {
    certificates = makeCertificates(['IP:127.0.0.1']);
    secure = await startMirror(certificates);
    secure.put('/private', (request, response) => {
      seenBySome.push(...commandLines());
      const isReader = request.headers.authorization === `Basic ${btoa('reader:s3cr@t')}`;
      response.statusCode = isReader ? 200 : 401;
      response.setHeader('www-authenticate', 'Basic realm="mirror"');
      response.end(isReader ? executable : 'no');
    });
    secure.put('/elsewhere', (_, response) => {
      response.writeHead(302, { location: mirror.put('/port-dora', executable) }).end();
    });
  });
  afterAll(async () => {
    await secure.close();
    certificates.remove();
  });
  beforeEach(() => {
    seenBySome = [];
  });

  const trusting = () => ({ CURL_CA_BUNDLE: certificates.caFile });

  /** What everybody on the machine sees of running processes. */
  function commandLines(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((id) => {
        try {
          return readFileSync(`/proc/${id}/cmdline`, 'utf8');
        } catch {
          return ''; // it has ended meanwhile
        }
      });
  }

  test.each(everyShell)('gets it, and nobody else does: %s', async (shell) => {
    const address = `${secure.url}/private`.replace('//', '//reader:s3cr%40t@');
    const source = `${address}#sha256=${sha256(executable)}`;
    const run = await deploy([shell, 'debian'], source, { env: trusting() });
    await expectReported(account, run);
    expect(seenBySome.some((line) => line.includes('curl'))).toBe(true);
    expect(seenBySome.filter((line) => /s3cr(@|%40)t/.test(line))).toEqual([]);
  });

  test.each(everyShell)('is not named in the log when it refuses: %s', async (shell) => {
    const address = `${secure.url}/private`.replace('//', '//reader:wr0ng@');
    const source = `${address}#sha256=${sha256(executable)}`;
    const run = await deploy([shell, 'debian'], source, { env: trusting() });
    expectNotReported(run, 'could not be fetched');
    expect(run.output).not.toMatch(/wr0ng|reader/);
  });

  test('cannot send on to an address without https', async () => {
    const source = `${secure.url}/elsewhere#sha256=${sha256(executable)}`;
    const run = await deploy(['dash', 'debian'], source, { env: trusting() });
    expectNotReported(run, 'could not be fetched');
  });

  test('has to have a certificate that is trusted', async () => {
    const source = `${secure.url}/private#sha256=${sha256(executable)}`;
    expectNotReported(await deploy(['dash', 'debian'], source), 'could not be fetched');
  });
});
