import { afterAll, describe, jest } from '@jest/globals';
import { createGithubHost } from '../../src/backfill/hosts/github.ts';
import { type WebhookEdit, webhook } from '../ci/provider-fixture.ts';
import {
  deploymentIdOf,
  githubSlug,
  jobIdOf,
  liveGithub,
  mergerOf,
  releaseIdOf,
  workflowRunOf,
} from './hosts/live-github.ts';
import {
  buildLiveHistory,
  jobKeyAt,
  type LiveStep,
  liveSteps,
  liveVersions,
} from './hosts/live-steps.ts';
import { describeTracks, type LiveHost, type LiveRun } from './live-and-backfill.ts';

jest.setTimeout(60_000);

const history = buildLiveHistory();
afterAll(() => history.remove());

const web = `https://github.com/${githubSlug}`;

const github: LiveHost = {
  service: 'shop',
  standIn: () => liveGithub(history),
  variables: (url) => ({
    ...{ CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://github.com' },
    ...{ GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql`, GITHUB_REPOSITORY: githubSlug },
    ...{ GITHUB_TOKEN: 'ghs_0123456789abcdefghijklmnopqrstuvwxyz' },
    ...{ ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/oidc`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'oidc-1234' },
  }),
  flags: { from: 'github', repo: githubSlug },
  host: (settings) =>
    createGithubHost({
      ...settings,
      ...{ apiUrl: 'https://host.test', graphqlUrl: 'https://host.test/graphql' },
    }),
};

/** Without `id-token: write` a job does not know the name of its environment. */
const withoutNames: LiveHost = {
  ...github,
  variables: (url) => ({ ...github.variables(url), ACTIONS_ID_TOKEN_REQUEST_URL: '' }),
  flags: { ...github.flags, environment: 'Production' },
};

/** A run that an event started, a minute after it. */
function startedBy(
  event: Omit<WebhookEdit, 'webhook'> & { readonly webhook: string },
  env: Readonly<Record<string, string>>,
  after: string,
): LiveRun {
  const repository = {
    'repository.full_name': githubSlug,
    'repository.default_branch': 'main',
    'repository.html_url': web,
  };
  const { webhook: name, where = {}, set } = event;
  return {
    event: webhook({ webhook: name, where, set: { ...repository, ...set } }),
    env: {
      ...{ GITHUB_EVENT_NAME: name, GITHUB_RUN_ID: '900', GITHUB_RUN_NUMBER: '9' },
      ...{ GITHUB_RUN_ATTEMPT: '1', GITHUB_ACTOR: 'jane', GITHUB_TRIGGERING_ACTOR: 'jane' },
      ...env,
    },
    at: new Date(Date.parse(after) + 60_000).toISOString(),
  };
}

/** An event that brings its own times. */
const told = (run: LiveRun): LiveRun => ({
  ...run,
  env: { ...run.env, PORT_DORA_FINISHED_AT: '' },
});

const onMain = (commit: string) => ({
  ...{ GITHUB_REF: 'refs/heads/main', GITHUB_REF_NAME: 'main', GITHUB_REF_TYPE: 'branch' },
  GITHUB_SHA: history.sha(commit),
});

const onTag = (tag: string, commit: string) => ({
  ...{ GITHUB_REF: `refs/tags/${tag}`, GITHUB_REF_NAME: tag, GITHUB_REF_TYPE: 'tag' },
  GITHUB_SHA: history.sha(commit),
});

function jobRun(step: LiveStep): LiveRun {
  const { commit, run, attempt, actor, isFailed, began, ended } = step;
  return {
    ...startedBy(
      { webhook: 'push', where: { ref: 'refs/heads/master' }, set: { ref: 'refs/heads/main' } },
      {
        ...onMain(commit),
        ...{ GITHUB_RUN_ID: String(run), GITHUB_RUN_ATTEMPT: String(attempt) },
        ...{ GITHUB_TRIGGERING_ACTOR: actor, GITHUB_JOB: jobKeyAt(commit) },
        ...{ PORT_DORA_JOB_STATUS: isFailed ? 'failure' : 'success' },
        ...{ PORT_DORA_JOB_ID: String(jobIdOf(step)), PORT_DORA_CREATED_AT: began },
      },
      ended,
    ),
    at: ended,
  };
}

const workflowRun = (step: LiveStep): LiveRun =>
  told(
    startedBy(
      {
        ...{ webhook: 'workflow_run', where: { action: 'completed' } },
        set: { workflow_run: workflowRunOf(step, history), 'workflow.name': 'Deploy' },
      },
      { ...onMain('c4'), PORT_DORA_TRACK: 'workflow-run' },
      step.ended,
    ),
  );

const deploymentStatus = (step: LiveStep): LiveRun =>
  told(
    startedBy(
      {
        webhook: 'deployment_status',
        set: {
          'deployment.id': deploymentIdOf(step),
          'deployment.sha': history.sha(step.commit),
          'deployment.ref': 'main',
          'deployment.created_at': step.began,
          'deployment.creator': { login: 'github-actions[bot]' },
          'deployment_status.state': step.isFailed ? 'failure' : 'success',
          'deployment_status.created_at': step.ended,
          'deployment_status.environment': 'production',
          'deployment_status.log_url': `${web}/actions/runs/${step.run}/job/${jobIdOf(step)}`,
        },
      },
      { ...onMain(step.commit), PORT_DORA_TRACK: 'deployment-status' },
      step.ended,
    ),
  );

const pullRequests = liveVersions.map(({ number, commit, mergedAt, actor }) =>
  told(
    startedBy(
      {
        ...{ webhook: 'pull_request', where: { action: 'closed' } },
        set: {
          'pull_request.number': number,
          'pull_request.merged': true,
          'pull_request.merged_at': mergedAt,
          'pull_request.merged_by': { login: mergerOf(actor) },
          'pull_request.merge_commit_sha': history.sha(commit),
          'pull_request.html_url': `${web}/pull/${number}`,
          'pull_request.base.ref': 'main',
        },
      },
      { ...onMain(commit), GITHUB_BASE_REF: 'main', PORT_DORA_TRACK: 'pull-request' },
      mergedAt,
    ),
  ),
);

const releases = liveVersions.map(({ number, tag, commit, publishedAt, actor }) =>
  told(
    startedBy(
      {
        ...{ webhook: 'release', where: { action: 'published' } },
        set: {
          'release.id': releaseIdOf(number),
          'release.tag_name': tag,
          'release.published_at': publishedAt,
          'release.html_url': `${web}/releases/tag/${tag}`,
          'release.author': { login: actor },
        },
      },
      { ...onTag(tag, commit), PORT_DORA_TRACK: 'release' },
      publishedAt,
    ),
  ),
);

const tags = liveVersions.map(({ tag, commit, publishedAt, actor }) =>
  startedBy(
    {
      ...{ webhook: 'push', where: { ref: 'refs/tags/simple-tag', created: true } },
      set: { ref: `refs/tags/${tag}`, 'sender.login': actor },
    },
    { ...onTag(tag, commit), PORT_DORA_TRACK: 'tag' },
    publishedAt,
  ),
);

describe('deployments of GitHub are reported', () => {
  describeTracks(github, [
    {
      ...{ name: 'as jobs, one of them run again,', track: 'job' },
      ...{ runs: liveSteps.map(jobRun), ofRunAlone: [] },
    },
    {
      ...{ name: 'as workflow runs, one of them run again,', track: 'workflow-run' },
      ...{ runs: liveSteps.map(workflowRun), ofRunAlone: [] },
    },
    {
      ...{ name: 'as deployments of its own', track: 'deployment-status' },
      ...{ runs: liveSteps.map(deploymentStatus), ofRunAlone: [] },
    },
    {
      ...{ name: 'as merged pull requests', track: 'pull-request' },
      ...{ runs: pullRequests, ofRunAlone: [] },
    },
    {
      ...{ name: 'as releases', track: 'release', runs: releases, ofRunAlone: [] },
    },
    {
      ...{ name: 'as tags', track: 'tag', runs: tags },
      // GitHub does not tell who pushed a tag, nor when.
      ofRunAlone: ['createdAt', 'finishedAt', 'leadTimeHours', 'deployedBy'],
    },
  ]);

  describeTracks(withoutNames, [
    {
      ...{ name: 'as jobs that know only their branch', track: 'job', runs: liveSteps.map(jobRun) },
      ...{ filled: ['environmentName'], ofRunAlone: ['environmentName', 'environmentSource'] },
    },
  ]);

  const { environment: _, ...flags } = withoutNames.flags;
  describeTracks({ ...withoutNames, flags }, [
    {
      ...{ name: 'as jobs that know only their branch, where a backfill knows the name,' },
      ...{ track: 'job', runs: liveSteps.map(jobRun), ofRunAlone: [], isLiveFirst: true },
    },
  ]);
});
