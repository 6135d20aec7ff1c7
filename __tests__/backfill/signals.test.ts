import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
import { type Account, type ShownEntity, startAccount } from '../account/start-account.ts';
import { type ServedStandIn, serve } from '../scm/hosts/stand-in.ts';
import { githubOrganization, organization } from './hosts/github-organization.ts';

jest.setTimeout(60_000);

const dayMs = 86_400_000;
const repositories = organization(12, 5, Date.now() - 40 * dayMs);
const bulk = '/v1/blueprints/deployment/entities/bulk';
const cli = fileURLToPath(new URL('../../src/entry/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'port-dora-signals-'));

let github: ServedStandIn;
let account: Account;
beforeAll(async () => {
  github = await serve((url) => {
    const answer = githubOrganization('acme', repositories, url);
    // As slow as a host that is far away, so that there is time to interrupt.
    return async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return answer(request);
    };
  });
});
afterAll(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  account = await startAccount({ services: repositories.map(({ name }) => name) });
});
afterEach(() => account.close());

function begin(): ChildProcess {
  const args = ['backfill', '--from', 'github', '--org', 'acme', '--incremental', '--yes'];
  return spawn(process.execPath, ['--import', import.meta.resolve('tsx'), cli, ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      ...account.env,
      GITHUB_TOKEN: 'token-of-test',
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    },
  });
}

async function endOf(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      output += data.toString();
    });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}

/** Waits until Port has so many bulk requests on its log. */
async function bulkRequests(count: number): Promise<void> {
  for (;;) {
    const requests = await account.requests();
    if (requests.filter(({ path }) => path === bulk).length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const identifiers = (entities: readonly ShownEntity[]): string[] =>
  entities.map(({ identifier }) => identifier).sort();

describe('the process of a backfill', () => {
  test.each([
    ['before its first bulk request is handled', 1, 'hang'],
    ['when its second one was handled and not answered', 2, 'delay'],
  ] as const)('killed %s is made good by running it again', async (_, number, kind) => {
    const hold = kind === 'hang' ? { kind } : ({ kind, delayMs: 3_000 } as const);
    await account.fault({ ...hold, path: bulk, skip: number - 1, times: null });
    const child = begin();
    const ended = endOf(child);
    await bulkRequests(number);
    child.kill('SIGKILL');
    expect(await ended).toMatchObject({ code: null });
    await account.control('DELETE', '/_local/faults');
    const again = await endOf(begin());
    expect(again).toMatchObject({ code: 0 });
    const found = identifiers(await account.deployments());
    expect(found).toHaveLength(60);
    expect(new Set(found).size).toBe(60);
  });

  test('finishes what is under way when it is interrupted, and says how to go on', async () => {
    await account.fault({ kind: 'delay', path: bulk, delayMs: 700, times: null });
    const child = begin();
    const ended = endOf(child);
    await bulkRequests(1);
    child.kill('SIGINT');
    const { code, output } = await ended;
    expect(output).toContain('Press Ctrl-C again to end at once');
    const written = (await account.deployments()).length;
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(60);
    expect(code).toBe(1);
    expect(output).toMatch(/STOPPED before the end; run the same command again/);
    await account.control('DELETE', '/_local/faults');
    expect(await endOf(begin())).toMatchObject({ code: 0 });
    expect(await account.deployments()).toHaveLength(60);
  });
});
