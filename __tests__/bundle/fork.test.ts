import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import type { WebhookEdit } from '../ci/provider-fixture.ts';
import { type ActionJob, annotationsOf, runAction, stageOf } from './run-action.ts';
import type { JobResult } from './runner/run-job.ts';
import { startedBy } from './started-by.ts';

jest.setTimeout(30_000);

let account: Account;

beforeEach(async () => {
  account = await startAccount({ services: ['Hello-World'] });
});

afterEach(() => account.close());

const opened: WebhookEdit = { webhook: 'pull_request', where: { action: 'opened' } };
const fromFork = (edit: WebhookEdit): WebhookEdit => ({
  ...edit,
  set: {
    ...edit.set,
    'pull_request.head.repo.full_name': 'mallory/Hello-World',
    'pull_request.head.repo.fork': true,
  },
});
const merged: WebhookEdit = {
  webhook: 'pull_request',
  where: { action: 'closed' },
  set: {
    'pull_request.merged': true,
    'pull_request.merged_at': '2026-01-02T03:04:05Z',
    'pull_request.merge_commit_sha': 'a'.repeat(40),
  },
};

/** GitHub fills in nothing for secrets that a run does not get. */
const withoutSecrets = (edit: WebhookEdit, inputs: Record<string, string>): ActionJob => ({
  ...startedBy(edit),
  inputs,
  contexts: { 'secrets.PORT_CLIENT_ID': '', 'secrets.PORT_CLIENT_SECRET': '' },
});

const expectQuiet = (result: JobResult): void => {
  expect(result.status).toBe('success');
  expect(result.stages.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
  expect(annotationsOf(result)).toEqual([
    {
      level: 'notice',
      message: expect.stringMatching(/a pull request from a fork gets no secrets/),
    },
  ]);
  expect(result.log).not.toContain('NOT REPORTED');
  expect(existsSync(join(result.workspace, '.port-dora'))).toBe(false);
};

describe('a pull request from a fork', () => {
  test.each<[string, Record<string, string>]>([
    ['by default', {}],
    ['with an environment', { environment: 'preview' }],
    ['with fail-on-error', { 'fail-on-error': 'true' }],
    ['with fail-on-error and an environment', { 'fail-on-error': 'true', environment: 'preview' }],
    ['reporting at once', { 'report-at': 'now', environment: 'preview', 'fail-on-error': 'true' }],
  ])('is a notice and no failure, and leaves nothing behind, %s', async (_, inputs) => {
    expectQuiet(await runAction(account, withoutSecrets(fromFork(opened), inputs)));
    expect(await account.requests()).toEqual([]);
  });

  test('that was merged is a notice, too: its run gets no secrets either', async () => {
    const inputs = { track: 'pull-request', 'fail-on-error': 'true' };
    expectQuiet(await runAction(account, withoutSecrets(fromFork(merged), inputs)));
  });

  test('whose repository was deleted meanwhile is still one of a fork', async () => {
    const deleted = { ...opened, set: { 'pull_request.head.repo': null } };
    const inputs = { 'fail-on-error': 'true' };
    expectQuiet(await runAction(account, withoutSecrets(deleted, inputs)));
  });

  test('whose job fails says nothing else', async () => {
    const job = withoutSecrets(fromFork(opened), { environment: 'preview' });
    const result = await runAction(account, {
      ...job,
      steps: (report) => [report, { run: 'exit 1' }],
    });
    expect(annotationsOf(result)).toEqual([{ level: 'notice', message: expect.any(String) }]);
  });

  test('that gets secrets is reported as any other', async () => {
    const result = await runAction(account, {
      ...startedBy(fromFork(opened)),
      inputs: { environment: 'preview' },
    });
    expect(annotationsOf(result)).toEqual([]);
    const [deployment] = await account.deployments();
    expect(deployment?.properties).toMatchObject({ environment: 'Testing' });
    expect(deployment?.properties.ref).toMatch(/^[^:]+:changes$/);
  });
});

describe('a pull request of the same repository without secrets', () => {
  test('is an error in the main stage, since somebody has to mend it', async () => {
    const result = await runAction(account, withoutSecrets(opened, { environment: 'preview' }));
    expect(stageOf(result, 'main').annotations).toEqual([
      { level: 'error', message: expect.stringMatching(/^client-id is not given/) },
      { level: 'error', message: expect.stringMatching(/^client-secret is not given/) },
    ]);
    expect(result.status).toBe('success');
  });

  test('fails with fail-on-error', async () => {
    const inputs = { environment: 'preview', 'fail-on-error': 'true' };
    const result = await runAction(account, withoutSecrets(opened, inputs));
    expect(stageOf(result, 'main').exitCode).toBe(1);
  });
});
