import { describe, test } from '@jest/globals';
import type { DeploymentHost, DeploymentQuery } from '../../src/backfill/deployment-host.ts';
import { createAzureHost } from '../../src/backfill/hosts/azure.ts';
import { createGitlabHost } from '../../src/backfill/hosts/gitlab.ts';
import { azurePullRequest, azureRun } from '../../src/scm/azure-host-facts.ts';
import { gitlabPullRequest, gitlabRelease, gitlabRun } from '../../src/scm/gitlab-host-facts.ts';
import {
  type Answers,
  began,
  ended,
  expectSame,
  expectSameButTimes,
  forAllNames,
  hostWith,
  type IdentityFacts,
  type LiveRun,
  sha,
} from './identifiers.ts';

const compare = (
  track: DeploymentQuery['track'],
  host: DeploymentHost,
  slug: string,
  run: LiveRun,
): Promise<void> => expectSame({ track, host, slug, runs: [run] });

describe('a backfill of GitLab gives the identifiers of live reports', () => {
  const slugOf = ({ owner, repository }: IdentityFacts): string => `${owner}/sub/${repository}`;

  const hostOf = (facts: IdentityFacts, answers: Answers) =>
    createGitlabHost({
      ...hostWith({
        ...answers,
        [`/projects/${slugOf(facts)}`]: {
          ...{ path_with_namespace: slugOf(facts), path: facts.repository },
          ...{ web_url: `https://gitlab.com/${slugOf(facts)}`, default_branch: 'main' },
        },
      }),
      ...{ apiUrl: 'https://gitlab.test/api/v4', graphqlUrl: 'https://gitlab.test/api/graphql' },
    });

  const variables = (facts: IdentityFacts): Readonly<Record<string, string>> => ({
    ...{ GITLAB_CI: 'true', CI_PROJECT_PATH: slugOf(facts), CI_COMMIT_SHA: sha },
    ...{ CI_PROJECT_URL: `https://gitlab.com/${slugOf(facts)}`, CI_DEFAULT_BRANCH: 'main' },
    ...{ CI_PIPELINE_ID: String(facts.id), CI_PIPELINE_IID: '4', CI_JOB_NAME: 'deploy' },
    ...{ CI_JOB_ID: '99', CI_JOB_STATUS: 'success', CI_JOB_STARTED_AT: began },
  });

  const branch = { CI_COMMIT_BRANCH: 'main' };

  test('to jobs with an environment', () =>
    forAllNames((facts) => {
      const deployment = {
        ...{ id: 5, sha, ref: 'main', status: 'success', created_at: began, updated_at: ended },
        environment: { name: facts.called },
        deployable: {
          ...{ id: 99, name: 'deploy', ref: 'main', tag: false, started_at: began },
          ...{ finished_at: ended, pipeline: { id: facts.id, iid: 4 } },
        },
      };
      const host = hostOf(facts, { '/deployments': [deployment] });
      const env = { ...variables(facts), ...branch, CI_ENVIRONMENT_NAME: facts.called };
      return compare('job', host, slugOf(facts), { env });
    }));

  test('to merge requests', () =>
    forAllNames((facts) => {
      const merged = {
        ...{ iid: facts.id, state: 'merged', target_branch: 'main', merge_commit_sha: sha },
        ...{ merged_at: ended, updated_at: ended },
      };
      const host = hostOf(facts, { '/merge_requests': [merged] });
      return compare('pull-request', host, slugOf(facts), {
        env: { ...variables(facts), ...branch },
        answer: { about: 'pull-request', found: gitlabPullRequest(merged) },
      });
    }));

  test('to pipelines, by how often their jobs were tried', () =>
    forAllNames((facts) => {
      const pipeline = {
        ...{ id: facts.id, sha, ref: 'main', tag: false, status: 'success' },
        ...{ created_at: began, started_at: began, finished_at: ended, updated_at: ended },
      };
      const jobs = Array.from({ length: facts.attempt }, (_, index) => ({
        ...{ id: 100 + index, name: 'deploy', stage: 'deploy', status: 'success' },
        ...{ started_at: began, finished_at: ended, retried: index < facts.attempt - 1 },
      }));
      const host = hostOf(facts, {
        ...{ '/pipelines': [pipeline], [`/pipelines/${facts.id}`]: pipeline },
        ...{ [`/pipelines/${facts.id}/jobs`]: jobs, [`/pipelines/${facts.id}/bridges`]: [] },
      });
      return compare('workflow-run', host, slugOf(facts), {
        env: { ...variables(facts), ...branch },
        answer: { about: 'run', found: gitlabRun(pipeline, facts.attempt) },
      });
    }));

  test('to releases and tags', () =>
    forAllNames(async (facts) => {
      const tag = facts.called;
      const release = { tag_name: tag, released_at: began, commit: { id: sha } };
      const named = { name: tag, created_at: null, commit: { id: sha, committed_date: began } };
      const host = hostOf(facts, { '/releases': [release], '/repository/tags': [named] });
      const env = { ...variables(facts), CI_COMMIT_TAG: tag };
      const answer = { about: 'release', found: gitlabRelease(release) } as const;
      await compare('release', host, slugOf(facts), { env, answer });
      await compare('tag', host, slugOf(facts), { env });
    }));
});

describe('a backfill of Azure DevOps gives the identifiers of live reports', () => {
  const webUrlOf = ({ owner, repository }: IdentityFacts): string =>
    `https://dev.azure.com/fabrikam/${owner}/_git/${repository}`;

  const hostOf = (facts: IdentityFacts, answers: Answers) => {
    const repositories = `/${facts.owner}/_apis/git/repositories`;
    return createAzureHost({
      ...hostWith({
        ...answers,
        [repositories]: {
          value: [
            { name: facts.repository, webUrl: webUrlOf(facts), defaultBranch: 'refs/heads/main' },
          ],
        },
        [`${repositories}/${facts.repository}`]: { id: '2f3d611a-f012-4b39-b157-8db63f380226' },
      }),
      ...{ collectionUrl: 'https://dev.azure.com/fabrikam', token: null },
    });
  };

  const variables = (facts: IdentityFacts): Readonly<Record<string, string>> => ({
    ...{ TF_BUILD: 'True', SYSTEM_COLLECTIONURI: 'https://dev.azure.com/fabrikam/' },
    ...{ SYSTEM_TEAMPROJECT: facts.owner, BUILD_REPOSITORY_PROVIDER: 'TfsGit' },
    ...{ BUILD_REPOSITORY_NAME: facts.repository, BUILD_REPOSITORY_URI: webUrlOf(facts) },
    ...{ BUILD_BUILDID: String(facts.id), BUILD_BUILDNUMBER: '4', BUILD_SOURCEVERSION: sha },
    ...{ BUILD_SOURCEBRANCH: 'refs/heads/main', SYSTEM_STAGEATTEMPT: String(facts.attempt) },
    ...{ SYSTEM_JOBID: 'j', SYSTEM_STAGENAME: 'Production', SYSTEM_PHASENAME: 'Deploy' },
  });

  const slugOf = ({ owner, repository }: IdentityFacts): string => `${owner}/${repository}`;

  const jobVariables = (facts: IdentityFacts): Readonly<Record<string, string>> => ({
    ...variables(facts),
    ...{ ENVIRONMENT_NAME: facts.called, ENVIRONMENT_ID: '7', BUILD_REQUESTEDFOR: 'Jane' },
    AGENT_JOBSTATUS: 'Succeeded',
  });

  /** What the API tells of one deployment job, its run and its pipeline. */
  const jobAnswers = (facts: IdentityFacts, record: object, build: object): Answers => ({
    '/distributedtask/environments': { value: [{ id: 7, name: facts.called }] },
    '/environments/7/environmentdeploymentrecords': {
      value: [
        {
          ...{ id: 9, stageName: 'Production', jobName: 'Deploy', stageAttempt: facts.attempt },
          ...{ queueTime: began, startTime: began, finishTime: ended, result: 'succeeded' },
          ...{ definition: { id: 3 }, owner: { id: facts.id }, planType: 'Build', ...record },
        },
      ],
    },
    '/build/definitions': { value: [{ id: 3 }] },
    '/build/builds': {
      value: [
        {
          ...{
            id: facts.id,
            buildNumber: '4',
            sourceVersion: sha,
            sourceBranch: 'refs/heads/main',
          },
          ...{ requestedFor: { displayName: 'Jane' }, ...build },
        },
      ],
    },
  });

  const compareJob = (
    facts: IdentityFacts,
    { record = {}, build = {}, env = {} }: Record<'record' | 'build' | 'env', object>,
  ): Promise<void> =>
    expectSameButTimes({
      ...{ track: 'job', host: hostOf(facts, jobAnswers(facts, record, build)) },
      ...{ slug: slugOf(facts), runs: [{ env: { ...jobVariables(facts), ...env } }] },
    });

  const noMore = { record: {}, build: {}, env: {} };

  test('to deployment jobs, with the whole record but its times', () =>
    forAllNames((facts) => compareJob(facts, noMore)));

  test('to deployment jobs of a pipeline without stages, and to those with warnings or of a tag', () =>
    forAllNames(async (facts) => {
      await compareJob(facts, {
        ...{ ...noMore, record: { stageName: '__default', result: 'succeededWithIssues' } },
        env: { SYSTEM_STAGENAME: '__default', AGENT_JOBSTATUS: 'SucceededWithIssues' },
      });
      await compareJob(facts, {
        ...{ record: { result: 'failed' }, build: { sourceBranch: `refs/tags/${facts.called}` } },
        env: { BUILD_SOURCEBRANCH: `refs/tags/${facts.called}`, AGENT_JOBSTATUS: 'Failed' },
      });
    }));

  test('to deployment jobs of runs that validate a pull request', () =>
    forAllNames((facts) => {
      const branch = `refs/heads/${facts.called}`;
      const parameters = JSON.stringify({
        'system.pullRequest.pullRequestId': '12',
        'system.pullRequest.sourceBranch': branch,
        'system.pullRequest.targetBranch': 'refs/heads/main',
      });
      return compareJob(facts, {
        record: {},
        build: { sourceBranch: 'refs/pull/12/merge', parameters },
        env: {
          ...{ BUILD_SOURCEBRANCH: 'refs/pull/12/merge', SYSTEM_PULLREQUEST_PULLREQUESTID: '12' },
          SYSTEM_PULLREQUEST_SOURCEBRANCH: branch,
          SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
        },
      });
    }));

  test('to completed pull requests', () =>
    forAllNames((facts) => {
      const pull = {
        ...{ pullRequestId: facts.id, status: 'completed', targetRefName: 'refs/heads/main' },
        ...{ closedDate: ended, lastMergeCommit: { commitId: sha } },
      };
      const host = hostOf(facts, { '/pullrequests': { value: [pull] } });
      return compare('pull-request', host, slugOf(facts), {
        env: variables(facts),
        answer: { about: 'pull-request', found: azurePullRequest(pull, webUrlOf(facts)) },
      });
    }));

  test('to runs, by how often their stages were tried', () =>
    forAllNames((facts) => {
      const build = {
        ...{ id: facts.id, status: 'completed', result: 'succeeded', sourceVersion: sha },
        ...{ sourceBranch: 'refs/heads/main', startTime: began, finishTime: ended },
        definition: { name: 'deploy' },
      };
      const timeline = { records: [{ type: 'Stage', attempt: facts.attempt, state: 'completed' }] };
      const host = hostOf(facts, {
        '/_apis/build/builds': { value: [build] },
        [`/builds/${facts.id}/timeline`]: timeline,
      });
      return compare('workflow-run', host, slugOf(facts), {
        env: variables(facts),
        answer: { about: 'run', found: azureRun(build, facts.attempt) },
      });
    }));

  test('to tags', () =>
    forAllNames((facts) => {
      const ref = `refs/tags/${facts.called}`;
      const host = hostOf(facts, {
        '/refs': { value: [{ name: ref, objectId: sha }] },
        [`/commits/${sha}`]: { committer: { date: began } },
      });
      const env = { ...variables(facts), BUILD_SOURCEBRANCH: ref };
      return compare('tag', host, slugOf(facts), { env });
    }));
});
