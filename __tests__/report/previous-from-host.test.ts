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
import { pushVariables } from '../bundle/runner/run-job.ts';
import { buildHistory, type History, hour } from '../scm/history.ts';
import type { DeploymentFacts } from '../scm/hosts/deployment-facts.ts';
import { githubStandIn } from '../scm/hosts/github-stand-in.ts';
import { gitlabStandIn } from '../scm/hosts/gitlab-stand-in.ts';
import { type ServedStandIn, serve } from '../scm/hosts/stand-in.ts';
import { shopCommits, shopPulls } from '../scm/shop-history.ts';
import { type HereReport, reportHere } from './support/report-here.ts';

jest.setTimeout(60_000); // on a machine that may be busy

let history: History;
let account: Account;
let host: ServedStandIn;
let known: readonly DeploymentFacts[];

beforeAll(async () => {
  history = buildHistory(shopCommits);
  host = await serve(() => async (request) => {
    const github = await githubStandIn(history, shopPulls, known)(request);
    return github ?? gitlabStandIn(history, shopPulls, known)(request);
  });
});

afterAll(async () => {
  await host.close();
  history.remove();
});

beforeEach(async () => {
  account = await startAccount();
  known = [];
  host.requests.length = 0;
});

afterEach(() => account.close());

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
    env: { GITHUB_API_URL: host.url, GITHUB_GRAPHQL_URL: `${host.url}/graphql`, ...env },
  });

const success = (run: number, commit: string, environment = 'production'): DeploymentFacts => ({
  id: run,
  run,
  commit,
  environment,
  statuses: [
    ['IN_PROGRESS', hour(run - 1)],
    ['SUCCESS', hour(run)],
    ['INACTIVE', hour(run + 5)],
  ],
});

describe("where Port has no earlier deployment, GitHub's own list", () => {
  test('tells what ran before, and the output says so', async () => {
    known = [success(28, 'a'), success(30, 'b'), success(29, 's', 'staging')];
    const { record, output } = await deploy('s', 40);
    expect(record).toMatchObject({
      kind: 'standard',
      previousSha: history.sha('b'),
      previousIdentifier: null,
      leadTimeHours: 33,
    });
    expect(output).toMatch(
      /note: previous deployment: \w{7}, ended .+ \(from GitHub's deployments\)/,
    );
    expect(host.requests).toHaveLength(3);
  });

  test('is not taken for this very deployment, which stands in it already', async () => {
    known = [success(30, 'b'), { ...success(39, 's'), run: 40 }];
    expect((await deploy('s', 40)).record).toMatchObject({
      kind: 'standard',
      previousSha: history.sha('b'),
    });
  });

  test('with this deployment alone leaves it the baseline', async () => {
    known = [{ ...success(39, 's'), run: 40 }];
    expect((await deploy('s', 40)).record).toMatchObject({ kind: 'baseline', previousSha: null });
  });

  test('tells a rollback, but marks nothing that Port does not have', async () => {
    known = [success(28, 'b'), success(30, 's')];
    const { record, output } = await deploy('b', 40);
    expect(record).toMatchObject({ kind: 'rollback', previousIdentifier: null });
    expect(output).not.toContain('Marked');
    expect(await account.deployments()).toHaveLength(1);
  });

  test('is not asked when Port has one', async () => {
    await deploy('b', 30);
    host.requests.length = 0;
    known = [success(35, 'M')];
    const { record, output } = await deploy('s', 40);
    expect(record.previousSha).toBe(history.sha('b'));
    expect(output).toContain('(from Port)');
    expect(host.requests).toHaveLength(2);
  });

  test('is not asked when the user says what ran before', async () => {
    known = [success(35, 'M')];
    const { record, output } = await deploy('s', 40, { PORT_DORA_PREVIOUS_SHA: history.sha('b') });
    expect(record).toMatchObject({ previousSha: history.sha('b'), leadTimeHours: 33 });
    expect(output).toContain(
      `note: previous deployment: ${history.sha('b').slice(0, 7)} (from previous-sha)`,
    );
    expect(host.requests).toHaveLength(2);
  });

  test('is not looked at for one service of many, and that is said', async () => {
    known = [success(30, 'b')];
    const { record, output } = await deploy('s', 40, {
      PORT_DORA_SERVICE: 'shop\npay',
    });
    expect(record.kind).toBe('baseline');
    expect(output).toContain(
      "note: GitHub's deployments do not tell services apart, so they are not looked at",
    );
    expect(host.requests).toEqual([]);
  });

  test('that may not be read leaves the deployment the baseline, and that is said', async () => {
    const { record, output } = await deploy('s', 40, {
      GITHUB_GRAPHQL_URL: 'http://127.0.0.1:9/graphql',
    });
    expect(record).toMatchObject({ kind: 'baseline', leadTimeReason: 'baseline' });
    expect(output).toContain(
      "note: GitHub's deployments are not known: GitHub could not be reached",
    );
  });
});

describe("where Port has no earlier deployment, GitLab's own list", () => {
  const gitlab = (run: number) => ({
    ...Object.fromEntries(Object.keys(pushVariables).map((name) => [name, undefined])),
    GITLAB_CI: 'true',
    CI_PROJECT_PATH: 'acme/team/shop',
    CI_PROJECT_NAME: 'shop',
    CI_PROJECT_URL: 'https://gitlab.com/acme/team/shop',
    CI_API_V4_URL: `${host.url}/api/v4`,
    CI_API_GRAPHQL_URL: `${host.url}/api/graphql`,
    CI_COMMIT_BRANCH: 'main',
    CI_COMMIT_SHA: history.sha('s'),
    CI_PIPELINE_ID: String(run),
    CI_PIPELINE_URL: `https://gitlab.com/acme/team/shop/-/pipelines/${run}`,
    CI_JOB_ID: String(run),
    GITLAB_TOKEN: 'glpat-0123456789abcdefghij',
  });

  test('tells what ran before, but not the pipeline that deploys now', async () => {
    const done = (run: number, commit: string): DeploymentFacts => ({
      ...success(run, commit),
      statuses: [['success', hour(run)]],
    });
    known = [done(30, 'b'), { ...done(39, 's'), run: 40 }];
    const { record, output } = await deploy('s', 40, gitlab(40));
    expect(record).toMatchObject({ previousSha: history.sha('b'), leadTimeSource: 'gitlab' });
    expect(output).toContain("(from GitLab's deployments)");
    expect(host.requests).toHaveLength(3);
  });
});
