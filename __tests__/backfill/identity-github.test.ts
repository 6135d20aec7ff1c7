import { describe, test } from '@jest/globals';
import type { DeploymentQuery } from '../../src/backfill/deployment-host.ts';
import { createGithubHost } from '../../src/backfill/hosts/github.ts';
import {
  type Answers,
  began,
  ended,
  expectSame,
  forAllNames,
  hostWith,
  type IdentityFacts,
  type LiveRun,
  sha,
} from './identifiers.ts';

const slugOf = ({ owner, repository }: IdentityFacts): string => `${owner}/${repository}`;

function hostOf(facts: IdentityFacts, answers: Answers) {
  const slug = slugOf(facts);
  const repository = {
    ...{ full_name: slug, name: facts.repository, default_branch: 'main' },
    html_url: `https://github.com/${slug}`,
  };
  return createGithubHost({
    ...hostWith({ ...answers, [`/repos/${slug}`]: repository }),
    ...{ apiUrl: 'https://github.test', graphqlUrl: 'https://github.test/graphql' },
  });
}

/** A list of GraphQL that holds one thing. */
const listOf = (connection: string, node: object): Answers => ({
  '/graphql': {
    data: { repository: { [connection]: { nodes: [node], pageInfo: { hasNextPage: false } } } },
  },
});

function liveRun(
  facts: IdentityFacts,
  name: string,
  event: object,
  env: Readonly<Record<string, string>> = {},
): LiveRun {
  const slug = slugOf(facts);
  return {
    event: { repository: { full_name: slug, default_branch: 'main' }, ...event },
    env: {
      ...{ GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://github.com', GITHUB_SHA: sha },
      ...{ GITHUB_REPOSITORY: slug, GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: '/event.json' },
      ...env,
    },
  };
}

const compare = (
  track: DeploymentQuery['track'],
  facts: IdentityFacts,
  runs: readonly LiveRun[],
  answers: Answers,
): Promise<void> => expectSame({ track, host: hostOf(facts, answers), slug: slugOf(facts), runs });

describe('a backfill of GitHub gives the identifiers of live reports', () => {
  test('to deployments', () =>
    forAllNames((facts) => {
      const { id, called: environment } = facts;
      const event = {
        deployment: { id, sha, environment, created_at: began },
        deployment_status: { state: 'success', environment, created_at: ended },
      };
      const node = {
        ...{ databaseId: id, commitOid: sha, createdAt: began, environment },
        statuses: { nodes: [{ state: 'SUCCESS', createdAt: ended, environment }] },
      };
      const run = liveRun(facts, 'deployment_status', event);
      return compare('deployment-status', facts, [run], listOf('deployments', node));
    }));

  test('to each attempt of a workflow run', () =>
    forAllNames((facts) => {
      const attempts = Array.from({ length: facts.attempt }, (_, index) => ({
        ...{ id: facts.id, run_attempt: index + 1, head_sha: sha, head_branch: 'main' },
        ...{ event: 'push', conclusion: 'success', status: 'completed' },
        ...{ created_at: began, run_started_at: began, updated_at: ended },
      }));
      const runs = attempts.map((run) =>
        liveRun(facts, 'workflow_run', { action: 'completed', workflow_run: run }),
      );
      const earlier = attempts
        .slice(0, -1)
        .map((run) => [`/actions/runs/${facts.id}/attempts/${run.run_attempt}`, run]);
      const list = { '/actions/runs': { workflow_runs: [attempts.at(-1)] } };
      return compare('workflow-run', facts, runs, { ...list, ...Object.fromEntries(earlier) });
    }));

  test('to releases', () =>
    forAllNames((facts) => {
      const { id, called: tag } = facts;
      const release = { id, tag_name: tag, published_at: began };
      const node = { databaseId: id, tagName: tag, publishedAt: began, createdAt: began };
      const run = liveRun(facts, 'release', { action: 'published', release });
      return compare('release', facts, [run], listOf('releases', node));
    }));

  test('to merged pull requests', () =>
    forAllNames((facts) => {
      const { id: number } = facts;
      const pull = { number, merged: true, merged_at: ended, base: { ref: 'main' } };
      const event = { action: 'closed', pull_request: pull };
      const refs = { GITHUB_REF: 'refs/heads/main', GITHUB_BASE_REF: 'main' };
      const node = { number, mergedAt: ended, updatedAt: ended, baseRefName: 'main' };
      const run = liveRun(facts, 'pull_request', event, refs);
      return compare('pull-request', facts, [run], listOf('pullRequests', node));
    }));

  test('to tags', () =>
    forAllNames((facts) => {
      const ref = `refs/tags/${facts.called}`;
      const node = { name: facts.called, target: { oid: sha, committedDate: began } };
      const run = liveRun(facts, 'push', { ref, after: sha }, { GITHUB_REF: ref });
      return compare('tag', facts, [run], listOf('refs', node));
    }));

  test.each([
    ['Ship it', 'Ship it'],
    ['Ship it', 'Ship it (eu, 3)'],
    ['Ship it', 'Call / Ship it'],
    [undefined, 'ship'],
    [undefined, 'ship (eu)'],
  ])('to jobs by their keys, where the file calls one %s and the API %s', (written, shown) =>
    forAllNames((facts) => {
      const { id, attempt, called: environment } = facts;
      const url = `https://github.com/${slugOf(facts)}/actions/runs/${id}/job/77`;
      const node = {
        ...{ databaseId: 5, commitOid: sha, createdAt: began, environment },
        statuses: { nodes: [{ state: 'SUCCESS', createdAt: ended, logUrl: url }] },
      };
      const times = { started_at: began, completed_at: ended };
      const named = written === undefined ? '' : `\n    name: ${written}`;
      const file = `jobs:\n  ship:${named}\n    runs-on: ubuntu-latest\n`;
      const answers = {
        ...listOf('deployments', node),
        '/actions/jobs/77': {
          ...{ run_id: id, run_attempt: attempt, name: shown, conclusion: 'success', ...times },
        },
        [`/actions/runs/${id}`]: { path: '.github/workflows/ship.yml', run_number: 3 },
        '/contents/.github/workflows/ship.yml': {
          content: Buffer.from(file).toString('base64'),
        },
      };
      const job = {
        ...{ GITHUB_REF: 'refs/heads/main', GITHUB_RUN_ID: String(id), GITHUB_JOB: 'ship' },
        GITHUB_RUN_ATTEMPT: String(attempt),
      };
      const run = { ...liveRun(facts, 'push', {}, job), environment };
      return compare('job', facts, [run], answers);
    }),
  );
});
