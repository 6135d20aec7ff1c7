import { describe, expect, test } from '@jest/globals';
import type { WebhookEdit } from './provider-fixture.ts';
import { nothing, readWebhook, runSha, withSet } from './tracked-webhook.ts';

describe('release', () => {
  const published: WebhookEdit = {
    webhook: 'release',
    where: { action: 'published', 'release.id': 17372790 },
  };

  test.each(['published', 'released'])(
    'one that was %s is a deployment of its tag',
    async (action) => {
      expect(await readWebhook('release', 'release', withSet(published, { action }))).toStrictEqual(
        {
          kind: 'deployment',
          event: {
            ...nothing,
            track: 'release',
            identity: 'release-17372790',
            status: 'success',
            sha: runSha,
            tag: '0.0.1',
            createdAt: '2019-05-15T15:20:53.000Z',
            finishedAt: '2019-05-15T15:20:53.000Z',
            url: 'https://github.com/Codertocat/Hello-World/releases/tag/0.0.1',
            actor: 'Codertocat',
          },
        },
      );
    },
  );

  test('that was a prerelease before is deployed when it becomes a release', async () => {
    const event = withSet(published, {
      action: 'released',
      'release.updated_at': '2019-06-01T10:00:00Z',
    });
    expect(await readWebhook('release', 'release', event)).toMatchObject({
      event: { createdAt: '2019-06-01T10:00:00.000Z', finishedAt: '2019-06-01T10:00:00.000Z' },
    });
  });

  test('without a name is a deployment as well', async () => {
    const event = withSet(published, { 'release.name': null, 'release.body': null });
    expect(await readWebhook('release', 'release', event)).toMatchObject({ kind: 'deployment' });
  });

  test('a prerelease is marked as one', async () => {
    expect(
      await readWebhook('release', 'release', withSet(published, { 'release.prerelease': true })),
    ).toMatchObject({ kind: 'deployment', event: { prerelease: true } });
  });

  test('a draft never is a deployment', async () => {
    expect(
      await readWebhook('release', 'release', withSet(published, { 'release.draft': true })),
    ).toEqual({ kind: 'not-a-deployment', reason: 'release 0.0.1 is a draft' });
  });

  test.each(['created', 'edited', 'deleted', 'prereleased', 'unpublished'])(
    'one that was %s is no deployment',
    async (action) => {
      expect(await readWebhook('release', 'release', withSet(published, { action }))).toMatchObject(
        {
          kind: 'not-a-deployment',
          reason: expect.stringContaining(action),
        },
      );
    },
  );
});

describe('tag', () => {
  const created: WebhookEdit = {
    webhook: 'push',
    where: { ref: 'refs/tags/simple-tag', created: true },
  };
  const event = {
    ...nothing,
    track: 'tag',
    identity: 'tag-simple-tag',
    status: 'success',
    sha: runSha,
    tag: 'simple-tag',
    createdAt: null,
    finishedAt: null,
    url: 'https://github.com/Codertocat/Hello-World/releases/tag/simple-tag',
    actor: 'Codertocat',
  };

  test('one that was pushed is a deployment without times of its own', async () => {
    expect(await readWebhook('tag', 'push', created)).toStrictEqual({ kind: 'deployment', event });
  });

  test('one that was moved is a deployment', async () => {
    const moved = withSet(created, { created: false, before: 'a'.repeat(40) });
    expect(await readWebhook('tag', 'push', moved)).toMatchObject({ kind: 'deployment' });
  });

  test('one that was created is a deployment', async () => {
    const create: WebhookEdit = { webhook: 'create', where: { ref_type: 'tag' } };
    expect(await readWebhook('tag', 'create', create)).toStrictEqual({ kind: 'deployment', event });
  });

  test('may have slashes and signs in its name', async () => {
    const slashed = withSet(created, { ref: 'refs/tags/shop/v1.0+build #1' });
    expect(await readWebhook('tag', 'push', slashed)).toMatchObject({
      event: {
        identity: 'tag-shop/v1.0+build #1',
        url: 'https://github.com/Codertocat/Hello-World/releases/tag/shop/v1.0%2Bbuild%20%231',
      },
    });
  });

  test('the commit of an annotated tag is taken from the commit, not from the tag object', async () => {
    const annotated = withSet(created, { after: 'b'.repeat(40) });
    expect(await readWebhook('tag', 'push', annotated, { GITHUB_SHA: '' })).toMatchObject({
      event: { sha: runSha },
    });
  });

  test('the deletion of one never is a deployment', async () => {
    const deleted: WebhookEdit = {
      webhook: 'push',
      where: { ref: 'refs/tags/simple-tag', deleted: true },
    };
    const reading = { kind: 'not-a-deployment', reason: 'the tag simple-tag was deleted' };
    expect(await readWebhook('tag', 'push', deleted)).toEqual(reading);
    expect(await readWebhook('tag', 'push', withSet(deleted, { deleted: false }))).toEqual(reading);
  });

  test('a branch is none', async () => {
    const branch: WebhookEdit = { webhook: 'push', where: { ref: 'refs/heads/master' } };
    expect(await readWebhook('tag', 'push', branch)).toEqual({
      kind: 'not-a-deployment',
      reason: 'the event is about refs/heads/master, which is not a tag',
    });
    const create: WebhookEdit = {
      webhook: 'create',
      set: { ref_type: 'branch', ref: 'refs/tags/x' },
    };
    expect(await readWebhook('tag', 'create', create)).toMatchObject({ kind: 'not-a-deployment' });
  });
});

describe('deployment-status', () => {
  const succeeded: WebhookEdit = {
    webhook: 'deployment_status',
    where: { 'deployment_status.state': 'success' },
  };

  test.each(['success', 'failure', 'error'])(
    'the state %s is the end of a deployment',
    async (state) => {
      const edit = withSet(succeeded, {
        'deployment.created_at': '2026-01-02T03:00:00Z',
        'deployment_status.created_at': '2026-01-02T03:09:00Z',
        'deployment_status.state': state,
        'deployment_status.log_url': '',
        'deployment_status.target_url': 'https://u:hunter2@ci.example.com/1',
      });
      expect(await readWebhook('deployment-status', 'deployment_status', edit)).toStrictEqual({
        kind: 'deployment',
        event: {
          ...nothing,
          track: 'deployment-status',
          identity: 'deployment-145988746',
          status: state,
          sha: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
          branch: 'master',
          environment: 'production',
          createdAt: '2026-01-02T03:00:00.000Z',
          finishedAt: '2026-01-02T03:09:00.000Z',
          url: 'https://ci.example.com/1',
          actor: 'Codertocat',
        },
      });
    },
  );

  test('the log comes before the target, and a version is a tag', async () => {
    const edit = withSet(succeeded, {
      'deployment.ref': 'v1.2.3',
      'deployment_status.log_url': 'https://ci.example.com/log',
      'deployment_status.target_url': 'https://ci.example.com/target',
    });
    expect(await readWebhook('deployment-status', 'deployment_status', edit)).toMatchObject({
      event: { url: 'https://ci.example.com/log', branch: null, tag: 'v1.2.3' },
    });
  });

  test.each(['pending', 'queued', 'in_progress', 'waiting', 'inactive', 'new_state'])(
    'the state %s is not final',
    async (state) => {
      const edit = withSet(succeeded, { 'deployment_status.state': state });
      expect(await readWebhook('deployment-status', 'deployment_status', edit)).toEqual({
        kind: 'not-a-deployment',
        reason: `the state of deployment 145988746 is not final (${state})`,
      });
    },
  );
});
