import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, type ShownEntity, startAccount } from '../account/start-account.ts';
import type { WebhookEdit } from '../ci/provider-fixture.ts';
import { type ActionJob, annotationsOf, runAction, stageOf } from './run-action.ts';
import type { JobResult } from './runner/run-job.ts';
import { startedBy } from './started-by.ts';

jest.setTimeout(30_000);

let account: Account;

beforeEach(async () => {
  account = await startAccount({ services: ['Hello-World', 'octo-repo'] });
});

afterEach(() => account.close());

const run = (edit: WebhookEdit, job: ActionJob = {}): Promise<JobResult> => {
  const { event, env } = startedBy(edit);
  return runAction(account, { ...job, event, env: { ...env, ...job.env } });
};

const track = (name: string): ActionJob => ({ inputs: { track: name } });

const only = async (): Promise<ShownEntity> => {
  const [deployment, ...others] = await account.deployments();
  expect(others).toEqual([]);
  if (!deployment) throw new Error('there is no deployment');
  return deployment;
};

/** Nothing left the runner, and the log says why in one annotation. */
const expectNothing = async (
  result: JobResult,
  level: 'notice' | 'warning',
  why: RegExp,
): Promise<void> => {
  expect(result.status).toBe('success');
  expect(await account.requests()).toEqual([]);
  expect(annotationsOf(result)).toEqual([{ level, message: expect.stringMatching(why) }]);
};

/** Reported once, in the main stage, without a word of trouble. */
const expectReported = (result: JobResult): void => {
  expect(result.status).toBe('success');
  expect(annotationsOf(result)).toEqual([]);
  expect(result.log.match(/Reported to Port: /g)).toHaveLength(1);
  expect(stageOf(result, 'main').outputs.reported).toBe('true');
};

const set = (edit: WebhookEdit, more: Readonly<Record<string, unknown>>): WebhookEdit => ({
  ...edit,
  set: { ...edit.set, ...more },
});

describe('track pull-request', () => {
  const closed: WebhookEdit = { webhook: 'pull_request', where: { action: 'closed' } };
  const sha = '0123456789abcdef0123456789abcdef01234567';
  const merged = set(closed, {
    'pull_request.merged': true,
    'pull_request.merged_at': '2026-01-02T03:04:05Z',
    'pull_request.merge_commit_sha': sha,
    'pull_request.merged_by': { login: 'jane' },
  });

  test('takes a merged pull request for a deployment of its base branch, at the merge', async () => {
    expectReported(await run(merged, track('pull-request')));
    expect(await only()).toMatchObject({
      identifier: 'Codertocat/Hello-World/pull-request-2/Hello-World/Production',
      properties: {
        environment: 'Production',
        environmentSource: 'branch',
        deploymentStatus: 'Success',
        createdAt: '2026-01-02T03:04:05.000Z',
        finishedAt: '2026-01-02T03:04:05.000Z',
        commitSha: sha,
        ref: 'master',
        deployedBy: 'jane',
        runUrl: 'https://github.com/Codertocat/Hello-World/pull/2',
      },
      relations: { service: 'acme/Hello-World' },
    });
  });

  test('counts the same merge once, however often the run is repeated', async () => {
    await run(merged, track('pull-request'));
    await run(merged, { ...track('pull-request'), env: { GITHUB_RUN_ATTEMPT: '2' } });
    await only();
  });

  test.each([
    ['closed without a merge', closed, /pull request 2 was closed without merging/],
    [
      'only opened',
      { webhook: 'pull_request', where: { action: 'opened', 'pull_request.number': 2 } },
      /pull request 2 was not merged by this event \(opened\)/,
    ],
  ])('sends nothing for one that was %s', async (_, edit, why) => {
    await expectNothing(await run(edit, track('pull-request')), 'notice', why);
  });

  test('from a fork that was deleted meanwhile is reported all the same', async () => {
    const deleted = set(merged, { 'pull_request.head.repo': null });
    expectReported(await run(deleted, track('pull-request')));
    expect((await only()).properties).toMatchObject({ environment: 'Production', commitSha: sha });
  });

  test('into a branch that is no environment is not guessed to be Production', async () => {
    const result = await run(
      set(merged, { 'pull_request.base.ref': 'feature/x' }),
      track('pull-request'),
    );
    await expectNothing(result, 'warning', /^NOT REPORTED: .*"feature\/x".*CI_ENVIRONMENT_UNKNOWN/);
  });
});

describe('track workflow-run', () => {
  const success: WebhookEdit = {
    webhook: 'workflow_run',
    where: { action: 'completed', 'workflow_run.conclusion': 'success' },
  };
  const ended = set(success, {
    'workflow_run.run_started_at': '2026-01-02T03:00:00Z',
    'workflow_run.updated_at': '2026-01-02T03:05:00Z',
  });
  const concluded = (conclusion: string) => set(ended, { 'workflow_run.conclusion': conclusion });

  test.each([
    ['success', 'Success', undefined],
    ['failure', 'Failed', true],
    ['timed_out', 'Failed', true],
    ['startup_failure', 'Failed', true],
  ])(
    'reports a run that ended in %s with its own times, commit and link',
    async (conclusion, deploymentStatus, failed) => {
      expectReported(await run(concluded(conclusion), track('workflow-run')));
      const { identifier, properties } = await only();
      expect(identifier).toBe('octo-org/octo-repo/workflow-run-289782451/1/octo-repo/Production');
      expect(properties).toMatchObject({
        environment: 'Production',
        deploymentStatus,
        createdAt: '2026-01-02T03:00:00.000Z',
        finishedAt: '2026-01-02T03:05:00.000Z',
        durationSeconds: 300,
        commitSha: '3484a3fb816e0859fd6e1cea078d76385ff50625',
        ref: 'master',
        runUrl: 'https://github.com/octo-org/octo-repo/actions/runs/289782451',
      });
      expect(properties.failed).toBe(failed);
    },
  );

  test("a failure is the tracked run's, so the reporting job stays green", async () => {
    const result = await run(concluded('failure'), {
      inputs: { track: 'workflow-run', 'fail-on-error': 'true' },
    });
    expectReported(result);
  });

  test('makes an entity of its own for a second attempt', async () => {
    await run(concluded('failure'), track('workflow-run'));
    await run(set(ended, { 'workflow_run.run_attempt': 2 }), track('workflow-run'));
    const deployments = await account.deployments();
    expect(
      deployments.map(({ identifier, properties }) => [
        identifier.split('/')[3],
        properties.deploymentStatus,
      ]),
    ).toEqual([
      ['1', 'Failed'],
      ['2', 'Success'],
    ]);
  });

  test.each([
    ['cancelled', concluded('cancelled'), /is "cancelled": not a deployment/],
    ['skipped', concluded('skipped'), /is "skipped": not a deployment/],
    ['neutral', concluded('neutral'), /is "neutral": not a deployment/],
    ['waiting for somebody', concluded('action_required'), /not a deployment/],
    [
      'not ended',
      { webhook: 'workflow_run', where: { action: 'requested' } },
      /workflow run \d+ has not ended/,
    ],
  ])('sends nothing for a run that was %s', async (_, edit, why) => {
    await expectNothing(await run(edit, track('workflow-run')), 'notice', why);
  });

  test("does not take a pull request's own run for Production, whatever its branch is called", async () => {
    const opened = set(ended, { 'workflow_run.event': 'pull_request' });
    const result = await run(opened, track('workflow-run'));
    await expectNothing(result, 'warning', /"master".*the branch of a pull request/);
  });

  test('of a workflow that nobody named is none', async () => {
    const counted = { inputs: { track: 'workflow-run', workflow: 'deploy.yml\nDeploy*' } };
    const named = (name: string) =>
      set(ended, {
        'workflow_run.name': name,
        'workflow_run.path': '.github/workflows/ci.yml',
        workflow: null,
      });
    await expectNothing(await run(named('Undeploy'), counted), 'notice', /"Undeploy"/);
    expectReported(await run(named('Deploy to eu'), counted));
  });

  test('says what is wrong with a pattern that would match every workflow', async () => {
    const result = await run(ended, { inputs: { track: 'workflow-run', workflow: '*' } });
    expect(annotationsOf(result)[0]?.message).toMatch(/workflow .*matches every workflow/);
    expect(await account.deployments()).toEqual([]);
  });

  test("does not take a fork's run on its own default branch for Production", async () => {
    const fork = set(ended, {
      'workflow_run.event': 'pull_request',
      'workflow_run.head_repository.full_name': 'mallory/octo-repo',
      'workflow_run.head_repository.owner.login': 'mallory',
    });
    const result = await run(fork, track('workflow-run'));
    await expectNothing(
      result,
      'warning',
      /^NOT REPORTED: .*"mallory:master".*branch of a fork.*CI_ENVIRONMENT_UNKNOWN/,
    );
  });
});

describe('track release', () => {
  const published: WebhookEdit = { webhook: 'release', where: { action: 'published' } };

  test('takes a published release for a deployment of its tag', async () => {
    expectReported(await run(published, track('release')));
    expect(await only()).toMatchObject({
      identifier: 'Codertocat/Hello-World/release-17372790/Hello-World/Production',
      title: 'Hello-World 0.0.1 to Production',
      properties: {
        environment: 'Production',
        environmentSource: 'tag',
        deploymentStatus: 'Success',
        version: '0.0.1',
        ref: '0.0.1',
        createdAt: '2019-05-15T15:20:53.000Z',
        deployedBy: 'Codertocat',
        runUrl: 'https://github.com/Codertocat/Hello-World/releases/tag/0.0.1',
      },
    });
  });

  test.each([
    ['a draft', set(published, { 'release.draft': true }), /release 0\.0\.1 is a draft/],
    ['only created', { webhook: 'release', where: { action: 'created' } }, /\(created\)/],
    ['deleted', { webhook: 'release', where: { action: 'deleted' } }, /\(deleted\)/],
  ])('sends nothing for one that is %s', async (_, edit, why) => {
    await expectNothing(await run(edit, track('release')), 'notice', why);
  });

  test.each([
    ['marked as one', { 'release.prerelease': true }, /marked as a prerelease/],
    ['called like one', { 'release.tag_name': 'v2.0.0-rc.1' }, /tag of a prerelease/],
  ])('does not take a prerelease for Production when it is %s', async (_, edit, why) => {
    const result = await run(set(published, edit), track('release'));
    await expectNothing(result, 'warning', why);
    expect(annotationsOf(result)[0]?.message).toMatch(/^NOT REPORTED/);
  });

  test('goes where a rule says that prereleases go', async () => {
    const result = await run(set(published, { 'release.prerelease': true }), {
      inputs: { track: 'release', 'environment-rules': '0.*: Staging' },
    });
    expectReported(result);
    expect((await only()).properties.environment).toBe('Staging');
  });
});

describe('track tag', () => {
  const pushed: WebhookEdit = {
    webhook: 'push',
    where: { ref: 'refs/tags/simple-tag', created: true },
    set: { ref: 'refs/tags/v1.2.3' },
  };
  const deleted: WebhookEdit = {
    webhook: 'push',
    where: { ref: 'refs/tags/simple-tag', deleted: true },
  };

  test('takes a pushed release tag for a deployment', async () => {
    expectReported(await run(pushed, track('tag')));
    expect(await only()).toMatchObject({
      identifier: 'Codertocat/Hello-World/tag-v1.2.3/Hello-World/Production',
      properties: { environment: 'Production', environmentSource: 'tag', version: 'v1.2.3' },
    });
  });

  test('sends nothing for a tag that was deleted', async () => {
    const result = await run(deleted, track('tag'));
    await expectNothing(result, 'notice', /the tag simple-tag was deleted/);
  });

  test('sends nothing for the push of a branch', async () => {
    const branch: WebhookEdit = { webhook: 'push', where: { ref: 'refs/heads/master' } };
    await expectNothing(
      await run(branch, track('tag')),
      'notice',
      /refs\/heads\/master.*not a tag/,
    );
  });

  test('does not take a tag that is no release for Production', async () => {
    const result = await run(set(pushed, { ref: 'refs/tags/simple-tag' }), track('tag'));
    await expectNothing(result, 'warning', /^NOT REPORTED: .*"simple-tag"/);
  });
});

describe('track deployment-status', () => {
  const succeeded: WebhookEdit = {
    webhook: 'deployment_status',
    where: { 'deployment_status.state': 'success' },
  };
  const state = (name: string) => set(succeeded, { 'deployment_status.state': name });

  test.each([
    ['success', 'Success'],
    ['failure', 'Failed'],
    ['error', 'Failed'],
  ])('reports the final state %s', async (name, deploymentStatus) => {
    expectReported(await run(state(name), track('deployment-status')));
    expect(await only()).toMatchObject({
      identifier: 'Codertocat/Hello-World/deployment-145988746/Hello-World/production',
      properties: {
        environment: 'Production',
        environmentName: 'production',
        environmentSource: 'event',
        deploymentStatus,
        createdAt: '2019-05-15T15:20:53.000Z',
        finishedAt: '2019-05-15T15:20:55.000Z',
        commitSha: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
        deployedBy: 'Codertocat',
      },
    });
  });

  test.each(['in_progress', 'inactive', 'queued', 'pending'])(
    'sends nothing for the state %s',
    async (name) => {
      const result = await run(state(name), track('deployment-status'));
      await expectNothing(result, 'notice', new RegExp(`not final \\(${name}\\)`));
    },
  );
});
