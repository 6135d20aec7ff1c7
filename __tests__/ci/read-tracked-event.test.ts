import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { payloadOf } from '../../src/ci/payload.ts';
import { readTrackedEvent } from '../../src/ci/read-tracked-event.ts';
import { eventTracks } from '../../src/deployment/tracked-event.ts';
import { readFixture } from './provider-fixture.ts';
import { now, readWebhook, runSha } from './tracked-webhook.ts';

describe('the wrong event', () => {
  test.each([
    ['pull-request', 'push', 'pull_request: { types: [closed] }'],
    ['workflow-run', 'workflow_dispatch', 'workflow_run'],
    ['release', 'push', 'release: { types: [published] }'],
    ['tag', 'release', "push: { tags: ['v*'] }"],
    ['deployment-status', 'deployment', 'deployment_status'],
  ] as const)('for %s names the lines to write', async (track, name, lines) => {
    const reading = await readWebhook(track, name, { webhook: name });
    expect(reading).toMatchObject({
      kind: 'wrong-event',
      reason: expect.stringContaining(name),
      hint: expect.stringContaining(lines),
    });
  });

  test('is also one that cannot be read', async () => {
    expect(await readWebhook('release', 'release')).toMatchObject({
      kind: 'wrong-event',
      reason: 'the event release that started this run cannot be read',
    });
  });
});

describe('in another CI', () => {
  const onTag = { ci: 'generic', name: 'tag', environment: {}, context: {} as never };
  const commands = {
    'rev-parse --verify HEAD': runSha,
    'tag --points-at HEAD --sort=-creatordate': 'v1',
  };

  test('the tag that started the run is a deployment', async () => {
    const run = await readFixture({ ...onTag, git: commands });
    expect(readTrackedEvent('tag', run, Date.parse(now))).toMatchObject({
      kind: 'deployment',
      event: { identity: 'tag-v1', tag: 'v1', sha: runSha, createdAt: null },
    });
  });

  test('a run without a tag is none', async () => {
    const run = await readFixture(onTag);
    expect(readTrackedEvent('tag', run, Date.parse(now))).toMatchObject({
      kind: 'not-a-deployment',
    });
  });

  test('other tracks have no event', async () => {
    const run = await readFixture(onTag);
    for (const track of eventTracks.filter((one) => one !== 'tag')) {
      expect(readTrackedEvent(track, run, Date.parse(now))).toMatchObject({
        kind: 'wrong-event',
        hint: expect.stringContaining('track'),
      });
    }
  });
});

test('any payload for any track is read without an error, and tells nothing undefined', async () => {
  const { context } = await readFixture({
    ci: 'github',
    name: 'any',
    environment: { GITHUB_ACTIONS: 'true' },
    context: {} as never,
  });
  const names = ['pull_request', 'workflow_run', 'release', 'push', 'create', 'deployment_status'];
  const keys = [
    'action',
    'ref',
    'ref_type',
    'pull_request',
    'workflow_run',
    'release',
    'deployment',
    'id',
    'number',
    'merged',
  ];
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(
        'completed',
        'closed',
        'published',
        'success',
        'refs/tags/v1',
        true,
        null,
        7,
        '',
      ),
      fc.dictionary(fc.constantFrom(...keys), tie('value')),
    ),
  })).value;
  fc.assert(
    fc.property(
      fc.constantFrom(...eventTracks),
      fc.constantFrom(...names),
      json,
      (track, name, one) => {
        const run = { context, event: { name, payload: payloadOf(one) } };
        const reading = readTrackedEvent(track, run, Date.parse(now));
        const values =
          reading.kind === 'deployment' ? Object.values(reading.event) : [reading.reason];
        expect(values).not.toContain(undefined);
        expect(JSON.stringify(values)).not.toMatch(/undefined|\[object/);
      },
    ),
    { numRuns: 1000 },
  );
});
