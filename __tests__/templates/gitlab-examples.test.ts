import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { root } from '../house/project.ts';
import { hostWith } from '../scm/hosts/host-with.ts';
import type { ServedStandIn } from '../scm/hosts/stand-in.ts';
import { type GitlabRun, gitlabProject, runGitlab } from './gitlab-project.ts';

jest.setTimeout(120_000); // a whole pipeline on a machine that may be busy

const folder = join(root, 'examples/gitlab');

let account: Account;
let gitlab: ServedStandIn | undefined;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(async () => {
  await account.close();
  await gitlab?.close();
  gitlab = undefined;
});

const project = '/api/v4/projects/acme%2Fshop';
const sha = '1ecfd275763eff1d6b4844ea3168962458c9f27a';

interface ExampleRun {
  /** What the API of GitLab answers; without any it cannot be reached. */
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly deploy?: string;
  readonly unset?: readonly string[];
}

/** Runs an example as it stands, with the template and the bundle of this checkout. */
async function run(
  name: string,
  { answers, variables = {}, deploy = 'exit 0', unset = [] }: ExampleRun = {},
): Promise<GitlabRun> {
  const pipeline = readFileSync(join(folder, name), 'utf8')
    .replace(/- remote: .*/, '- local: gitlab-ci-template.yml')
    .replace(/- \.\/(deploy|release)\.sh/, `- ${deploy}`);
  if (answers) gitlab = await hostWith(answers);
  const given = {
    ...account.env,
    PORT_DORA_SOURCE: root,
    CI_API_V4_URL: `${gitlab?.url ?? 'http://127.0.0.1:9'}/api/v4`,
    CI_JOB_TOKEN: 'job-secret',
    CI_PIPELINE_SOURCE: 'push',
    CI_COMMIT_SHA: sha,
    CI_COMMIT_MESSAGE: 'Fix typo',
    CI_COMMIT_TIMESTAMP: '2026-01-02T03:02:03Z',
    ...variables,
  };
  return runGitlab(gitlabProject(pipeline), given, { unset });
}

const only = async () => {
  const [deployment, ...others] = await account.deployments();
  expect(others).toEqual([]);
  return deployment;
};

const onTag = (tag: string) => ({
  variables: { CI_COMMIT_TAG: tag, CI_COMMIT_REF_NAME: tag },
  unset: ['CI_COMMIT_BRANCH'],
});

test('every example that reports a deployment is run here', () => {
  const reporting = readdirSync(folder).filter((name) => name !== 'backfill-schedule.yml');
  expect(reporting.sort()).toEqual([
    'merge-request.yml',
    'pipeline-without-token.yml',
    'pipeline.yml',
    'release.yml',
    'tag.yml',
  ]);
});

describe('merge-request.yml', () => {
  const path = `${project}/repository/commits/${sha}/merge_requests`;
  const request = {
    ...{ iid: 12, state: 'merged', target_branch: 'main', merge_commit_sha: sha },
    ...{ merged_at: '2026-01-02T03:01:00Z', merge_user: { username: 'joe' } },
    web_url: 'https://gitlab.com/acme/shop/-/merge_requests/12',
  };

  test('reports the merge request that made the commit, by the token of the job', async () => {
    const { exitCode, output } = await run('merge-request.yml', { answers: { [path]: [request] } });
    expect(output).toContain('Reported to Port: shop');
    expect(exitCode).toBe(0);
    expect(await only()).toMatchObject({
      identifier: 'acme/shop/pull-request-12/shop/Production',
      properties: {
        ...{ environment: 'Production', environmentSource: 'branch', deploymentStatus: 'Success' },
        ...{ createdAt: '2026-01-02T03:01:00.000Z', finishedAt: '2026-01-02T03:01:00.000Z' },
        ...{ commitSha: sha, ref: 'main', deployedBy: 'joe' },
        runUrl: 'https://gitlab.com/acme/shop/-/merge_requests/12',
      },
    });
    expect(gitlab?.requests[0]?.headers['job-token']).toBe('job-secret');
    expect(output).not.toContain('job-secret');
  });

  test('reports it by the message of the commit where GitLab cannot be asked, and says so', async () => {
    const message = "Merge branch 'topic' into 'main'\n\nBasket\n\nSee merge request acme/shop!12";
    const { output } = await run('merge-request.yml', {
      variables: { CI_COMMIT_MESSAGE: message },
    });
    expect(output).toMatch(/note: merge request 12 was read from the message of the commit/);
    expect(await only()).toMatchObject({
      identifier: 'acme/shop/pull-request-12/shop/Production',
      properties: { createdAt: '2026-01-02T03:02:03.000Z' },
    });
  });

  test('reports nothing for a commit that was pushed to the branch', async () => {
    const { exitCode, output } = await run('merge-request.yml', { answers: { [path]: [] } });
    expect(output).toMatch(/Nothing to report: no merge request was merged into main/);
    expect(exitCode).toBe(0);
    expect(await only()).toBeUndefined();
  });

  test('does not pass a failure off as nothing when the token that was given is refused', async () => {
    const { exitCode, output } = await run('merge-request.yml', {
      answers: { [path]: 401 },
      variables: { GITLAB_TOKEN: 'glpat-secret' },
    });
    expect(output).toMatch(/NOT REPORTED: .*does not accept the token \(401\)/);
    expect(output).not.toContain('glpat-secret');
    expect(exitCode).toBe(0);
    expect(await only()).toBeUndefined();
  });
});

describe('pipeline.yml', () => {
  const token = { GITLAB_TOKEN: 'glpat-secret', CI_PIPELINE_ID: '77' };
  const answers = (status: string) => ({
    [`${project}/pipelines/77/jobs`]: [
      {
        ...{ id: 1, name: 'deploy', stage: 'deploy', status, allow_failure: false },
        ...{ started_at: '2026-01-02T03:00:00Z', finished_at: '2026-01-02T03:05:00Z' },
      },
      { id: 2, name: 'report-pipeline', stage: '.post', status: 'running', allow_failure: true },
    ],
    [`${project}/pipelines/77/bridges`]: [],
  });

  test.each([
    ['success', 'exit 0', 'Success', 0],
    ['failed', 'exit 3', 'Failed', 1],
  ])('reports a pipeline that ended in %s', async (status, deploy, deploymentStatus, code) => {
    const ran = await run('pipeline.yml', { answers: answers(status), variables: token, deploy });
    expect(ran.exitCode).toBe(code);
    expect(await only()).toMatchObject({
      identifier: 'acme/shop/workflow-run-77/1/shop/Production',
      properties: {
        deploymentStatus,
        ...{ createdAt: '2026-01-02T03:00:00.000Z', finishedAt: '2026-01-02T03:05:00.000Z' },
      },
    });
  });

  test('reports nothing of a pipeline that was cancelled', async () => {
    const ran = await run('pipeline.yml', { answers: answers('canceled'), variables: token });
    expect(ran.output).toMatch(/Nothing to report: .*"canceled": not a deployment/);
    expect(await only()).toBeUndefined();
  });

  test('does not guess without a token', async () => {
    const { exitCode, output } = await run('pipeline.yml', { variables: { CI_PIPELINE_ID: '77' } });
    expect(output).toMatch(/NOT REPORTED: how pipeline 77 ended is not known: CI_JOB_TOKEN/);
    expect(exitCode).toBe(0);
    expect(await only()).toBeUndefined();
  });
});

describe('pipeline-without-token.yml', () => {
  test.each([
    ['exit 0', 'Success', 'report-success', 0],
    ['exit 3', 'Failed', 'report-failure', 1],
  ])('after %s reports %s', async (deploy, deploymentStatus, job, code) => {
    const { exitCode, output } = await run('pipeline-without-token.yml', {
      deploy,
      variables: { CI_PIPELINE_ID: '77' },
    });
    expect(exitCode).toBe(code);
    expect(output).toMatch(new RegExp(`${job} +> Reported to Port: shop`));
    expect(await only()).toMatchObject({
      identifier: 'acme/shop/workflow-run-77/1/shop/Production',
      properties: { deploymentStatus },
    });
  });
});

describe('tag.yml', () => {
  test('reports a release tag, and leaves a prerelease out of Production', async () => {
    await run('tag.yml', onTag('v1.42.0'));
    expect(await only()).toMatchObject({
      identifier: 'acme/shop/tag-v1.42.0/shop/Production',
      properties: { version: 'v1.42.0', environmentSource: 'tag' },
    });
    const { output } = await run('tag.yml', onTag('v2.0.0-rc.1'));
    expect(output).toMatch(/NOT REPORTED: .*tag of a prerelease/);
    expect(await only()).toMatchObject({ properties: { version: 'v1.42.0' } });
  });
});

describe('release.yml', () => {
  const release = {
    ...{ tag_name: 'v1.42.0', name: null, released_at: '2026-01-02T03:00:00Z' },
    ...{ upcoming_release: false, commit: { id: sha }, author: { username: 'jane' } },
  };
  const path = `${project}/releases/v1.42.0`;

  test('reports the release of the tag', async () => {
    const { output } = await run('release.yml', {
      ...onTag('v1.42.0'),
      answers: { [path]: release },
    });
    expect(output).toContain('Reported to Port: shop');
    expect(await only()).toMatchObject({
      identifier: 'acme/shop/release-v1.42.0/shop/Production',
      properties: { version: 'v1.42.0', createdAt: '2026-01-02T03:00:00.000Z', deployedBy: 'jane' },
    });
  });

  test('reports nothing for a tag without a release, nor for one that is announced', async () => {
    const none = await run('release.yml', {
      ...onTag('v1.42.0'),
      answers: { [`${project}/releases`]: [] },
    });
    expect(none.output).toMatch(/Nothing to report: the tag v1\.42\.0 has no release/);
    await gitlab?.close();
    const nextMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();
    const upcoming = { ...release, upcoming_release: true, released_at: nextMonth };
    const announced = await run('release.yml', {
      ...onTag('v1.42.0'),
      answers: { [path]: upcoming },
    });
    expect(announced.output).toContain(
      `Nothing to report: release v1.42.0 is announced for ${nextMonth}`,
    );
    expect(await only()).toBeUndefined();
  });
});
