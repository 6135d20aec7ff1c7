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
import type { Behaviour } from '../../src/local-port/index.ts';
import { addPullRequest, addPullRequests } from '../account/pull-requests.ts';
import { type Account, type ShownEntity, startAccount } from '../account/start-account.ts';
import { pushVariables as githubVariables } from '../bundle/runner/run-job.ts';
import { buildHistory, type History, hour } from '../scm/history.ts';
import { githubStandIn } from '../scm/hosts/github-stand-in.ts';
import { gitlabStandIn } from '../scm/hosts/gitlab-stand-in.ts';
import { type ServedStandIn, serve } from '../scm/hosts/stand-in.ts';
import { shopCommits, shopPulls } from '../scm/shop-history.ts';
import { type HereReport, reportHere } from './support/report-here.ts';

jest.setTimeout(60_000); // on a machine that may be busy

let history: History;
let account: Account;
let github: ServedStandIn;
let gitlab: ServedStandIn;

beforeAll(async () => {
  history = buildHistory(shopCommits);
  github = await serve(() => githubStandIn(history, shopPulls));
  gitlab = await serve(() => gitlabStandIn(history, shopPulls));
});

afterAll(async () => {
  await Promise.all([github.close(), gitlab.close()]);
  history.remove();
});

const deploy = (
  id: string,
  run: number,
  env: Record<string, string | undefined> = {},
): Promise<HereReport> =>
  reportHere({
    account,
    run,
    sha: history.sha(id),
    finishedAt: hour(run),
    env: { GITHUB_API_URL: github.url, GITHUB_GRAPHQL_URL: `${github.url}/graphql`, ...env },
  });

async function inPort(run: number): Promise<ShownEntity> {
  const all = await account.deployments();
  const found = all.find(({ identifier }) => identifier.includes(`/${run}/`));
  if (!found) throw new Error(`run ${run} is not in Port`);
  return found;
}

const pull = (number: number): string => `https://github.com/acme/shop/pull/${number}`;
const entityOf = (link: string): string => `x${link.replace(/\W/g, '-')}`;
const search = '/v1/blueprints/deployment/entities/search';
const upsert = '/v1/blueprints/deployment/entities';

/** The routes that a report asks, after the login. */
async function pathsOf(work: () => Promise<unknown>): Promise<string[]> {
  const before = (await account.requests()).length;
  await work();
  return (await account.requests()).slice(before + 1).map(({ path }) => path);
}

describe('in an account with the pull requests of GitHub', () => {
  beforeEach(async () => {
    account = await startAccount();
    await addPullRequests(account, 'github');
    await addPullRequest(account, 'github', pull(1), pull(2), pull(3));
    await deploy('b', 30);
  });

  afterEach(() => account.close());

  test('a deployment is related to the newest pull request and to them all', async () => {
    await deploy('s', 40);
    expect((await inPort(40)).relations).toEqual({
      service: 'acme/shop',
      pullRequest: entityOf(pull(2)),
      pullRequests: [entityOf(pull(1)), entityOf(pull(2))],
    });
  });

  test('a report costs one look-up', async () => {
    expect(await pathsOf(() => deploy('s', 40))).toEqual([search, upsert]);
  });

  test('a deployment without pull requests has none, and costs nothing more', async () => {
    await deploy("r1'", 32);
    expect(await pathsOf(() => deploy('z', 33, { GITHUB_TOKEN: '' }))).toEqual([search, upsert]);
    expect((await inPort(33)).relations).toEqual({
      service: 'acme/shop',
      pullRequest: null,
      pullRequests: [],
    });
  });
});

const behaviours: readonly Partial<Behaviour>[] = [
  { searchRelationNoMatch: 'null' },
  { searchRelationNoMatch: '404' },
  { searchRelationNoMatch: '422' },
  { searchRelationManyMatches: '422' },
  { searchRelationManyMatches: 'first' },
];

describe.each(behaviours)('where Port answers %j', (behaviour) => {
  beforeEach(async () => {
    account = await startAccount({ behaviour });
    await addPullRequests(account, 'github');
    await deploy('b', 30);
  });

  afterEach(() => account.close());

  test('pull requests that are not in Port cost the relation, never the report', async () => {
    const { record, output } = await deploy('s', 40);
    expect(record.leadTimeHours).toBe(33);
    expect((await inPort(40)).relations).toEqual({
      service: 'acme/shop',
      pullRequest: null,
      pullRequests: [],
    });
    expect(output).toContain('Reported to Port');
    expect(output).not.toContain('NOT REPORTED');
    const isSilent = (behaviour.searchRelationNoMatch ?? 'null') === 'null';
    const notices = output.split('\n').filter((line) => line.startsWith('notice: '));
    expect(notices).toEqual(
      isSilent ? [] : [expect.stringContaining('so not related: pullRequest')],
    );
  });

  test('those that are there are related all the same', async () => {
    await addPullRequest(account, 'github', pull(1));
    await deploy('s', 40);
    expect((await inPort(40)).relations).toMatchObject({ pullRequests: [entityOf(pull(1))] });
  });

  test('two with one link cost the relation to the newest at most', async () => {
    await addPullRequest(account, 'github', pull(2));
    await account.call('POST', '/v1/blueprints/githubPullRequest/entities?upsert=true', {
      identifier: 'twin',
      properties: { link: pull(2) },
    });
    await deploy('s', 40);
    const { relations } = await inPort(40);
    expect(relations.pullRequests).toHaveLength(2);
    expect((await inPort(40)).properties.leadTimeHours).toBe(33);
  });
});

describe('an account', () => {
  afterEach(() => account.close());

  test('without relations to pull requests is asked for its blueprint once, and refuses nothing', async () => {
    account = await startAccount();
    await deploy('b', 30);
    const paths = await pathsOf(async () => {
      const { output } = await deploy('s', 40);
      expect(output).not.toMatch(/left out|pullRequest/);
    });
    expect(paths).toEqual([search, '/v1/blueprints/deployment', upsert]);
  });

  test('whose blueprint may not be read gets the deployment without the relation', async () => {
    account = await startAccount();
    await deploy('b', 30);
    await account.fault({
      kind: 'answer',
      path: '/v1/blueprints/deployment',
      status: 403,
      body: {},
    });
    expect((await deploy('s', 40)).output).toContain('Reported to Port');
  });

  test('that refuses a search which shows what it does not have is asked without', async () => {
    account = await startAccount();
    await deploy('b', 30);
    const refused = { ok: false, error: 'invalid_request' };
    await account.fault({ kind: 'answer', path: search, status: 422, body: refused });
    expect((await deploy('s', 40)).record).toMatchObject({ kind: 'standard', leadTimeHours: 33 });
  });

  test('with names of its own has the relations under those', async () => {
    account = await startAccount();
    await addPullRequests(account, 'github');
    await addPullRequest(account, 'github', pull(2));
    await account.call('PATCH', '/v1/blueprints/deployment/relations/pullRequest/rename', {
      newRelationIdentifier: 'change',
    });
    const config = JSON.stringify({ names: { relations: { pullRequest: 'change' } } });
    const folder = history.folder;
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${folder}/.port-dora.yml`, config);
    const env = { GITHUB_API_URL: github.url, GITHUB_GRAPHQL_URL: `${github.url}/graphql` };
    const at = (id: string, run: number) =>
      reportHere({ account, run, sha: history.sha(id), finishedAt: hour(run), folder, env });
    await at('M', 30);
    await at('s', 40);
    expect((await inPort(40)).relations).toMatchObject({ change: entityOf(pull(2)) });
  });

  test('with the merge requests of GitLab has their relation', async () => {
    account = await startAccount();
    await addPullRequests(account, 'gitlab');
    const merge = (number: number) =>
      `https://gitlab.com/acme/team/shop/-/merge_requests/${number}`;
    await addPullRequest(account, 'gitlab', merge(1), merge(2));
    const env = {
      ...Object.fromEntries(Object.keys(githubVariables).map((name) => [name, undefined])),
      GITLAB_CI: 'true',
      CI_PROJECT_PATH: 'acme/team/shop',
      CI_PROJECT_NAME: 'shop',
      CI_PROJECT_URL: 'https://gitlab.com/acme/team/shop',
      CI_SERVER_URL: 'https://gitlab.com',
      CI_API_V4_URL: `${gitlab.url}/api/v4`,
      CI_API_GRAPHQL_URL: `${gitlab.url}/api/graphql`,
      CI_COMMIT_BRANCH: 'main',
      CI_DEFAULT_BRANCH: 'main',
      GITLAB_TOKEN: 'glpat-0123456789abcdefghij',
    };
    const at = (id: string, run: number) =>
      deploy(id, run, {
        ...env,
        CI_PIPELINE_ID: String(run),
        CI_JOB_ID: String(run),
        CI_COMMIT_SHA: history.sha(id),
      });
    await at('b', 30);
    const { record } = await at('s', 40);
    expect(record).toMatchObject({ leadTimeSource: 'gitlab', leadTimeHours: 33 });
    expect((await inPort(40)).relations).toMatchObject({
      mergeRequest: entityOf(merge(2)),
      pullRequests: [entityOf(merge(1)), entityOf(merge(2))],
    });
  });
});
