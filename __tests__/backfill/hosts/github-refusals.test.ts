import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isWell, renderLeftOut } from '../../../src/backfill/render-backfill.ts';
import { type Account, startAccount } from '../../account/start-account.ts';
import { fetchFrom, type StandIn, type StandInAnswer } from '../../scm/hosts/stand-in.ts';
import { runOnStandIn } from '../run-on-stand-in.ts';
import { githubOrganization, organization } from './github-organization.ts';

const now = Date.parse('2026-02-01T00:00:00Z');
const repositories = organization(2, 2);
const [first, second] = repositories.map(({ name }) => name);
const github = githubOrganization('acme', repositories, 'https://github.test');

let account: Account;
beforeEach(async () => {
  account = await startAccount({ services: [] });
});
afterEach(() => account.close());

const run = (standIn: StandIn, flags: Readonly<Record<string, string>>) =>
  runOnStandIn({
    ...{ account, now, fetch: fetchFrom(standIn) },
    flags: { since: '2026-01-01T00:00:00Z', 'lead-time': 'off', ...flags },
  });

const placesKept = async (): Promise<readonly string[]> => {
  const answer = await account.call('GET', '/v1/blueprints/port_dora_backfill/entities');
  const { entities } = answer as { entities: { properties: { repository: unknown } }[] };
  return entities.map(({ properties }) => String(properties.repository)).sort();
};

describe('a repository without a commit', () => {
  /** Source: GitHub docs, "REST API endpoints for commits", List commits: 409 Conflict. */
  const isEmpty: StandInAnswer = {
    status: 409,
    body: {
      message: 'Git Repository is empty.',
      documentation_url: 'https://docs.github.com/rest/commits/commits#list-commits',
      status: '409',
    },
  };
  const workflowRun = {
    ...{ id: 7, run_attempt: 1, status: 'completed', conclusion: 'success', event: 'push' },
    ...{ head_branch: 'main', head_sha: 'a'.repeat(40), created_at: '2026-01-10T10:00:00Z' },
    ...{ run_started_at: '2026-01-10T10:00:00Z', updated_at: '2026-01-10T10:05:00Z' },
  };

  test('is counted and passed over, and the others are written', async () => {
    const outcome = await run(
      async (request) => {
        const { pathname } = request.url;
        if (pathname === `/repos/acme/${first}/actions/runs`) return isEmpty;
        if (pathname === `/repos/acme/${second}/actions/runs`)
          return { status: 200, body: { total_count: 1, workflow_runs: [workflowRun] } };
        return github(request);
      },
      { track: 'workflow-run', incremental: 'true' },
    );
    expect(isWell(outcome)).toBe(true);
    expect(outcome.summary.problems).toEqual([
      { repository: `acme/${first}`, reason: expect.stringContaining('409'), isGone: true },
    ]);
    expect(renderLeftOut(outcome.summary)).toEqual([
      expect.stringContaining('1 repository passed over that is gone or empty'),
    ]);
    expect((await account.deployments()).map(({ identifier }) => identifier)).toEqual([
      `acme/${second}/workflow-run-7/1/${second}/Production`,
    ]);
    // Nothing of it is missing, so its place moves like that of the other.
    expect(await placesKept()).toEqual([`acme/${first}`, `acme/${second}`]);
  });
});

describe('a deployment of whose statuses only some can be read', () => {
  const logUrl = `https://github.com/acme/${first}/actions/runs/7/job/70`;
  const node = {
    ...{ id: 'DE_1', databaseId: 1, createdAt: '2026-01-10T10:00:00Z', environment: 'production' },
    ...{ originalEnvironment: 'production', commitOid: 'a'.repeat(40), ref: null },
    statuses: {
      nodes: [{ state: 'SUCCESS', createdAt: '2026-01-10T10:05:00Z', logUrl: null }],
      pageInfo: { hasNextPage: true, endCursor: 'page-2' },
    },
  };
  const told = { state: 'FAILURE', createdAt: '2026-01-10T10:04:00Z', logUrl };
  const withStatuses =
    (more: object): StandIn =>
    async (request) => {
      const { query = '', variables } = JSON.parse(request.body || '{}');
      if (query.includes('node(id:')) {
        expect(variables).toEqual({ id: 'DE_1', after: 'page-2' });
        return { status: 200, body: more };
      }
      const nodes = variables?.name === first ? [node] : [];
      return query.includes('deployments(')
        ? { status: 200, body: { data: { repository: { deployments: { nodes, pageInfo: {} } } } } }
        : github(request);
    };

  test('ended as all of them say', async () => {
    const statuses = { nodes: [told], pageInfo: { hasNextPage: false, endCursor: null } };
    await run(withStatuses({ data: { node: { statuses } } }), {});
    expect(await account.deployments()).toMatchObject([
      { properties: { deploymentStatus: 'Failed', finishedAt: '2026-01-10T10:04:00.000Z' } },
    ]);
  });

  test.each(['deployment-status', 'job'])(
    'is a problem of its repository, which is read again: track %s',
    async (track) => {
      const errors = [{ message: 'Something went wrong while executing your query.' }];
      const standIn = withStatuses({ data: { node: null }, errors });
      const outcome = await run(standIn, { track, incremental: 'true' });
      expect(isWell(outcome)).toBe(false);
      expect(outcome.summary.problems).toMatchObject([
        { repository: `acme/${first}`, reason: expect.stringContaining('Something went wrong') },
      ]);
      expect(await account.deployments()).toEqual([]);
      expect(await placesKept()).toEqual([`acme/${second}`]);
    },
  );
});
