import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { DeploymentHost, DeploymentQuery } from '../../src/backfill/deployment-host.ts';
import { deriveFound } from '../../src/backfill/derive-found.ts';
import type { HostSettings } from '../../src/backfill/hosts/host-settings.ts';
import { environmentReader } from '../../src/ci/environment-reader.ts';
import { azureTracks } from '../../src/ci/host-tracks/azure-tracks.ts';
import { gitlabTracks } from '../../src/ci/host-tracks/gitlab-tracks.ts';
import { type CiReading, readRunContext } from '../../src/ci/read-run-context.ts';
import { readTrackedEvent } from '../../src/ci/read-tracked-event.ts';
import { deriveRecords } from '../../src/deployment/derive-record.ts';
import { matchesName } from '../../src/deployment/glob.ts';
import type { HostAnswer } from '../../src/deployment/host-facts.ts';
import type { DeploymentRecord } from '../../src/deployment/record.ts';
import type { EventReading, EventTrack } from '../../src/deployment/tracked-event.ts';
import { createProcessHost } from '../../src/entry/process-host.ts';
import type { FetchLike } from '../../src/scm/fetch-like.ts';
import { hurriedClock } from './run-on-stand-in.ts';

const now = Date.parse('2026-03-01T00:00:00Z');
export const began = '2026-02-01T10:00:00Z';
export const ended = '2026-02-01T10:05:00Z';
export const sha = 'a'.repeat(40);

const { sha256, log } = createProcessHost('stderr');
const clock = { ...hurriedClock(), now: () => now };
/** Names are hostile here, and each of them is production. */
const settings = { environmentRules: [{ pattern: '**', environment: 'Production' as const }] };
const nothing = async (): Promise<void> => undefined;

/** What a live report had to go by. */
export interface LiveRun {
  readonly env: Readonly<Record<string, string>>;
  /** The webhook, in GitHub. */
  readonly event?: object;
  /** What the host answered, where the CI hands no event on. */
  readonly answer?: HostAnswer;
  /** What only an option or a token of the job tells. */
  readonly environment?: string;
}

/** The records of a live report. */
async function liveRecords(
  track: 'job' | EventTrack,
  { env, event = {}, answer, environment }: LiveRun,
): Promise<readonly DeploymentRecord[]> {
  const files = {
    ...{ read: async () => JSON.stringify(event), createPrivate: async () => true },
    ...{ writePrivate: nothing, append: nothing },
  };
  const edge = {
    env,
    files,
    git: async () => null,
    log: { ...log, debug: () => undefined },
    clock,
  };
  const hints = { ci: null, jobId: null, jobStatus: 'success' };
  const reading = await readRunContext(edge, hints);
  const context = environment ? { ...reading.context, environment } : reading.context;
  const told = track === 'job' ? null : eventOf(track, reading, env, answer);
  return recordsOf(
    deriveRecords(
      { ...{ context, settings, now }, event: told, services: null, startedAt: began },
      { sha256, matchesName },
    ),
  );
}

function eventOf(
  track: EventTrack,
  reading: CiReading,
  env: Readonly<Record<string, string>>,
  answer: HostAnswer | undefined,
): EventReading {
  const { context } = reading;
  if (context.ci === 'github') return readTrackedEvent(track, reading, now);
  const tracks = context.ci === 'gitlab' ? gitlabTracks : azureTracks;
  const run = { context, env: environmentReader(env), now, hasStatus: false, filter: null };
  const open = tracks(track, run);
  if ('kind' in open) return open;
  if (answer === undefined) throw new Error('the host is asked, and nobody answers');
  return open.conclude(answer);
}

function recordsOf(derivation: ReturnType<typeof deriveRecords>): readonly DeploymentRecord[] {
  if ('notReported' in derivation) throw new Error(derivation.notReported.reason);
  return derivation.records;
}

/** The records of what a backfill finds in one repository. */
async function foundRecords(
  host: DeploymentHost,
  track: DeploymentQuery['track'],
  slug: string,
): Promise<readonly DeploymentRecord[]> {
  const records: DeploymentRecord[] = [];
  const query = { track, workflows: null, since: null, until: null };
  const deriving = { settings, service: null, services: [], now, matchesName, sha256 };
  for await (const repository of host.repositories({ kind: 'repository', slug })) {
    if ('reason' in repository) throw new Error(repository.reason);
    for await (const found of host.deployments(repository, query)) {
      if ('reason' in found) throw new Error(found.reason);
      records.push(...recordsOf(deriveFound(found, repository, deriving)));
    }
  }
  return records;
}

/** What is compared of a backfill, and what the live reports of the same runs had to go by. */
interface Comparison {
  readonly track: DeploymentQuery['track'];
  readonly host: DeploymentHost;
  readonly slug: string;
  readonly runs: readonly LiveRun[];
}

const sortedIdentifiers = (records: readonly DeploymentRecord[]): readonly string[] =>
  records.map(({ identifier }) => identifier).sort();

/** Compares the identifiers of a backfill with those of live reports. */
export async function expectSame({ track, host, slug, runs }: Comparison): Promise<void> {
  const found = await foundRecords(host, track, slug);
  const live = await Promise.all(runs.map((run) => liveRecords(track, run)));
  expect(sortedIdentifiers(found)).toEqual(sortedIdentifiers(live.flat()));
}

/** Compares everything but times, which a live report has of its own clock. */
export async function expectSameButTimes({ track, host, slug, runs }: Comparison): Promise<void> {
  const withoutTimes = (record: DeploymentRecord): DeploymentRecord => ({
    ...{ ...record, createdAt: '', finishedAt: '' },
    failure: record.failure ? { ...record.failure, at: '' } : null,
  });
  const found = await foundRecords(host, track, slug);
  const live = await Promise.all(runs.map((run) => liveRecords(track, run)));
  expect(found.map(withoutTimes)).toEqual(live.flat().map(withoutTimes));
}

/** What a host answers for each path that ends so. */
export type Answers = Readonly<Record<string, unknown>>;

/** A host that has one answer for each path that ends so. */
export const hostWith = (answers: Answers): HostSettings => ({
  ...{ token: null, matchesName, clock },
  limits: { commits: 10, deadline: now + 1000 },
  fetch: answering(answers),
});

function answering(answers: Answers): FetchLike {
  return async (url) => {
    const path = decodeURIComponent(new URL(url).pathname);
    const key = Object.keys(answers).find((one) => path.endsWith(one));
    return {
      status: key === undefined ? 404 : 200,
      headers: {},
      text: async () => JSON.stringify(key === undefined ? { message: path } : answers[key]),
    };
  };
}

/** What tells one deployment from another. */
export interface IdentityFacts {
  readonly owner: string;
  readonly repository: string;
  readonly id: number;
  readonly attempt: number;
  /** What people call an environment, a tag, or a job. */
  readonly called: string;
}

const plainName = fc
  .stringMatching(/^[A-Za-z0-9._-]{1,20}$/)
  .filter((name) => !/^\.+$/.test(name) && !/\.git$/i.test(name));

const anyName = fc
  .oneof(
    fc.stringMatching(/^[A-Za-z0-9_/-]{1,20}$/),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  )
  .map((text) => `x${text.replace(/[\p{C}\s]+/gu, ' ').replace(/\.?\/\.?/g, '/')}y`);

/** Checks something for many names, ids and attempts. */
export const forAllNames = (check: (facts: IdentityFacts) => Promise<void>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.record({
        owner: plainName,
        repository: plainName,
        id: fc.integer({ min: 1, max: 2 ** 45 }),
        attempt: fc.integer({ min: 1, max: 4 }),
        called: anyName,
      }),
      check,
    ),
    { numRuns: 60 },
  );
