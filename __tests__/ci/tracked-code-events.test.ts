import { describe, expect, test } from '@jest/globals';
import type { WebhookEdit } from './provider-fixture.ts';
import { nothing, readWebhook, withSet } from './tracked-webhook.ts';

const merged: WebhookEdit = {
  webhook: 'pull_request',
  where: { action: 'closed' },
  set: {
    'pull_request.merged': true,
    'pull_request.merged_at': '2026-01-02T03:04:05Z',
    'pull_request.merged_by': { login: 'jane' },
    'pull_request.merge_commit_sha': 'c4295bd74fb0f4fda03689c3df3f2803b658fd85',
  },
};

describe('pull-request', () => {
  test.each(['pull_request', 'pull_request_target'])(
    'a merged one is a deployment (%s)',
    async (name) => {
      expect(await readWebhook('pull-request', name, merged)).toStrictEqual({
        kind: 'deployment',
        event: {
          ...nothing,
          track: 'pull-request',
          identity: 'pull-request-2',
          status: 'success',
          sha: 'c4295bd74fb0f4fda03689c3df3f2803b658fd85',
          branch: 'master',
          createdAt: '2026-01-02T03:04:05.000Z',
          finishedAt: '2026-01-02T03:04:05.000Z',
          url: 'https://github.com/Codertocat/Hello-World/pull/2',
          actor: 'jane',
          pullRequest: { number: 2, url: 'https://github.com/Codertocat/Hello-World/pull/2' },
        },
      });
    },
  );

  test('one that was closed without merging is no deployment', async () => {
    expect(
      await readWebhook('pull-request', 'pull_request', {
        webhook: 'pull_request',
        where: { action: 'closed' },
      }),
    ).toEqual({ kind: 'not-a-deployment', reason: 'pull request 2 was closed without merging' });
  });

  test.each(['opened', 'synchronize', 'labeled', 'reopened'])(
    'the action %s is no deployment',
    async (action) => {
      expect(
        await readWebhook('pull-request', 'pull_request', withSet(merged, { action })),
      ).toMatchObject({
        kind: 'not-a-deployment',
        reason: expect.stringContaining(action),
      });
    },
  );

  test('one from a fork that was deleted meanwhile is a deployment of its base branch', async () => {
    const event = withSet(merged, {
      'pull_request.head.repo': null,
      'pull_request.head.user': null,
    });
    expect(await readWebhook('pull-request', 'pull_request_target', event)).toMatchObject({
      event: { identity: 'pull-request-2', branch: 'master' },
    });
  });

  test('into another branch is a deployment of that branch', async () => {
    const event = withSet(merged, { 'pull_request.base.ref': 'develop' });
    expect(await readWebhook('pull-request', 'pull_request', event)).toMatchObject({
      event: { branch: 'develop' },
    });
  });

  test('a time of merging in the future is left out', async () => {
    const event = withSet(merged, { 'pull_request.merged_at': '2026-01-02T05:00:00Z' });
    expect(await readWebhook('pull-request', 'pull_request', event)).toMatchObject({
      event: { createdAt: null, finishedAt: null },
    });
  });
});

describe('workflow-run', () => {
  const completed: WebhookEdit = {
    webhook: 'workflow_run',
    where: { action: 'completed', 'workflow_run.conclusion': 'success' },
  };

  test.each(['success', 'failure', 'cancelled', 'timed_out', 'skipped'])(
    'one that ended is a deployment with the conclusion %s',
    async (conclusion) => {
      const event = withSet(completed, {
        'workflow_run.conclusion': conclusion,
        'workflow_run.run_attempt': 3,
        'workflow_run.triggering_actor.login': 'jane',
      });
      expect(await readWebhook('workflow-run', 'workflow_run', event)).toStrictEqual({
        kind: 'deployment',
        event: {
          ...nothing,
          track: 'workflow-run',
          identity: 'workflow-run-289782451',
          attempt: 3,
          status: conclusion,
          sha: '3484a3fb816e0859fd6e1cea078d76385ff50625',
          branch: 'master',
          createdAt: '2020-10-05T16:33:49.000Z',
          finishedAt: '2020-10-05T16:33:49.000Z',
          url: 'https://github.com/octo-org/octo-repo/actions/runs/289782451',
          actor: 'jane',
          isUnmerged: false,
        },
      });
    },
  );

  test('the main branch of a fork is not the default branch', async () => {
    const event = withSet(completed, {
      'workflow_run.head_repository.full_name': 'mallory/octo-repo',
      'workflow_run.head_repository.owner.login': 'mallory',
    });
    expect(await readWebhook('workflow-run', 'workflow_run', event)).toMatchObject({
      event: { branch: 'mallory:master' },
    });
  });

  test('a fork that was deleted meanwhile is still none of ours', async () => {
    const event = withSet(completed, { 'workflow_run.head_repository': null });
    expect(await readWebhook('workflow-run', 'workflow_run', event)).toMatchObject({
      event: { branch: 'unknown:master' },
    });
  });

  test.each([
    ['pull_request', true],
    ['pull_request_target', false],
    ['push', false],
  ])('what a run that %s started builds is unmerged: %s', async (started, isUnmerged) => {
    const event = withSet(completed, { 'workflow_run.event': started });
    expect(await readWebhook('workflow-run', 'workflow_run', event)).toMatchObject({
      event: { isUnmerged },
    });
  });

  test('a run of a release has its tag, and one of a pull request its number', async () => {
    const release = withSet(completed, {
      'workflow_run.event': 'release',
      'workflow_run.head_branch': 'v1',
    });
    expect(await readWebhook('workflow-run', 'workflow_run', release)).toMatchObject({
      event: { branch: null, tag: 'v1' },
    });
    const pull = withSet(completed, {
      'workflow_run.event': 'pull_request',
      'workflow_run.pull_requests': [{ number: 2, base: { ref: 'master' } }],
    });
    expect(await readWebhook('workflow-run', 'workflow_run', pull)).toMatchObject({
      event: {
        pullRequest: { number: 2, url: 'https://github.com/Codertocat/Hello-World/pull/2' },
      },
    });
  });

  test.each([
    { action: 'requested', 'workflow_run.conclusion': null },
    { action: 'in_progress', 'workflow_run.conclusion': null },
    { action: 'completed', 'workflow_run.conclusion': null },
    { action: 'requested', 'workflow_run.conclusion': 'success' },
  ])('one that has not ended is no deployment: %j', async (set) => {
    expect(await readWebhook('workflow-run', 'workflow_run', withSet(completed, set))).toEqual({
      kind: 'not-a-deployment',
      reason: 'workflow run 289782451 has not ended',
    });
  });
});
