import { afterAll, describe, jest } from '@jest/globals';
import { createAzureHost } from '../../src/backfill/hosts/azure.ts';
import { allFixtures } from '../ci/provider-fixture.ts';
import { azureWebUrl, liveAzure, reportedAt } from './hosts/live-azure.ts';
import { buildLiveHistory, liveSteps, liveVersions } from './hosts/live-steps.ts';
import { describeTracks, type LiveHost, type LiveRun } from './live-and-backfill.ts';

jest.setTimeout(60_000);

const history = buildLiveHistory();
afterAll(() => history.remove());

const azure: LiveHost = {
  service: 'shop',
  standIn: (_, until) => liveAzure(history, until),
  variables: (url) => ({
    ...{ SYSTEM_COLLECTIONURI: `${url}/acme/`, SYSTEM_ACCESSTOKEN: 'azure-token-1234' },
  }),
  flags: { from: 'azure', repo: 'Web Shop/shop' },
  host: (settings) =>
    createAzureHost({ ...settings, token: null, collectionUrl: 'https://host.test/acme' }),
};

/** A stage that reports beside the one that deploys; its own job has no environment. */
function stageRun(name: string, env: Readonly<Record<string, string>>, at: string): LiveRun {
  const found = allFixtures().find((one) => one.ci === 'azure' && one.name === name);
  return {
    env: {
      ...((found?.environment ?? {}) as Record<string, string>),
      ...{ SYSTEM_STAGENAME: 'Report', ENVIRONMENT_NAME: '', ENVIRONMENT_ID: '' },
      ...{ BUILD_REPOSITORY_URI: azureWebUrl.replace('https://', 'https://acme@') },
      ...env,
    },
    at,
  };
}

const runs = liveSteps.map((step) =>
  stageRun(
    'push',
    {
      ...{ BUILD_BUILDID: String(step.run), BUILD_SOURCEVERSION: history.sha(step.commit) },
      ...{ SYSTEM_STAGEATTEMPT: String(step.attempt), BUILD_REQUESTEDFOR: 'jane' },
      ...{ SYSTEM_PIPELINESTARTTIME: step.began, PORT_DORA_TRACK: 'workflow-run' },
      PORT_DORA_FINISHED_AT: '',
    },
    new Date(Date.parse(reportedAt(step)) + 1000).toISOString(),
  ),
);

const pullRequests = liveVersions.map(({ number, commit, mergedAt, actor }) =>
  stageRun(
    'push',
    {
      ...{ BUILD_BUILDID: String(600 + number), BUILD_SOURCEVERSION: history.sha(commit) },
      ...{ BUILD_REQUESTEDFOR: actor, PORT_DORA_TRACK: 'pull-request', PORT_DORA_FINISHED_AT: '' },
    },
    mergedAt,
  ),
);

const tags = liveVersions.map(({ number, commit, tag, publishedAt, actor }) =>
  stageRun(
    'tag',
    {
      ...{ BUILD_BUILDID: String(700 + number), BUILD_SOURCEVERSION: history.sha(commit) },
      ...{ BUILD_SOURCEBRANCH: `refs/tags/${tag}`, BUILD_SOURCEBRANCHNAME: tag },
      ...{ BUILD_REQUESTEDFOR: actor, PORT_DORA_TRACK: 'tag' },
      SYSTEM_PIPELINESTARTTIME: publishedAt,
    },
    new Date(Date.parse(publishedAt) + 60_000).toISOString(),
  ),
);

/** What the time of the end decides. */
const byTheEnd = ['finishedAt', 'durationSeconds', 'leadTimeHours'];

describe('deployments of Azure DevOps are reported', () => {
  describeTracks(azure, [
    {
      ...{ name: 'as runs, one of them tried again,', track: 'workflow-run', runs, forgotten: 1 },
      // The run ends after the stage that reports it, and the API calls its project by an id.
      ofRunAlone: [...byTheEnd, 'recoveredAt', 'recoveryHours', 'runUrl'],
    },
    {
      ...{ name: 'as completed pull requests', track: 'pull-request', runs: pullRequests },
      ofRunAlone: [],
    },
    {
      ...{ name: 'as tags', track: 'tag', runs: tags },
      // Azure DevOps does not tell who pushed a tag, nor when, and has no page of it.
      ofRunAlone: ['createdAt', ...byTheEnd, 'deployedBy', 'runUrl'],
    },
  ]);
});
