import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import type { WebhookEdit } from '../ci/provider-fixture.ts';
import { type ActionJob, annotationsOf, runAction, stageOf } from './run-action.ts';
import { startedBy } from './started-by.ts';

jest.setTimeout(30_000);

let account: Account;

beforeEach(async () => {
  account = await startAccount({ services: ['Hello-World', 'octo-repo', 'shop'] });
});

afterEach(() => account.close());

const run = (edit: WebhookEdit, job: ActionJob = {}) =>
  runAction(account, { ...job, ...startedBy(edit) });

const branchPush: WebhookEdit = { webhook: 'push', where: { ref: 'refs/heads/master' } };

describe('a track that the event does not fit', () => {
  const table = [
    ['release', /event release.*`?on: \{ release: \{ types: \[published\] \} \}/],
    ['pull-request', /event pull_request.*on: \{ pull_request: \{ types: \[closed\] \} \}/],
    ['workflow-run', /event workflow_run.*on: \{ workflow_run: .*types: \[completed\] \} \}/],
    ['deployment-status', /event deployment_status.*on: deployment_status/],
  ] as const;

  test.each(table)(
    '%s is an error with the lines to write, and the job goes on',
    async (track, says) => {
      const result = await run(branchPush, { inputs: { track } });
      expect(result.status).toBe('success');
      expect(await account.requests()).toEqual([]);
      expect(annotationsOf(result)).toEqual([
        { level: 'error', message: expect.stringMatching(says) },
      ]);
      expect(stageOf(result, 'main').annotations[0]?.message).toMatch(
        /this run was started by push; start the workflow with: .* \[CI_EVENT\]$/,
      );
    },
  );

  test('fails the step with fail-on-error', async () => {
    const inputs = { track: 'release', 'fail-on-error': 'true' };
    const result = await run(branchPush, { inputs });
    expect(result.status).toBe('failure');
    expect(stageOf(result, 'main').exitCode).toBe(1);
  });

  test('is found before the deployment, also when the report is due at the end of the job', async () => {
    const inputs = { track: 'release', 'report-at': 'job-end' };
    const result = await run(branchPush, {
      inputs,
      steps: (report) => [report, { run: 'echo deployed' }],
    });
    expect(stageOf(result, 'main').annotations).toEqual([
      { level: 'error', message: expect.stringMatching(/CI_EVENT/) },
    ]);
    expect(result.log).toContain('deployed');
    expect(await account.requests()).toEqual([]);
  });
});

describe('a job in the merge queue', () => {
  const queued: WebhookEdit = { webhook: 'merge_group' };

  test('is not taken for Production, since its commit may never be merged', async () => {
    const result = await run(queued);
    expect(await account.requests()).toEqual([]);
    expect(annotationsOf(result)).toEqual([
      {
        level: 'warning',
        message: expect.stringMatching(
          /^NOT REPORTED: .*"gh-readonly-queue\/main\/pr-104-\w+".*CI_ENVIRONMENT_UNKNOWN/,
        ),
      },
    ]);
  });

  test('is reported where it says that it deploys', async () => {
    await run(queued, { inputs: { environment: 'staging' } });
    const [deployment] = await account.deployments();
    expect(deployment?.properties).toMatchObject({
      environment: 'Staging',
      ref: 'gh-readonly-queue/main/pr-104-929f8209d40f77f4abc622a499c93a83babdbe64',
      commitSha: '2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d',
    });
  });
});

describe('a job on the default branch', () => {
  const expectProduction = async (properties: object): Promise<void> => {
    const deployments = await account.deployments();
    expect(deployments).toHaveLength(1);
    expect(deployments[0]?.properties).toMatchObject({
      environment: 'Production',
      environmentSource: 'branch',
      ...properties,
    });
  };

  test('that somebody started by hand is reported', async () => {
    await run({ webhook: 'workflow_dispatch', where: { ref: 'refs/heads/main' } });
    await expectProduction({ ref: 'main', deploymentStatus: 'Success' });
  });

  test('that a schedule started is reported', async () => {
    await runAction(account, {
      event: { schedule: '30 5 * * 1-5', repository: { default_branch: 'main' } },
      env: { GITHUB_EVENT_NAME: 'schedule' },
    });
    await expectProduction({ ref: 'main' });
  });

  test('that has another name than main is known by the event', async () => {
    await run(branchPush);
    await expectProduction({ ref: 'master' });
  });

  test('is reported without an event file', async () => {
    await runAction(account, { env: { GITHUB_EVENT_PATH: '/nowhere/event.json' } });
    await expectProduction({ ref: 'main' });
  });
});

describe('a job on another branch', () => {
  test.each([
    ['main where the default branch is master', 'refs/heads/main'],
    ['a branch that nobody knows', 'refs/heads/feature/x'],
  ])('%s is not guessed to be Production', async (_, ref) => {
    const result = await run({ ...branchPush, set: { ref } });
    expect(await account.requests()).toEqual([]);
    expect(annotationsOf(result)).toEqual([
      { level: 'warning', message: expect.stringContaining('CI_ENVIRONMENT_UNKNOWN') },
    ]);
  });

  test('an open pull request is not guessed to be anything', async () => {
    const opened: WebhookEdit = { webhook: 'pull_request', where: { action: 'opened' } };
    const result = await run(opened);
    expect(await account.requests()).toEqual([]);
    expect(annotationsOf(result)[0]?.message).toMatch(/branch of a pull request/);
  });
});
