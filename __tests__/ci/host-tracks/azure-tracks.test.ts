import { describe, expect, test } from '@jest/globals';
import type { HostAnswer } from '../../../src/deployment/host-facts.ts';
import {
  concludeTrack,
  ended,
  noToken,
  openTrack,
  refused,
  type TrackedRun,
} from './open-track.ts';

const sha = 'bc0044458ba1d9298cdc649cb5dcf0131807060f';
const run = (variables: TrackedRun['variables'] = {}): TrackedRun => ({ ci: 'azure', variables });
const message = (text: string) => run({ BUILD_SOURCEVERSIONMESSAGE: text });

describe('a completed pull request of Azure Repos', () => {
  const url = 'https://dev.azure.com/acme/Web%20Shop/_git/shop/pullrequest/123';
  const found: HostAnswer = {
    about: 'pull-request',
    found: {
      ...{ number: 123, state: 'merged', targetBranch: 'main', sha, url },
      ...{ mergedAt: '2026-01-02T03:01:00.000Z', mergedBy: 'Mateo Escobedo' },
    },
  };

  test('is asked for by the commit and branch of the run', async () => {
    expect(await openTrack('pull-request', run())).toMatchObject({
      question: { about: 'pull-request', sha, branch: 'main' },
    });
  });

  test('is a deployment at its completion, as the host tells it', async () => {
    expect(await concludeTrack('pull-request', run(), found)).toMatchObject({
      kind: 'deployment',
      event: {
        ...{ identity: 'pull-request-123', status: 'success', sha, branch: 'main', url },
        ...{ createdAt: '2026-01-02T03:01:00.000Z', actor: 'Mateo Escobedo' },
      },
    });
  });

  test('is read from the message of its commit where nobody can be asked, which is said', async () => {
    const reading = await concludeTrack('pull-request', message('Merged PR 123: Basket'), noToken);
    expect(reading).toMatchObject({
      event: {
        ...{ identity: 'pull-request-123', url, createdAt: '2026-01-02T03:04:05.000Z' },
        notes: [expect.stringContaining('read from the message')],
      },
    });
  });

  test.each([
    'Fix typo',
    '',
    'Revert "Merged PR 123: Basket"',
    'Merged PR 123 by hand',
    'merged PR 123: x',
    'Merged PR $(id): x',
  ])('is not guessed from %j', async (text) => {
    expect(await concludeTrack('pull-request', message(text), noToken)).toMatchObject({
      kind: 'not-a-deployment',
      reason: expect.stringMatching(/names no pull request.*SYSTEM_ACCESSTOKEN/),
    });
  });

  test('is unknown when the token is refused and the message tells nothing', async () => {
    expect(await concludeTrack('pull-request', run(), refused)).toMatchObject({
      kind: 'unknown',
      hint: expect.stringContaining('$(System.AccessToken)'),
    });
  });

  test('is none when the host knows of none, or while the run validates it', async () => {
    const none: HostAnswer = { about: 'pull-request', found: null };
    expect(await concludeTrack('pull-request', message('Merged PR 1: x'), none)).toMatchObject({
      kind: 'not-a-deployment',
    });
    expect(await openTrack('pull-request', { ci: 'azure', fixture: 'pull-request' })).toMatchObject(
      {
        kind: 'not-a-deployment',
        reason: expect.stringContaining('this run validates it'),
      },
    );
  });

  test('needs a repository of Azure Repos', async () => {
    const onGithub: TrackedRun = { ci: 'azure', fixture: 'push-github-plain-job' };
    expect(await openTrack('pull-request', onGithub)).toMatchObject({ kind: 'wrong-event' });
  });
});

describe('a finished run of Azure Pipelines', () => {
  test('is this one, asked for from its last stage', async () => {
    expect(await openTrack('workflow-run', run())).toMatchObject({
      question: {
        about: 'run',
        id: '1430',
        job: { id: '12f1170f-54f2-53f3-20dd-22fc7dff55f9', stage: 'Production' },
      },
    });
  });

  test.each(['succeeded', 'failed', 'canceled', 'inProgress'])(
    'has the end that its stages have: %s',
    async (status) => {
      expect(await concludeTrack('workflow-run', run(), ended(status))).toMatchObject({
        event: {
          ...{ identity: 'workflow-run-1430', attempt: 1, status, sha, branch: 'main' },
          ...{ createdAt: '2026-01-02T03:00:00.000Z', finishedAt: '2026-01-02T03:05:00.000Z' },
          url: expect.stringContaining('buildId=1430'),
        },
      });
    },
  );

  test('that is tried again counts its attempts', async () => {
    const again = run({ SYSTEM_STAGEATTEMPT: '3' });
    expect(await concludeTrack('workflow-run', again, ended('succeeded'))).toMatchObject({
      event: { attempt: 3 },
    });
  });

  test('is unknown when nobody tells its end, and known by the option', async () => {
    expect(await concludeTrack('workflow-run', run(), noToken)).toMatchObject({
      kind: 'unknown',
      hint: expect.stringMatching(/SYSTEM_ACCESSTOKEN.*`status`/),
    });
    const said: TrackedRun = { ...run(), hasStatus: true };
    expect(await concludeTrack('workflow-run', said, noToken)).toMatchObject({
      event: { identity: 'workflow-run-1430', createdAt: '2026-01-02T03:04:05.000Z' },
    });
  });

  test('that validates a pull request builds what is not merged', async () => {
    const validation: TrackedRun = { ci: 'azure', fixture: 'pull-request' };
    expect(await concludeTrack('workflow-run', validation, ended('succeeded'))).toMatchObject({
      event: { isUnmerged: true },
    });
  });
});

describe('a run that another pipeline triggered', () => {
  const triggered: TrackedRun = {
    ...run({
      BUILD_REASON: 'ResourceTrigger',
      BUILD_DEFINITIONNAME: 'report',
      RESOURCES_TRIGGERINGALIAS: 'shop-deploy',
      RESOURCES_TRIGGERINGCATEGORY: 'pipeline',
      'RESOURCES_PIPELINE_SHOP-DEPLOY_RUNID': '531',
      'RESOURCES_PIPELINE_SHOP-DEPLOY_RUNURI': 'vstfs:///Build/Build/531',
      'RESOURCES_PIPELINE_SHOP-DEPLOY_PIPELINENAME': 'Deploy shop',
      'RESOURCES_PIPELINE_SHOP-DEPLOY_PROJECTID': '79f5c12e-3337-4151-be41-a268d2c73344',
      'RESOURCES_PIPELINE_SHOP-DEPLOY_SOURCEBRANCH': 'refs/heads/release/1',
      'RESOURCES_PIPELINE_SHOP-DEPLOY_SOURCECOMMIT': '69d359c409b84e19d3ebdea1309fbb47b0935f54',
      'RESOURCES_PIPELINE_SHOP-DEPLOY_REQUESTEDFOR': 'Jane',
    }),
    workflows: ['Deploy shop'],
  };

  test('reports that one where `workflow` names it', async () => {
    expect(await openTrack('workflow-run', triggered)).toMatchObject({
      question: { id: '531', job: null, project: '79f5c12e-3337-4151-be41-a268d2c73344' },
    });
    const told = ended('failed', { id: '531', attempt: 2, branch: 'release/1' });
    expect(await concludeTrack('workflow-run', triggered, told)).toMatchObject({
      event: { identity: 'workflow-run-531', attempt: 2, status: 'failed', branch: 'release/1' },
    });
  });

  test('has succeeded, since Azure triggers by nothing else, where nobody can be asked', async () => {
    expect(await concludeTrack('workflow-run', triggered, noToken)).toMatchObject({
      event: {
        ...{ identity: 'workflow-run-531', status: 'succeeded', branch: 'release/1' },
        sha: '69d359c409b84e19d3ebdea1309fbb47b0935f54',
        notes: [expect.stringContaining('variables of its trigger')],
      },
    });
  });

  test('reports itself where `workflow` names nobody or its own pipeline', async () => {
    for (const workflows of [[], ['report']]) {
      expect(await openTrack('workflow-run', { ...triggered, workflows })).toMatchObject({
        question: { id: '1430' },
      });
    }
  });

  test('reports nothing where `workflow` names another pipeline', async () => {
    expect(await openTrack('workflow-run', { ...triggered, workflows: ['Deploy'] })).toEqual({
      kind: 'not-a-deployment',
      reason: 'the run that ended is one of "report", which is not in `workflow`',
    });
  });

  test('by the older trigger is unknown without an answer', async () => {
    const older: TrackedRun = {
      ...run({
        BUILD_REASON: 'BuildCompletion',
        BUILD_TRIGGEREDBY_BUILDID: '77',
        BUILD_TRIGGEREDBY_DEFINITIONNAME: 'Deploy shop',
      }),
      workflows: ['Deploy shop'],
    };
    expect(await concludeTrack('workflow-run', older, noToken)).toMatchObject({ kind: 'unknown' });
    const told = ended('succeeded', { id: '77' });
    expect(await concludeTrack('workflow-run', older, told)).toMatchObject({
      event: { identity: 'workflow-run-77' },
    });
  });

  test('has no number that could be anything else', async () => {
    const hostile: TrackedRun = {
      ...triggered,
      variables: { ...triggered.variables, 'RESOURCES_PIPELINE_SHOP-DEPLOY_RUNID': '../1' },
    };
    expect(await openTrack('workflow-run', hostile)).toMatchObject({ kind: 'not-a-deployment' });
  });
});

describe('other tracks in Azure Pipelines', () => {
  test('a tag is a deployment, and a branch is none', async () => {
    expect(await openTrack('tag', { ci: 'azure', fixture: 'tag' })).toMatchObject({
      event: { identity: expect.stringMatching(/^tag-/) },
    });
    expect(await openTrack('tag', run())).toMatchObject({ kind: 'not-a-deployment' });
  });

  test.each(['release', 'deployment-status'] as const)('%s is told by nothing', async (track) => {
    expect(await openTrack(track, run())).toMatchObject({ kind: 'wrong-event' });
  });

  test.each(['release', 'pull-request', 'workflow-run'] as const)(
    '%s has no meaning in a classic release, whose stages are deployments themselves',
    async (track) => {
      expect(await openTrack(track, { ci: 'azure', fixture: 'classic-release' })).toMatchObject({
        kind: 'wrong-event',
        hint: expect.stringContaining('each stage that deploys is the deployment'),
      });
    },
  );
});
