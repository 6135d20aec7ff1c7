import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createAzureHost } from '../../src/backfill/hosts/azure.ts';
import { createGitlabHost } from '../../src/backfill/hosts/gitlab.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { fetchFrom, type StandInRequest } from '../scm/hosts/stand-in.ts';
import { azureProject, type StandInAzureRepository } from './hosts/azure-project.ts';
import { gitlabGroup, type StandInProject } from './hosts/gitlab-group.ts';
import { rateLimited } from './hosts/rate-limited.ts';
import { runOnStandIn } from './run-on-stand-in.ts';

jest.setTimeout(60_000);

const now = Date.parse('2026-03-01T00:00:00Z');
const since = '2026-01-01T00:00:00Z';
const epoch = Math.floor(now / 1000);

let account: Account;
beforeEach(async () => {
  account = await startAccount({ services: [] });
});
afterEach(() => account.close());

const written = async (): Promise<number> => (await account.deployments()).length;

describe('a group of GitLab', () => {
  const projects: readonly StandInProject[] = [
    ...Array.from({ length: 118 }, (_, index) => ({
      path: index % 3 === 0 ? `team/service-${index}` : `service-${index}`,
      deployments: 2,
    })),
    { path: 'busy', deployments: 230 },
    { path: 'empty', deployments: 0 },
    { path: 'old', deployments: 4, isArchived: true },
    { path: 'copy', deployments: 4, isFork: true },
  ];
  const run = (
    flags: Readonly<Record<string, string>>,
    standIn = gitlabGroup('acme', projects),
    requests: StandInRequest[] = [],
  ) =>
    runOnStandIn({
      ...{ account, now, fetch: fetchFrom(standIn, requests) },
      flags: { from: 'gitlab', group: 'acme', org: '', 'lead-time': 'off', since, ...flags },
      host: (settings) =>
        createGitlabHost({
          ...settings,
          apiUrl: 'https://gitlab.test/api/v4',
          graphqlUrl: 'https://gitlab.test/api/graphql',
        }),
    });

  test('is read with its subgroups, page by page', async () => {
    const requests: StandInRequest[] = [];
    const outcome = await run({}, undefined, requests);
    expect(outcome).toMatchObject({ ended: null, counts: { created: 118 * 2 + 230, failed: 0 } });
    expect(outcome.summary).toMatchObject({ repositories: 120, problems: [] });
    // Two pages of projects, one of deployments each, and two more for the busy one.
    expect(requests).toHaveLength(2 + 120 + 2);
    expect(await written()).toBe(118 * 2 + 230);
  });

  test('that limits requests is waited for', async () => {
    const standIn = rateLimited(gitlabGroup('acme', projects), 10, [
      () => ({ status: 429, headers: { 'retry-after': '30' }, body: '' }),
      () => ({
        ...{ status: 429, body: 'Retry later' },
        headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': String(epoch + 60) },
      }),
      () => ({ status: 502, body: '<html>' }),
    ]);
    expect(await run({}, standIn)).toMatchObject({ ended: null, summary: { problems: [] } });
    expect(await written()).toBe(118 * 2 + 230);
    expect(standIn.refused()).toBeGreaterThan(10);
  });

  test.each([
    ['pull-request', 1],
    ['workflow-run', 4],
    ['release', 1],
    ['tag', 1],
  ])('by track %s', async (track, perThing) => {
    const requests: StandInRequest[] = [];
    const few = gitlabGroup('acme', [{ path: 'one', deployments: 120 }]);
    const outcome = await run({ track }, few, requests);
    expect(outcome).toMatchObject({ ended: null, counts: { created: 120, failed: 0 } });
    expect(requests).toHaveLength(perThing === 1 ? 3 : 3 + 3 * 120);
  });

  test('reads a page too many at most for a time in the past', async () => {
    const requests: StandInRequest[] = [];
    const few = gitlabGroup('acme', [{ path: 'one', deployments: 900 }]);
    const late = '2026-02-11T00:00:00Z';
    const outcome = await run({ track: 'tag', since: late }, few, requests);
    expect(outcome.counts.created).toBe(12);
    expect(requests).toHaveLength(2);
  });
});

describe('a project of Azure DevOps', () => {
  const repositories: readonly StandInAzureRepository[] = [
    ...Array.from({ length: 12 }, (_, index) => ({ name: `service-${index}`, things: 3 })),
    { name: 'busy', things: 230 },
    { name: 'empty', things: 0 },
    { name: 'old', things: 5, isDisabled: true },
  ];
  const run = (
    flags: Readonly<Record<string, string>>,
    standIn = azureProject('shop', repositories),
    requests: StandInRequest[] = [],
  ) =>
    runOnStandIn({
      ...{ account, now, fetch: fetchFrom(standIn, requests) },
      flags: {
        from: 'azure',
        project: 'fabrikam/shop',
        org: '',
        'lead-time': 'off',
        since,
        ...flags,
      },
      host: (settings) =>
        createAzureHost({ ...settings, token: null, collectionUrl: 'https://azure.test/fabrikam' }),
    });

  test.each(['job', 'workflow-run', 'pull-request', 'tag'])(
    'is read by track %s',
    async (track) => {
      const outcome = await run({ track });
      expect(outcome).toMatchObject({ ended: null, summary: { problems: [], repositories: 14 } });
      expect(outcome.counts).toMatchObject({ created: 12 * 3 + 230, failed: 0 });
      expect(await written()).toBe(12 * 3 + 230);
    },
  );

  test('that limits requests is waited for', async () => {
    const standIn = rateLimited(azureProject('shop', repositories), 9, [
      () => ({ status: 429, headers: { 'retry-after': '45' }, body: '' }),
      () => ({ status: 503, body: '' }),
    ]);
    expect(await run({}, standIn)).toMatchObject({ ended: null, summary: { problems: [] } });
    expect(await written()).toBe(12 * 3 + 230);
  });

  test('is read by its deployment jobs unless told otherwise, and their records only once', async () => {
    const requests: StandInRequest[] = [];
    await run({}, undefined, requests);
    const asked = (part: string): number =>
      requests.filter(({ url }) => url.pathname.includes(part)).length;
    // One list of environments, three pages of the records of one of them, and one of the other.
    expect(asked('/environments')).toBe(1 + 3 + 1);
    // One for the pipelines of each repository that is not disabled, one for each hundred runs.
    expect(asked('/build/definitions')).toBe(14);
    expect(asked('/build/builds')).toBe(12 + 3);
    expect(requests).toHaveLength(1 + 5 + 14 + 15);
    expect(await written()).toBe(12 * 3 + 230);
  });

  test('gives the deployment of a job as the job would have reported it', async () => {
    await run({ since: '2026-01-05T00:00:00Z', until: '2026-01-05T01:00:00Z', include: 'busy' });
    const { identifier, properties } = (await account.deployments())[0] ?? {};
    expect(identifier).toBe('fabrikam/shop/busy/120100/1/Production.Deploy/busy/production-eu');
    expect(properties).toMatchObject({
      ...{ environment: 'Production', environmentName: 'production-eu', ref: 'main' },
      ...{ deploymentStatus: 'Success', ci: 'azure', deployedBy: 'Jane' },
      ...{ createdAt: '2026-01-05T00:01:00.000Z', finishedAt: '2026-01-05T00:15:00.000Z' },
      runUrl: 'https://azure.test/fabrikam/shop/_build/results?buildId=120100',
    });
  });

  test('says what it cannot list', async () => {
    const { summary } = await run({ track: 'deployment-status' });
    expect(summary.problems[0]?.reason).toContain('use job, workflow-run, pull-request or tag');
  });
});
