import { afterAll, describe, jest } from '@jest/globals';
import { createGitlabHost } from '../../src/backfill/hosts/gitlab.ts';
import { allFixtures } from '../ci/provider-fixture.ts';
import {
  deployJobId,
  gitlabSlug,
  liveGitlab,
  type PipelineJob,
  reportJobOf,
} from './hosts/live-gitlab.ts';
import { buildLiveHistory, type LiveStep, liveSteps, liveVersions } from './hosts/live-steps.ts';
import { describeTracks, type LiveHost, type LiveRun } from './live-and-backfill.ts';

jest.setTimeout(60_000);

const history = buildLiveHistory();
afterAll(() => history.remove());

const web = `https://gitlab.com/${gitlabSlug}`;
const fixture = (name: string): Readonly<Record<string, string>> => {
  const found = allFixtures().find((one) => one.ci === 'gitlab' && one.name === name);
  return (found?.environment ?? {}) as Record<string, string>;
};
/** The environment is that of the job which deploys. */
const withoutEnvironment = Object.fromEntries(
  ['NAME', 'SLUG', 'TIER', 'ACTION'].map((part) => [`CI_ENVIRONMENT_${part}`, '']),
);

const gitlab: LiveHost = {
  service: 'shop',
  standIn: (_, until) => liveGitlab(history, until),
  variables: (url) => ({
    ...{ CI_API_V4_URL: `${url}/api/v4`, CI_API_GRAPHQL_URL: `${url}/api/graphql` },
    GITLAB_TOKEN: 'glpat-0123456789abcdefghij',
  }),
  flags: { from: 'gitlab', repo: gitlabSlug },
  host: (settings) =>
    createGitlabHost({
      ...settings,
      ...{ apiUrl: 'https://host.test/api/v4', graphqlUrl: 'https://host.test/api/graphql' },
    }),
};

/** A job of a pipeline of `main`, or of a tag. */
function jobRun(
  ref: { readonly commit: string; readonly tag?: string; readonly pipeline: number },
  job: PipelineJob,
  env: Readonly<Record<string, string>>,
): LiveRun {
  const { commit, tag, pipeline } = ref;
  return {
    env: {
      ...fixture(tag ? 'tag' : 'push'),
      ...{ CI_PROJECT_PATH: gitlabSlug, CI_PROJECT_URL: web, CI_COMMIT_SHA: history.sha(commit) },
      ...(tag ? { CI_COMMIT_TAG: tag, CI_COMMIT_REF_NAME: tag } : {}),
      ...{ CI_PIPELINE_ID: String(pipeline), CI_PIPELINE_URL: `${web}/-/pipelines/${pipeline}` },
      ...{ CI_JOB_ID: String(job.id), CI_JOB_NAME: job.name, CI_JOB_STAGE: job.stage },
      ...{ CI_JOB_STATUS: job.status, CI_JOB_STARTED_AT: job.began },
      ...env,
    },
    at: job.ended,
  };
}

const jobs = liveSteps.map((step) => {
  const { isFailed, began, ended, run, actor } = step;
  const status = isFailed ? 'failed' : 'success';
  const job = { id: deployJobId(step), name: 'deploy', stage: 'deploy', status, began, ended };
  return jobRun({ ...step, pipeline: run }, job, { GITLAB_USER_LOGIN: actor });
});

/** Who tries a job again is not who started its pipeline. */
const pipelines = liveSteps.map((step: LiveStep): LiveRun => {
  const job = reportJobOf(step);
  const run = jobRun({ ...step, pipeline: step.run }, job, withoutEnvironment);
  const env = { GITLAB_USER_LOGIN: 'jane', PORT_DORA_TRACK: 'workflow-run' };
  // It asks while it runs.
  const at = new Date(Date.parse(job.began) + 1000).toISOString();
  return { at, env: { ...run.env, ...env, PORT_DORA_FINISHED_AT: '' } };
});

/** The pipeline of the target branch, or of the tag, that follows. */
const following = (track: string, hasTag: boolean, ownTimes: boolean): readonly LiveRun[] =>
  liveVersions.map(({ number, commit, tag, mergedAt, publishedAt, actor }) => {
    const at = Date.parse(hasTag ? publishedAt : mergedAt);
    const [began, ended] = [1, 2].map((minute) => new Date(at + minute * 60_000).toISOString());
    const job = {
      ...{ id: 700 + number, name: 'report', stage: 'report', status: 'success' },
      ...{ began: began ?? '', ended: ended ?? '' },
    };
    const ref = { commit, pipeline: 600 + number, ...(hasTag ? { tag } : {}) };
    return jobRun(ref, job, {
      ...withoutEnvironment,
      ...{ GITLAB_USER_LOGIN: actor, PORT_DORA_TRACK: track },
      ...(ownTimes ? { PORT_DORA_FINISHED_AT: '' } : {}),
    });
  });

describe('deployments of GitLab are reported', () => {
  describeTracks(gitlab, [
    {
      ...{ name: 'as jobs, one of them tried again,', track: 'job' },
      ...{ runs: jobs, ofRunAlone: [] },
    },
    {
      ...{ name: 'as pipelines, one of them tried again,', track: 'workflow-run' },
      ...{ runs: pipelines, ofRunAlone: [], forgotten: 1 },
    },
    {
      ...{ name: 'as merge requests', track: 'pull-request' },
      ...{ runs: following('pull-request', false, true), ofRunAlone: [] },
    },
    {
      ...{ name: 'as releases', track: 'release' },
      ...{ runs: following('release', true, true), ofRunAlone: [] },
    },
    {
      ...{ name: 'as tags', track: 'tag', runs: following('tag', true, false) },
      // GitLab does not tell who pushed a tag, nor when.
      ofRunAlone: ['createdAt', 'finishedAt', 'durationSeconds', 'leadTimeHours', 'deployedBy'],
    },
  ]);
});
