import { environmentReader } from '../../../src/ci/environment-reader.ts';
import { azureTracks } from '../../../src/ci/host-tracks/azure-tracks.ts';
import { gitlabTracks } from '../../../src/ci/host-tracks/gitlab-tracks.ts';
import type { OpenTrack } from '../../../src/ci/host-tracks/host-track.ts';
import { matchesName } from '../../../src/deployment/glob.ts';
import type { HostAnswer, HostRun } from '../../../src/deployment/host-facts.ts';
import type { EventReading, EventTrack } from '../../../src/deployment/tracked-event.ts';
import { allFixtures, readFixture } from '../provider-fixture.ts';

const fixtures = allFixtures();
const tracks = { gitlab: gitlabTracks, azure: azureTracks } as const;

/** A run as one of the recorded ones, with other variables; those that are `undefined` are not set. */
export interface TrackedRun {
  readonly ci: keyof typeof tracks;
  readonly fixture?: string;
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly hasStatus?: boolean;
  readonly workflows?: readonly string[];
}

export const now = Date.parse('2026-01-02T04:00:00Z');

/** What the run's variables tell for a track, and what is left to ask the host. */
export async function openTrack(
  track: EventTrack,
  { ci, fixture = 'push', variables = {}, hasStatus = false, workflows = [] }: TrackedRun,
): Promise<EventReading | OpenTrack> {
  const recorded = fixtures.find((one) => one.ci === ci && one.name === fixture);
  if (!recorded) throw new Error(`there is no run ${fixture} of ${ci}`);
  const env = { ...recorded.environment, ...variables };
  const { context } = await readFixture(recorded, env);
  return tracks[ci](track, {
    ...{ context, now, hasStatus, env: environmentReader(env) },
    filter: workflows.length === 0 ? null : { patterns: workflows, matchesName },
  });
}

/** What comes of the run with this answer of the host. @throws Error when nobody is asked */
export async function concludeTrack(
  track: EventTrack,
  run: TrackedRun,
  answer: HostAnswer,
): Promise<EventReading> {
  const opened = await openTrack(track, run);
  if (!('conclude' in opened)) throw new Error(`nobody is asked: ${JSON.stringify(opened)}`);
  return opened.conclude(answer);
}

/** Nobody gave a token. */
export const noToken: HostAnswer = {
  about: 'nothing',
  reason: 'there is no token',
  isExpected: false,
};

/** Somebody gave one, and the host does not take it. */
export const refused: HostAnswer = {
  about: 'nothing',
  reason: 'the host does not accept the token (401)',
  isExpected: true,
};

/** How the host says that a run ended, from inside of it. */
export const ended = (status: string, more: Partial<HostRun> = {}): HostAnswer => ({
  about: 'run',
  found: {
    ...{ id: '1', attempt: 1, name: null, status, sha: null, branch: null, tag: null },
    ...{ startedAt: '2026-01-02T03:00:00.000Z', finishedAt: '2026-01-02T03:05:00.000Z' },
    ...{ url: null, actor: null },
    ...more,
  },
});
