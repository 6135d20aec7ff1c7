import type { DeploymentHost, RepositoryScope } from '../../../src/backfill/deployment-host.ts';
import { createGithubHost } from '../../../src/backfill/hosts/github.ts';
import { createWorkflowJobs } from '../../../src/backfill/hosts/github-workflow-files.ts';
import { repositoryContext } from '../../../src/backfill/hosts/repository-context.ts';
import { changedFilesFromGithub } from '../../../src/ci/changed-files-github.ts';
import { answerGithub } from '../../../src/demo/answer-github.ts';
import { demoRepository } from '../../../src/demo/demo-repository.ts';
import { readCodeHost } from '../../../src/doctor/read/read-code-host.ts';
import { nodeClock } from '../../../src/host/node-clock.ts';
import { createGithubSource } from '../../../src/scm/github.ts';
import { createHostClient } from '../../../src/scm/host-client.ts';
import { githubOrganization, organization } from '../../backfill/hosts/github-organization.ts';
import { githubSlug, liveGithub } from '../../backfill/hosts/live-github.ts';
import { workflowPath } from '../../backfill/hosts/live-steps.ts';
import type { History } from '../history.ts';
import { shopDeployments, shopPulls } from '../shop-history.ts';
import { githubStandIn } from './github-stand-in.ts';
import { limits } from './sources.ts';
import type { fetchFrom, StandIn } from './stand-in.ts';

type Fetch = ReturnType<typeof fetchFrom>;

/** The histories of `shop-history.ts` and `live-steps.ts`. */
interface Histories {
  readonly shop: History;
  readonly live: History;
}

/** What this project asks GitHub by REST for one of its purposes, and a stand-in that answers. */
export interface GithubUse {
  readonly name: string;
  readonly standIn: (histories: Histories) => StandIn;
  /** Asks, and gives what came of it. */
  readonly ask: (fetch: Fetch, histories: Histories) => Promise<unknown>;
  readonly outcome: unknown;
  readonly routes: readonly string[];
}

const url = 'https://github.test';
const gone = 'f'.repeat(40);
const demo = demoRepository(Date.parse('2026-06-15T12:00:00Z'));

const access = (fetch: Fetch) => ({
  ...{ fetch, clock: nodeClock, token: 'github-token-1234', limits: limits() },
  ...{ apiUrl: url, graphqlUrl: `${url}/graphql`, matchesName: () => true },
});

async function listed<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function repositoriesOf(host: DeploymentHost, scope: RepositoryScope) {
  return (await listed(host.repositories(scope))).map((one) => {
    if ('reason' in one) throw new Error(one.reason);
    return one;
  });
}

const repository = {
  ...{ slug: githubSlug, name: 'shop', url: `https://github.com/${githubSlug}` },
  ...{ defaultBranch: 'main', isArchived: false, isFork: false },
};

const anyRepository = '/repos/{owner}/{repo}';

export const githubUses: readonly GithubUse[] = [
  {
    name: 'lead times are read',
    standIn: ({ shop }) => githubStandIn(shop, shopPulls),
    async ask(fetch, { shop }) {
      const source = createGithubSource({ ...access(fetch), slug: 'acme/shop' });
      const readings = [];
      for (const { head, exclude, paths = null } of shopDeployments) {
        const range = { head: shop.sha(head), exclude: exclude.map(shop.sha), paths };
        readings.push(await source.changes(range, limits()));
      }
      const lost = { head: shop.sha('z'), exclude: [gone], paths: null };
      const reading = await source.changes(lost, limits());
      return [readings.filter((one) => 'reason' in one), reading];
    },
    outcome: [[], { reason: `GitHub does not have commit ${gone}: a force push took it away` }],
    routes: [
      `GET ${anyRepository} 200`,
      `GET ${anyRepository}/commits 200`,
      `GET ${anyRepository}/commits/{ref} 200`,
      `GET ${anyRepository}/commits/{ref} 422`,
      `GET ${anyRepository}/compare/{basehead} 200`,
      `GET ${anyRepository}/compare/{basehead} 404`,
    ],
  },
  {
    name: 'the lead time of the demo is read',
    standIn:
      () =>
      async ({ method, url: { pathname, search }, body }) =>
        answerGithub(demo, { method, path: pathname + search, body }),
    async ask(fetch) {
      const source = createGithubSource({ ...access(fetch), slug: demo.slug });
      const range = { head: demo.main(14), exclude: [demo.main(null)], paths: null };
      const reading = await source.changes(range, limits());
      return 'reason' in reading ? reading : reading.changes.length;
    },
    outcome: 4,
    routes: [`GET ${anyRepository}/compare/{basehead} 200`],
  },
  {
    name: 'past deployments are read by their jobs and workflow runs',
    standIn: ({ live }) => liveGithub(live),
    async ask(fetch, { live }) {
      const host = createGithubHost(access(fetch));
      const found = await repositoriesOf(host, { kind: 'repository', slug: githubSlug });
      const counts: number[] = [];
      for (const track of ['job', 'workflow-run'] as const)
        for (const since of [null, '2026-02-01T00:00:00Z'])
          for (const until of [null, '2026-03-01T00:00:00Z']) {
            const query = { track, since, until, workflows: null };
            counts.push((await listed(host.deployments(repository, query))).length);
          }
      const client = { ...access(fetch), name: 'GitHub', permission: '', headers: {} };
      const jobsOf = createWorkflowJobs(createHostClient(client, limits()), url);
      const file = { repository: githubSlug, path: workflowPath, blob: null };
      const jobs = [
        await jobsOf({ ...file, ref: live.sha('c1') }),
        await jobsOf({ ...file, ref: null }),
      ];
      return { found, counts, keys: jobs.flat().map(({ key }) => key) };
    },
    outcome: { found: [repository], counts: Array(8).fill(6), keys: ['ship', 'deploy'] },
    routes: [
      `GET ${anyRepository} 200`,
      `GET ${anyRepository}/actions/jobs/{job_id} 200`,
      `GET ${anyRepository}/actions/runs 200`,
      `GET ${anyRepository}/actions/runs/{run_id}/attempts/{attempt_number} 200`,
      `GET ${anyRepository}/contents/{path} 200`,
      `GET ${anyRepository}/git/blobs/{file_sha} 200`,
    ],
  },
  {
    name: 'past deployments are read by their runs, where attempts are not told any more',
    standIn: ({ live }) => {
      const github = liveGithub(live);
      return async (request) =>
        request.url.pathname.includes('/attempts/') ? undefined : github(request);
    },
    async ask(fetch) {
      const query = { track: 'job', since: null, until: null, workflows: null } as const;
      return (await listed(createGithubHost(access(fetch)).deployments(repository, query))).length;
    },
    outcome: 6,
    routes: [
      `GET ${anyRepository}/actions/jobs/{job_id} 200`,
      `GET ${anyRepository}/actions/runs/{run_id} 200`,
      `GET ${anyRepository}/actions/runs/{run_id}/attempts/{attempt_number} 404`,
      `GET ${anyRepository}/git/blobs/{file_sha} 200`,
    ],
  },
  {
    name: 'the repositories of an organisation are listed, and their changes',
    standIn: () => githubOrganization('acme', organization(101, 3), url),
    async ask(fetch) {
      const host = createGithubHost(access(fetch));
      const all = await repositoriesOf(host, { kind: 'owner', path: 'acme' });
      const [one] = await repositoriesOf(host, { kind: 'repository', slug: 'acme/service-000' });
      const [sold] = organization(1, 3);
      const [base, , head] = sold?.commits.map(({ sha }) => sha) ?? [];
      if (!one || !base || !head) throw new Error('the stand-in has no such repository');
      const reading = await host
        .changes(one)
        .changes({ head, exclude: [base], paths: null }, limits());
      return [all.length, one.slug, 'reason' in reading ? reading : reading.changes.length];
    },
    outcome: [101, 'acme/service-000', 2],
    routes: [
      'GET /orgs/{org}/repos 200',
      `GET ${anyRepository} 200`,
      `GET ${anyRepository}/compare/{basehead} 200`,
    ],
  },
  {
    name: 'the repositories of a user are listed',
    standIn: () => {
      const github = githubOrganization('jane', organization(2, 1), url);
      return async (request) => {
        const { pathname, search } = request.url;
        if (pathname.startsWith('/orgs/')) return undefined;
        const asOfOrganization = pathname.replace('/users/', '/orgs/') + search;
        return github({ ...request, url: new URL(asOfOrganization, url) });
      };
    },
    ask: async (fetch) =>
      (await repositoriesOf(createGithubHost(access(fetch)), { kind: 'owner', path: 'jane' }))
        .length,
    outcome: 2,
    routes: ['GET /orgs/{org}/repos 404', 'GET /users/{username}/repos 200'],
  },
  {
    name: 'changed files are read',
    standIn: () => async () => ({
      status: 200,
      body: { status: 'ahead', files: [{ filename: 'b.txt', previous_filename: 'a.txt' }] },
    }),
    ask: (fetch) =>
      changedFilesFromGithub(
        {
          ...{ env: { GITHUB_API_URL: url }, token: null, slug: githubSlug },
          fetch: (address, init) => fetch(address, { method: 'GET', ...init }),
        },
        { base: gone, head: gone },
      ),
    outcome: { files: ['a.txt', 'b.txt'] },
    routes: [`GET ${anyRepository}/compare/{basehead} 200`],
  },
  {
    name: 'the doctor tries a token',
    standIn: () => async () => ({ status: 200, body: [] }),
    ask: (fetch) =>
      readCodeHost({
        ...{ fetch, clock: nodeClock, token: 'github-token-1234', env: { GITHUB_API_URL: url } },
        context: repositoryContext('github', repository),
        ...{ deadline: Date.now() + 10_000, signal: new AbortController().signal },
      }),
    outcome: { refusals: [] },
    routes: [`GET ${anyRepository}/commits 200`, `GET ${anyRepository}/pulls 200`],
  },
];
