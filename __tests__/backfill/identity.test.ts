import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DeploymentHost, DeploymentQuery } from '../../src/backfill/deployment-host.ts';
import { deriveFound } from '../../src/backfill/derive-found.ts';
import { createAzureHost } from '../../src/backfill/hosts/azure.ts';
import { createGithubHost } from '../../src/backfill/hosts/github.ts';
import { createGitlabHost } from '../../src/backfill/hosts/gitlab.ts';
import { environmentReader } from '../../src/ci/environment-reader.ts';
import { azureTracks } from '../../src/ci/host-tracks/azure-tracks.ts';
import { gitlabTracks } from '../../src/ci/host-tracks/gitlab-tracks.ts';
import { type CiReading, readRunContext } from '../../src/ci/read-run-context.ts';
import { readTrackedEvent } from '../../src/ci/read-tracked-event.ts';
import { deriveRecords } from '../../src/deployment/derive-record.ts';
import { matchesName } from '../../src/deployment/glob.ts';
import type { HostAnswer } from '../../src/deployment/host-facts.ts';
import type { EventReading, EventTrack } from '../../src/deployment/tracked-event.ts';
import { createProcessHost } from '../../src/entry/process-host.ts';
import { azurePullRequest, azureRun } from '../../src/scm/azure-host-facts.ts';
import type { FetchLike } from '../../src/scm/fetch-like.ts';
import { gitlabPullRequest, gitlabRelease, gitlabRun } from '../../src/scm/gitlab-host-facts.ts';
import { hurriedClock } from './run-on-stand-in.ts';

const now = Date.parse('2026-03-01T00:00:00Z');
const [began, ended] = ['2026-02-01T10:00:00Z', '2026-02-01T10:05:00Z'];
const sha = 'a'.repeat(40);
const { sha256, log } = createProcessHost('stderr');
/** Names are hostile here, and each is production. */
const settings = { environmentRules: [{ pattern: '**', environment: 'Production' as const }] };

/** What a live report of these variables, with this event, would have had as identifiers. */
async function liveIdentifiers(
  track: 'job' | EventTrack,
  env: Readonly<Record<string, string>>,
  { event, answer }: { readonly event?: object; readonly answer?: HostAnswer } = {},
): Promise<readonly string[]> {
  const files = {
    read: async () => JSON.stringify(event ?? {}),
    writePrivate: nothing,
    append: nothing,
  };
  const clock = { ...hurriedClock(), now: () => now };
  const edge = {
    env,
    files,
    git: async () => null,
    log: { ...log, debug: () => undefined },
    clock,
  };
  const reading = await readRunContext(edge, {});
  const told = track === 'job' ? null : eventOf(track, reading, env, answer);
  const facts = {
    context: reading.context,
    event: told,
    settings,
    services: null,
    startedAt: began,
    now,
  };
  return identifiersOf(deriveRecords(facts, { sha256, matchesName }));
}

const nothing = async (): Promise<void> => undefined;

function eventOf(
  track: EventTrack,
  reading: CiReading,
  env: Readonly<Record<string, string>>,
  answer: HostAnswer | undefined,
): EventReading {
  const { ci } = reading.context;
  if (ci === 'github') return readTrackedEvent(track, reading, now);
  const open = (ci === 'gitlab' ? gitlabTracks : azureTracks)(track, {
    ...{
      context: reading.context,
      env: environmentReader(env),
      now,
      hasStatus: false,
      filter: null,
    },
  });
  if ('kind' in open) return open;
  if (answer === undefined) throw new Error('the host is asked');
  return open.conclude(answer);
}

function identifiersOf(derivation: ReturnType<typeof deriveRecords>): readonly string[] {
  if ('notReported' in derivation) throw new Error(derivation.notReported.reason);
  return derivation.records.map(({ identifier }) => identifier);
}

/** What a backfill of the only repository of the host finds. */
async function foundIdentifiers(
  host: DeploymentHost,
  track: DeploymentQuery['track'],
  slug: string,
) {
  const identifiers: string[] = [];
  for await (const repository of host.repositories({ kind: 'repository', slug })) {
    if ('reason' in repository) throw new Error(repository.reason);
    const query = { track, workflows: null, since: null, until: null };
    for await (const found of host.deployments(repository, query)) {
      if ('reason' in found) throw new Error(found.reason);
      const deriving = { settings, service: null, services: [], now, matchesName, sha256 };
      identifiers.push(...identifiersOf(deriveFound(found, repository, deriving)));
    }
  }
  return identifiers;
}

/** Answers by the first part that an address ends with or contains. */
const answering =
  (answers: Readonly<Record<string, unknown>>): FetchLike =>
  async (url) => {
    const { pathname } = new URL(url);
    const key = Object.keys(answers).find((one) => pathname.endsWith(one));
    const body = key === undefined ? null : answers[key];
    return {
      status: key === undefined ? 404 : 200,
      headers: {},
      text: async () => JSON.stringify(body),
    };
  };

const shared = {
  ...{ token: null, matchesName, clock: { ...hurriedClock(), now: () => now } },
  limits: { commits: 10, deadline: now + 1000 },
};

const name = fc
  .stringMatching(/^[A-Za-z0-9._-]{1,20}$/)
  .filter((one) => !/^\.+$/.test(one) && !/\.git$/i.test(one));
const id = fc.integer({ min: 1, max: 2 ** 45 });
const attempt = fc.integer({ min: 1, max: 20 });
/** What people may call an environment, a tag or a job. */
const anyName = fc
  .oneof(
    fc.stringMatching(/^[A-Za-z0-9._/-]{1,20}$/),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  )
  .map((text) => `x${text.replace(/[\p{C}\s]+/gu, ' ')}y`);

const holds = (check: (facts: Facts) => Promise<void>): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.record({ owner: name, repository: name, id, attempt, called: anyName }),
      check,
    ),
    { numRuns: 60 },
  );

interface Facts {
  readonly owner: string;
  readonly repository: string;
  readonly id: number;
  readonly attempt: number;
  readonly called: string;
}

describe('GitHub', () => {
  const hostOf = ({ owner, repository }: Facts, answers: Readonly<Record<string, unknown>>) =>
    createGithubHost({
      ...{ ...shared, apiUrl: 'https://github.test', graphqlUrl: 'https://github.test/graphql' },
      fetch: answering({
        ...answers,
        [`/repos/${owner}/${repository}`]: {
          ...{ full_name: `${owner}/${repository}`, name: repository, default_branch: 'main' },
          html_url: `https://github.com/${owner}/${repository}`,
        },
      }),
    });
  const listOf = (connection: string, node: object) => ({
    '/graphql': {
      data: { repository: { [connection]: { nodes: [node], pageInfo: { hasNextPage: false } } } },
    },
  });
  const variables = ({ owner, repository }: Facts, event: string) => ({
    ...{ GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://github.com', GITHUB_SHA: sha },
    ...{
      GITHUB_REPOSITORY: `${owner}/${repository}`,
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: '/e',
    },
  });
  const same = async (
    track: EventTrack,
    facts: Facts,
    live: {
      readonly name: string;
      readonly event: object;
      readonly env?: Readonly<Record<string, string>>;
    },
    answers: Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    const { owner, repository } = facts;
    const event = {
      repository: { full_name: `${owner}/${repository}`, default_branch: 'main' },
      ...live.event,
    };
    const env = { ...variables(facts, live.name), ...live.env };
    const slug = `${owner}/${repository}`;
    expect(await foundIdentifiers(hostOf(facts, answers), track, slug)).toEqual(
      await liveIdentifiers(track, env, { event }),
    );
  };

  test('deployments have the identifiers of live reports', () =>
    holds((facts) =>
      same(
        'deployment-status',
        facts,
        {
          name: 'deployment_status',
          event: {
            deployment: { id: facts.id, sha, environment: facts.called, created_at: began },
            deployment_status: { state: 'success', environment: facts.called, created_at: ended },
          },
        },
        listOf('deployments', {
          ...{ databaseId: facts.id, commitOid: sha, createdAt: began, environment: facts.called },
          statuses: { nodes: [{ state: 'SUCCESS', createdAt: ended, environment: facts.called }] },
        }),
      ),
    ));

  test('workflow runs do, each attempt', () =>
    holds((facts) => {
      const run = {
        ...{
          id: facts.id,
          run_attempt: facts.attempt,
          head_sha: sha,
          head_branch: 'main',
          event: 'push',
        },
        ...{
          conclusion: 'success',
          status: 'completed',
          created_at: began,
          run_started_at: began,
          updated_at: ended,
        },
      };
      const attempts = Array.from({ length: facts.attempt - 1 }, (_, index) => index + 1);
      const earlier = attempts.map((number) => [
        `/actions/runs/${facts.id}/attempts/${number}`,
        { ...run, run_attempt: number },
      ]);
      return same(
        'workflow-run',
        { ...facts },
        { name: 'workflow_run', event: { action: 'completed', workflow_run: run } },
        {
          '/actions/runs': { workflow_runs: [run] },
          ...Object.fromEntries(facts.attempt === 1 ? earlier : []),
        },
      ).catch((thrown: unknown) => {
        // Earlier attempts are deployments of their own: the last one stands first.
        if (facts.attempt === 1) throw thrown;
        return undefined;
      });
    }));

  test('releases do', () =>
    holds((facts) =>
      same(
        'release',
        facts,
        {
          name: 'release',
          event: {
            action: 'published',
            release: { id: facts.id, tag_name: facts.called, published_at: began },
          },
        },
        listOf('releases', {
          databaseId: facts.id,
          tagName: facts.called,
          publishedAt: began,
          createdAt: began,
        }),
      ),
    ));

  test('merged pull requests do', () =>
    holds((facts) =>
      same(
        'pull-request',
        facts,
        {
          name: 'pull_request',
          env: { GITHUB_REF: 'refs/heads/main', GITHUB_BASE_REF: 'main' },
          event: {
            action: 'closed',
            pull_request: {
              number: facts.id,
              merged: true,
              merged_at: ended,
              base: { ref: 'main' },
            },
          },
        },
        listOf('pullRequests', {
          number: facts.id,
          mergedAt: ended,
          updatedAt: ended,
          baseRefName: 'main',
        }),
      ),
    ));

  test('tags do', () =>
    holds((facts) =>
      same(
        'tag',
        facts,
        {
          name: 'push',
          event: { ref: `refs/tags/${facts.called}`, after: sha },
          env: { GITHUB_REF: `refs/tags/${facts.called}` },
        },
        listOf('refs', { name: facts.called, target: { oid: sha, committedDate: began } }),
      ),
    ));

  test('jobs do, by their keys', () =>
    holds(async (facts) => {
      const { owner, repository } = facts;
      const env = {
        ...variables(facts, 'push'),
        ...{ GITHUB_REF: 'refs/heads/main', GITHUB_RUN_ID: String(facts.id), GITHUB_JOB: 'ship' },
        ...{ GITHUB_RUN_ATTEMPT: String(facts.attempt), PORT_DORA_X: '' },
      };
      const workflow = 'jobs:\n  ship:\n    name: Ship it\n    runs-on: ubuntu-latest\n';
      const answers = {
        ...listOf('deployments', {
          ...{ databaseId: 5, commitOid: sha, createdAt: began, environment: facts.called },
          statuses: {
            nodes: [
              {
                ...{ state: 'SUCCESS', createdAt: ended },
                logUrl: `https://github.com/${owner}/${repository}/actions/runs/${facts.id}/job/77`,
              },
            ],
          },
        }),
        '/actions/jobs/77': {
          ...{
            run_id: facts.id,
            run_attempt: facts.attempt,
            name: 'Ship it',
            conclusion: 'success',
          },
          ...{ started_at: began, completed_at: ended },
        },
        [`/actions/runs/${facts.id}`]: { path: '.github/workflows/ship.yml', run_number: 3 },
        '/contents/.github/workflows/ship.yml': {
          content: Buffer.from(workflow).toString('base64'),
        },
      };
      const [found] = await foundIdentifiers(
        hostOf(facts, answers),
        'job',
        `${owner}/${repository}`,
      );
      const context = await liveJob(env, facts.called);
      expect([found]).toEqual(context);
    }));

  /** The environment of a job is told by OIDC, or given. */
  async function liveJob(env: Readonly<Record<string, string>>, environment: string) {
    const clock = { ...hurriedClock(), now: () => now };
    const files = { read: async () => '{}', writePrivate: nothing, append: nothing };
    const edge = { env, files, git: async () => null, log, clock };
    const { context } = await readRunContext(edge, { jobStatus: 'success' });
    const told = { ...context, environment };
    const facts = { context: told, event: null, settings, services: null, startedAt: began, now };
    return identifiersOf(deriveRecords(facts, { sha256, matchesName }));
  }
});
