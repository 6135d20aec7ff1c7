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
import { addPullRequest, addPullRequests } from '../account/pull-requests.ts';
import { type Account, startAccount } from '../account/start-account.ts';
import { buildHistory, type History, hour } from '../scm/history.ts';
import { githubStandIn } from '../scm/hosts/github-stand-in.ts';
import { type ServedStandIn, serve } from '../scm/hosts/stand-in.ts';
import { shopCommits, shopPulls } from '../scm/shop-history.ts';
import { runAction } from './run-action.ts';
import type { JobResult } from './runner/run-job.ts';

jest.setTimeout(60_000); // starts processes on a machine that may be busy

let history: History;
let account: Account;
let github: ServedStandIn;

beforeAll(async () => {
  history = buildHistory(shopCommits);
  github = await serve(() => githubStandIn(history, shopPulls));
});

afterAll(async () => {
  await github.close();
  history.remove();
});

beforeEach(async () => {
  account = await startAccount();
});

afterEach(() => account.close());

/** A job in GitHub's runner, in which the action has no inputs but the credentials and the times. */
const deploy = (id: string, run: number, inputs: Record<string, string> = {}): Promise<JobResult> =>
  runAction(account, {
    inputs: {
      environment: 'production',
      'created-at': hour(run - 1),
      'finished-at': hour(run),
      ...inputs,
    },
    env: {
      GITHUB_SHA: history.sha(id),
      GITHUB_RUN_ID: String(run),
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    },
  });

/** What a job asks of Port and of GitHub. */
async function asked(work: () => Promise<JobResult>) {
  const [before, asked] = [(await account.requests()).length, github.requests.length];
  const { log } = await work();
  expect(log).toContain('Reported to Port');
  const paths = (await account.requests()).slice(before).map(({ path }) => path);
  return { port: paths, github: github.requests.slice(asked).map(({ url }) => url.pathname) };
}

const [login, search, blueprint, upsert] = [
  '/v1/auth/access_token',
  '/v1/blueprints/deployment/entities/search',
  '/v1/blueprints/deployment',
  '/v1/blueprints/deployment/entities',
];

describe('the action without further options asks', () => {
  test('Port three times and GitHub twice, in an account that setup has prepared', async () => {
    await addPullRequests(account, 'github');
    await addPullRequest(account, 'github', ...[1, 2].map((n) => shopPull(n)));
    await deploy('b', 30);
    const compared = `/repos/acme/shop/compare/${history.sha('b')}...${history.sha('s')}`;
    expect(await asked(() => deploy('s', 40))).toEqual({
      port: [login, search, upsert],
      github: [compared, '/graphql'],
    });
    const all = await account.deployments();
    expect(all.find(({ identifier }) => identifier.includes('/40/'))).toMatchObject({
      properties: { kind: 'standard', leadTimeHours: 33, leadTimeSource: 'github' },
      relations: { pullRequests: [expect.any(String), expect.any(String)] },
    });
  });

  test('Port once more where it has no pull requests', async () => {
    await deploy('b', 30);
    expect((await asked(() => deploy('s', 40))).port).toEqual([login, search, blueprint, upsert]);
  });

  test('two windows of Port for the first deployment, and GitHub for its own list', async () => {
    expect(await asked(() => deploy('b', 30))).toEqual({
      port: [login, search, search, upsert],
      github: ['/graphql'],
    });
  });

  test('Port once more for a rollback, which marks what failed', async () => {
    await deploy('b', 30);
    await deploy('s', 40);
    expect(await asked(() => deploy('b', 50))).toEqual({
      port: [login, search, upsert, `${upsert}/bulk`],
      github: [],
    });
  });

  test('no more than login and upsert when no lead time is wanted', async () => {
    await deploy('b', 30);
    expect(await asked(() => deploy('s', 40, { 'lead-time': 'off' }))).toEqual({
      port: [login, upsert],
      github: [],
    });
  });
});

const shopPull = (number: number): string => `https://github.com/acme/shop/pull/${number}`;
