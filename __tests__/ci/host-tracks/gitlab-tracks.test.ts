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

const sha = '1ecfd275763eff1d6b4844ea3168962458c9f27a';
const run = (variables: TrackedRun['variables'] = {}): TrackedRun => ({ ci: 'gitlab', variables });

const message = (...lines: readonly string[]) => ({ CI_COMMIT_MESSAGE: lines.join('\n') });
const merge = message(
  "Merge branch 'topic' into 'main'",
  '',
  'Add a basket',
  '',
  'Closes #7',
  '',
  'See merge request acme/shop!12',
);

describe('a merged merge request in GitLab', () => {
  const found: HostAnswer = {
    about: 'pull-request',
    found: {
      ...{ number: 12, state: 'merged', targetBranch: 'main', sha },
      ...{ mergedAt: '2026-01-02T03:01:00.000Z', mergedBy: 'joe' },
      url: 'https://gitlab.com/acme/shop/-/merge_requests/12',
    },
  };

  test('is asked for by the commit and branch of the pipeline', async () => {
    expect(await openTrack('pull-request', run())).toMatchObject({
      question: { about: 'pull-request', sha, branch: 'main' },
    });
  });

  test('is a deployment at the time of the merge, as the host tells it', async () => {
    expect(await concludeTrack('pull-request', run(), found)).toMatchObject({
      kind: 'deployment',
      event: {
        track: 'pull-request',
        identity: 'pull-request-12',
        status: 'success',
        sha,
        branch: 'main',
        createdAt: '2026-01-02T03:01:00.000Z',
        finishedAt: '2026-01-02T03:01:00.000Z',
        actor: 'joe',
        url: 'https://gitlab.com/acme/shop/-/merge_requests/12',
      },
    });
  });

  test('is read from the message of its commit where nobody can be asked, which is said', async () => {
    const variables = { ...merge, CI_COMMIT_TIMESTAMP: '2026-01-02T04:02:03+01:00' };
    expect(await concludeTrack('pull-request', run(variables), noToken)).toMatchObject({
      event: {
        identity: 'pull-request-12',
        createdAt: '2026-01-02T03:02:03.000Z',
        sha,
        url: 'https://gitlab.com/acme/shop/-/merge_requests/12',
        notes: ['merge request 12 was read from the message of the commit: there is no token'],
      },
    });
  });

  test('is read from the message also when the token is refused', async () => {
    const reading = await concludeTrack('pull-request', run(merge), refused);
    expect(reading).toMatchObject({ event: { identity: 'pull-request-12' } });
  });

  test('is not what the message says when the host knows of none', async () => {
    const none: HostAnswer = { about: 'pull-request', found: null };
    expect(await concludeTrack('pull-request', run(merge), none)).toEqual({
      kind: 'not-a-deployment',
      reason: `no merge request was merged into main by ${sha}`,
    });
  });

  test.each([
    ['a commit pushed to the branch', message('Fix typo')],
    ['no message', {}],
    ['a merge request of another project', message('Merge', '', 'See merge request evil/shop!9')],
    [
      'one that was merged into another branch',
      message("Merge branch 'topic' into 'develop'", '', 'See merge request acme/shop!12'),
    ],
    [
      'a merge that was picked from elsewhere',
      message(
        "Merge branch 'a' into 'main'",
        '',
        'See merge request acme/shop!12',
        '',
        `(cherry picked from commit ${sha})`,
      ),
    ],
    ['words within a line', message('As said: See merge request acme/shop!12 for more')],
    ['a number that is none', message('Merge', '', 'See merge request acme/shop!12; rm -rf /')],
  ])('is not guessed from %s', async (_, variables) => {
    const reading = await concludeTrack('pull-request', run(variables), noToken);
    expect(reading).toMatchObject({
      kind: 'not-a-deployment',
      reason: expect.stringMatching(/names no merge request.*there is no token.*gitlab-token/),
    });
  });

  test('is unknown when the token that was given is refused and the message tells nothing', async () => {
    const reading = await concludeTrack('pull-request', run(), refused);
    expect(reading).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining('401'),
      hint: expect.stringContaining('read_api'),
    });
  });

  test('is the last one that a message with the words of its author names', async () => {
    const lines = message(
      'Merge',
      '',
      'See merge request acme/shop!999',
      '',
      'See merge request acme/shop!12',
    );
    expect(await concludeTrack('pull-request', run(lines), noToken)).toMatchObject({
      event: { identity: 'pull-request-12' },
    });
  });

  test('is none yet in a pipeline of the merge request itself, nor in that of a tag', async () => {
    for (const fixture of [
      'merge-request',
      'merge-request-merged-results',
      'merge-request-from-a-fork',
    ]) {
      expect(await openTrack('pull-request', { ci: 'gitlab', fixture })).toMatchObject({
        kind: 'not-a-deployment',
        reason: expect.stringMatching(/merge request \d+ is not merged/),
      });
    }
    expect(await openTrack('pull-request', { ci: 'gitlab', fixture: 'tag' })).toMatchObject({
      kind: 'not-a-deployment',
    });
  });
});

describe('a finished pipeline of GitLab', () => {
  test('is asked for by its id, from the job that reports it', async () => {
    expect(await openTrack('workflow-run', run({ CI_JOB_STAGE: '.post' }))).toMatchObject({
      question: {
        about: 'run',
        id: '1212345678',
        job: { id: '7654321012', stage: '.post' },
        project: null,
      },
    });
  });

  test.each(['success', 'failed', 'canceled', 'skipped', 'running'])(
    'has the end that its jobs have: %s',
    async (status) => {
      const answer = ended(status, { attempt: 2 });
      expect(await concludeTrack('workflow-run', run(), answer)).toMatchObject({
        kind: 'deployment',
        event: {
          ...{ identity: 'workflow-run-1212345678', attempt: 2, status, sha, branch: 'main' },
          ...{ createdAt: '2026-01-02T03:00:00.000Z', finishedAt: '2026-01-02T03:05:00.000Z' },
          url: 'https://gitlab.com/acme/shop/-/pipelines/1212345678',
        },
      });
    },
  );

  test.each([noToken, refused])('is unknown when nobody tells its end', async (answer) => {
    expect(await concludeTrack('workflow-run', run(), answer)).toMatchObject({
      kind: 'unknown',
      reason: expect.stringMatching(/^how pipeline 1212345678 ended is not known: .*token/),
      hint: expect.stringMatching(/on_success.*on_failure.*status/),
    });
  });

  test('needs no token where the job says the status, and begins with the pipeline', async () => {
    const reading = await concludeTrack('workflow-run', { ...run(), hasStatus: true }, noToken);
    expect(reading).toMatchObject({
      kind: 'deployment',
      event: { createdAt: '2026-01-02T02:58:00.000Z', finishedAt: null, attempt: null },
    });
  });

  test('of a merge request builds what is not merged', async () => {
    const reading = await concludeTrack(
      'workflow-run',
      { ci: 'gitlab', fixture: 'merge-request' },
      ended('success'),
    );
    expect(reading).toMatchObject({ event: { isUnmerged: true } });
  });

  test('without a name counts unless a name is asked for', async () => {
    expect(await openTrack('workflow-run', run())).toHaveProperty('question');
    expect(await openTrack('workflow-run', { ...run(), workflows: ['Deploy'] })).toEqual({
      kind: 'not-a-deployment',
      reason: 'the run that ended has no name, and `workflow` asks for one',
    });
    const named = (name: string): TrackedRun => ({
      ...run({ CI_PIPELINE_NAME: name }),
      workflows: ['Deploy'],
    });
    expect(await openTrack('workflow-run', named('Deploy'))).toHaveProperty('question');
    expect(await openTrack('workflow-run', named('Undeploy'))).toHaveProperty('reason');
  });

  test('without an id is unknown', async () => {
    const reading = await openTrack('workflow-run', run({ CI_PIPELINE_ID: undefined }));
    expect(reading).toMatchObject({ kind: 'unknown' });
  });
});

describe('a release of GitLab', () => {
  const tagged: TrackedRun = { ci: 'gitlab', fixture: 'tag' };
  const released = (more: object = {}): HostAnswer => ({
    about: 'release',
    found: {
      ...{ id: 'v1', tag: 'v1', isDraft: false, isPrerelease: false, sha: null },
      ...{ releasedAt: '2026-01-02T03:00:00.000Z', url: null, actor: 'jane' },
      ...more,
    },
  });

  test('is asked for by the tag of the pipeline', async () => {
    expect(await openTrack('release', tagged)).toMatchObject({
      question: { about: 'release', tag: expect.any(String) },
    });
  });

  test('is a deployment when it was published, by its tag and at its time', async () => {
    expect(await concludeTrack('release', tagged, released())).toMatchObject({
      kind: 'deployment',
      event: {
        identity: 'release-v1',
        tag: 'v1',
        sha: expect.stringMatching(/^[0-9a-f]{40}$/),
        createdAt: '2026-01-02T03:00:00.000Z',
      },
    });
  });

  test.each([
    ['is announced for a time to come', { releasedAt: '2026-02-01T00:00:00.000Z' }],
    ['is not published', { isDraft: true }],
  ])('is none when it %s', async (_, more) => {
    expect(await concludeTrack('release', tagged, released(more))).toMatchObject({
      kind: 'not-a-deployment',
    });
  });

  test('is none when the tag has no release, and unknown when nobody can tell', async () => {
    const none: HostAnswer = { about: 'release', found: null };
    expect(await concludeTrack('release', tagged, none)).toMatchObject({
      kind: 'not-a-deployment',
    });
    expect(await concludeTrack('release', tagged, noToken)).toMatchObject({ kind: 'unknown' });
  });

  test('needs the pipeline of a tag', async () => {
    expect(await openTrack('release', run())).toMatchObject({ kind: 'not-a-deployment' });
  });
});

test('a tag of GitLab is a deployment with its page, and a branch is none', async () => {
  expect(await openTrack('tag', { ci: 'gitlab', fixture: 'tag' })).toMatchObject({
    event: {
      identity: expect.stringMatching(/^tag-v/),
      url: expect.stringMatching(/^https:\/\/gitlab\.com\/acme\/shop\/-\/tags\/v/),
    },
  });
  expect(await openTrack('tag', run())).toMatchObject({ kind: 'not-a-deployment' });
});

test('GitLab starts nothing by a deployment status', async () => {
  expect(await openTrack('deployment-status', run())).toMatchObject({
    kind: 'wrong-event',
    hint: expect.stringContaining('`track`'),
  });
});
