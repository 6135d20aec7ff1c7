import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createGitHost } from '../../src/backfill/hosts/git.ts';
import { renderOutcome } from '../../src/backfill/render-backfill.ts';
import type { BackfillOutcome } from '../../src/backfill/run-backfill.ts';
import { createNodeGit } from '../../src/host/node-git.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { fetchFrom, type StandIn, type StandInAnswer } from '../scm/hosts/stand-in.ts';
import { githubOrganization, organization } from './hosts/github-organization.ts';
import { rateLimited } from './hosts/rate-limited.ts';
import { runOnStandIn } from './run-on-stand-in.ts';

jest.setTimeout(60_000);

const now = Date.parse('2026-07-01T00:00:00Z');
const since = '2026-01-01T00:00:00Z';
const [first, second, third, fourth, ...others] = organization(6, 4);
if (!first || !second || !third || !fourth) throw new Error('too few');
const repositories = [
  first,
  second,
  { ...third, isArchived: true },
  { ...fourth, isFork: true },
  ...others,
];
const plain = githubOrganization('acme', repositories, 'https://github.test');

let account: Account;
beforeEach(async () => {
  account = await startAccount({ services: repositories.map(({ name }) => name) });
});
afterEach(() => account.close());

const run = (
  flags: Readonly<Record<string, string>> = {},
  standIn: StandIn = plain,
): Promise<BackfillOutcome> =>
  runOnStandIn({ account, now, fetch: fetchFrom(standIn), flags: { since, ...flags } });

/** Which services have how many deployments. */
async function services(): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { properties } of await account.deployments()) {
    const name = String(properties.serviceName);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const shown = (outcome: BackfillOutcome): string =>
  renderOutcome(outcome, { dryRun: false, out: undefined }).join('\n');

describe('of an organisation', () => {
  test('archived repositories and forks are left out, and read when that is asked for', async () => {
    await run();
    expect(Object.keys(await services())).toHaveLength(4);
    await run({ 'with-archived': 'true', 'with-forks': 'true' });
    expect(Object.keys(await services())).toHaveLength(6);
  });

  test.each<[Readonly<Record<string, string>>, readonly string[]]>([
    [{ include: 'service-00[01]' }, ['service-000', 'service-001']],
    [{ include: 'acme/service-001' }, ['service-001']],
    [{ exclude: 'service-00*' }, []],
    [{ include: 'acme/*', exclude: 'service-000\nservice-001' }, ['service-004', 'service-005']],
    [{ org: '', repo: 'acme/service-002' }, ['service-002']],
    [{ repo: 'acme/service-000', include: 'nothing' }, ['service-000']],
  ])('%j reads %j', async (flags, expected) => {
    await run(flags);
    expect(Object.keys(await services()).sort()).toEqual(expected);
  });

  test('a map gives services other names, by pattern', async () => {
    await run({ services: 'acme/service-000: front\nacme/service-*: rest' });
    expect(await services()).toEqual({ front: 4, rest: 16 });
  });

  test('services that Port does not have are named once', async () => {
    const outcome = await run({ services: 'acme/*: unheard of' });
    expect(outcome.unlinked).toEqual(['unheard of']);
    expect(shown(outcome)).toContain('not linked: unheard of');
  });

  test('a name without repositories is a problem that is said', async () => {
    const outcome = await run({ org: 'nobody' }, async () => ({ status: 404, body: {} }));
    expect(outcome.summary.problems).toMatchObject([{ repository: null, isGone: false }]);
    expect(shown(outcome)).toContain('could not be read: the list of repositories');
  });
});

describe('a repository', () => {
  const withAnswer =
    (matches: (path: string, body: string) => boolean, answer: StandInAnswer): StandIn =>
    async (request) =>
      matches(request.url.pathname, request.body) ? answer : plain(request);

  test('that vanishes meanwhile is passed over, and the others are read', async () => {
    const gone = {
      errors: [{ type: 'NOT_FOUND', message: 'no such repository' }],
      data: { repository: null },
    };
    const outcome = await run(
      {},
      withAnswer((_, body) => body.includes('"service-001"'), { status: 200, body: gone }),
    );
    expect(outcome.summary.problems).toMatchObject([
      { repository: 'acme/service-001', isGone: true },
    ]);
    expect(shown(outcome)).toContain('1 repository passed over that is gone or empty');
    expect(Object.keys(await services())).toHaveLength(3);
  });

  test('that is asked for and not there is said', async () => {
    const outcome = await run({ org: '', repo: 'acme/nowhere' });
    expect(outcome.summary).toMatchObject({ repositories: 0, problems: [{ isGone: true }] });
  });

  test('that moved is read under its new name', async () => {
    const moved: StandIn = async (request) => {
      if (request.url.pathname === '/repos/acme/old-name')
        return {
          status: 301,
          headers: { location: 'https://github.test/repos/acme/service-001' },
          body: {},
        };
      return plain(request);
    };
    await run({ org: '', repo: 'acme/old-name' }, moved);
    expect(await services()).toEqual({ 'service-001': 4 });
  });

  test('without a commit or a deployment gives nothing and no problem', async () => {
    const empty = githubOrganization(
      'acme',
      [...repositories, { name: 'empty', commits: [], deployments: [] }],
      'https://github.test',
    );
    expect((await run({}, empty)).summary).toMatchObject({ repositories: 5, problems: [] });
  });

  test('that cannot be read is said, keeps its place, and is read the next time', async () => {
    const clock = Date.parse('2026-02-01T00:00:00Z');
    const incremental = (standIn: StandIn) =>
      runOnStandIn({
        ...{ account, fetch: fetchFrom(standIn), now: clock },
        flags: { incremental: 'true' },
      });
    const broken = withAnswer(
      (_, body) => body.includes('"service-001"') && body.includes('deployments('),
      { status: 403, body: { message: 'Resource not accessible' } },
    );
    const outcome = await incremental(broken);
    expect(outcome.summary.problems).toMatchObject([
      { repository: 'acme/service-001', isGone: false },
    ]);
    expect(shown(outcome)).toContain(
      'could not be read: acme/service-001: GitHub does not allow it',
    );
    expect(Object.keys(await services())).not.toContain('service-001');
    expect(await places()).not.toContain('acme/service-001');
    await incremental(plain);
    expect(Object.keys(await services())).toContain('service-001');
    expect(await places()).toContain('acme/service-001');
  });

  async function places(): Promise<unknown[]> {
    const answer = await account.call('GET', '/v1/blueprints/port_dora_backfill/entities');
    const { entities } = answer as { entities: { properties: { repository: string } }[] };
    return entities.map(({ properties }) => properties.repository);
  }

  test('with hundreds of deployments is read page by page, through limits and faults', async () => {
    const [large] = organization(1, 250, Date.parse('2024-02-01T00:00:00Z'));
    if (!large) throw new Error('none');
    const epoch = String(Math.floor(now / 1000) + 900);
    const used = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': epoch };
    const standIn = rateLimited(githubOrganization('acme', [large], 'https://github.test'), 7, [
      () => ({ status: 403, headers: used, body: { message: 'API rate limit exceeded' } }),
      () => ({ status: 403, headers: { 'retry-after': '60' }, body: {} }),
      () => ({ status: 429, body: { message: 'You have exceeded a secondary rate limit' } }),
      () => ({ status: 200, headers: used, body: { errors: [{ type: 'RATE_LIMITED' }] } }),
      () => ({ status: 502, body: '<html>' }),
      () => ({ status: 500, body: '' }),
    ]);
    const outcome = await run({ since: '2024-01-01T00:00:00Z' }, standIn);
    expect(outcome).toMatchObject({ ended: null, summary: { problems: [] } });
    expect(await services()).toEqual({ 'service-000': 250 });
    const entities = await account.deployments();
    expect(
      entities.filter(({ properties }) => /no history/.test(String(properties.leadTimeReason))),
    ).toEqual([]);
    expect(standIn.refused()).toBeGreaterThan(50);
  });
});

describe('the tags of a checkout', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'port-dora-mono-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Each release changes some files, and is tagged an hour after the one before. */
  function buildReleases(...releases: readonly (readonly string[])[]): void {
    const git = (args: readonly string[], at: string): void => {
      const env = {
        PATH: process.env.PATH,
        HOME: folder,
        GIT_AUTHOR_DATE: at,
        GIT_COMMITTER_DATE: at,
      };
      execFileSync('git', [...identity, ...args], { cwd: folder, env, stdio: 'ignore' });
    };
    const start = '2026-03-01T00:00:00Z';
    git(['init', '-b', 'main'], start);
    git(['remote', 'add', 'origin', 'https://github.com/acme/mono.git'], start);
    for (const [index, files] of releases.entries()) {
      const at = new Date(Date.parse(start) + index * 3_600_000).toISOString();
      for (const file of files) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), String(index));
      }
      git(['add', '.'], at);
      git(['commit', '-m', `release ${index}`], at);
      git(['tag', `v1.${index}.0`], at);
    }
  }

  const identity = ['-c', 'user.name=Jane', '-c', 'user.email=jane@example.com'];

  const runGit = (flags: Readonly<Record<string, string>>): Promise<BackfillOutcome> =>
    runOnStandIn({
      ...{ account, now, fetch: fetchFrom(plain) },
      flags: { from: 'git', org: '', since, ...flags },
      host: ({ clock }) =>
        createGitHost({ clock, git: createNodeGit(folder, { PATH: process.env.PATH }) }),
    });

  test('are deployments, with the commits between them', async () => {
    buildReleases(['a'], ['b'], ['c']);
    await runGit({});
    const entities = await account.deployments();
    expect(entities.map(({ identifier }) => identifier).sort()).toEqual([
      'acme/mono/tag-v1.0.0/mono/Production',
      'acme/mono/tag-v1.1.0/mono/Production',
      'acme/mono/tag-v1.2.0/mono/Production',
    ]);
    const counts = entities.map(({ properties }) => String(properties.changeCount ?? null));
    expect(counts.sort()).toEqual(['1', '1', 'null']);
  });

  test('of an older line between them release nothing twice', async () => {
    buildReleases(['a'], ['b'], ['c'], ['d']);
    const git = (day: string, ...args: readonly string[]): void => {
      const at = `2026-03-${day}T00:00:00Z`;
      const env = { PATH: process.env.PATH, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
      execFileSync('git', [...identity, ...args], { cwd: folder, env, stdio: 'ignore' });
    };
    git('02', 'tag', '--delete', 'v1.0.0', 'v1.1.0', 'v1.3.0');
    git('02', 'checkout', '-b', 'hotfix', 'main~3');
    git('02', 'commit', '--allow-empty', '-m', 'hotfix of the first one');
    git('02', 'tag', '-a', 'v1.0.1', '-m', 'hotfix');
    git('03', 'tag', '-a', 'v1.4.0', '-m', 'all', 'main');
    await runGit({});
    const released = (await account.deployments()).map(
      ({ properties }) => `${properties.version} ${properties.kind} ${properties.changeCount ?? 0}`,
    );
    expect(released.sort()).toEqual(['v1.0.1 hotfix 1', 'v1.2.0 baseline 0', 'v1.4.0 standard 1']);
  });

  test('of a monorepo are deployments of the services that changed', async () => {
    buildReleases(
      ['apps/web/a', 'apps/api/a'],
      ['apps/web/b'],
      ['apps/api/b'],
      ['docs/c'],
      ['apps/web/c', 'apps/api/c'],
    );
    await runGit({ service: 'web: apps/web/**\napi: apps/api/**' });
    const released = (await account.deployments()).map(
      ({ properties }) => `${properties.serviceName} ${properties.version}`,
    );
    expect(released.sort()).toEqual([
      ...['api v1.0.0', 'api v1.2.0', 'api v1.4.0'],
      ...['web v1.0.0', 'web v1.1.0', 'web v1.4.0'],
    ]);
    expect((await runGit({ service: 'web: apps/web/**\napi: apps/api/**' })).summary.toWrite).toBe(
      0,
    );
  });

  test('of a monorepo are the same without lead time', async () => {
    buildReleases(['apps/web/a', 'apps/api/a'], ['apps/web/b'], ['apps/api/b']);
    await runGit({ service: 'web: apps/web/**\napi: apps/api/**', 'lead-time': 'off' });
    expect(await services()).toEqual({ web: 2, api: 2 });
  });
});
