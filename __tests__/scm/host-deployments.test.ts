import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { nodeClock } from '../../src/host/node-clock.ts';
import { createGithubDeployments } from '../../src/scm/github.ts';
import { deploymentQuery } from '../../src/scm/github-deployments.ts';
import { createGitlabDeployments } from '../../src/scm/gitlab.ts';
import type { DeploymentQuestion, DeploymentSource } from '../../src/scm/host-deployments.ts';
import { buildHistory, type History, hour } from './history.ts';
import type { DeploymentFacts } from './hosts/deployment-facts.ts';
import { githubStandIn } from './hosts/github-stand-in.ts';
import { gitlabStandIn } from './hosts/gitlab-stand-in.ts';
import { limits } from './hosts/sources.ts';
import { fetchFrom, type StandIn, type StandInRequest } from './hosts/stand-in.ts';

let history: History;

beforeAll(() => {
  history = buildHistory(['a', 'b', 'c', 'd'].map((id) => ({ id, parents: [] })));
});

afterAll(() => history.remove());

const deployment = (
  id: number,
  commit: string,
  statuses: DeploymentFacts['statuses'],
  environment = 'production',
): DeploymentFacts => ({ id, commit, statuses, environment, run: id * 10 });

const requests: StandInRequest[] = [];

const github = (standIn: StandIn): DeploymentSource =>
  createGithubDeployments({
    fetch: fetchFrom(standIn, requests),
    clock: nodeClock,
    token: 't',
    apiUrl: 'https://api.example',
    graphqlUrl: 'https://api.example/graphql',
    slug: 'acme/shop',
  });

const gitlab = (standIn: StandIn): DeploymentSource =>
  createGitlabDeployments({
    fetch: fetchFrom(standIn, requests),
    clock: nodeClock,
    token: 't',
    apiUrl: 'https://gitlab.example/api/v4',
    graphqlUrl: 'https://gitlab.example/api/graphql',
    path: 'acme/team/shop',
  });

const question = (edit: Partial<DeploymentQuestion> = {}): DeploymentQuestion => ({
  environment: 'production',
  before: hour(50),
  runUrl: null,
  ...edit,
});

async function commitsOf(
  source: DeploymentSource,
  asked: DeploymentQuestion,
): Promise<readonly string[]> {
  const found = await source.successes(asked, limits());
  if ('reason' in found) throw new Error(found.reason);
  return found.map(({ sha, finishedAt }) => `${history.id(sha ?? '')} ${finishedAt}`);
}

test('the query for deployments fits the schema that GitHub publishes', () => {
  const schema = buildSchema(published.idl, { assumeValid: true });
  expect(validate(schema, parse(deploymentQuery))).toEqual([]);
});

describe('GitHub tells the deployments', () => {
  const read = (facts: readonly DeploymentFacts[], edit: Partial<DeploymentQuestion> = {}) =>
    commitsOf(github(githubStandIn(history, [], facts)), question(edit));

  test('that succeeded once, also those that a later one made inactive', async () => {
    const facts = [
      deployment(1, 'a', [
        ['QUEUED', hour(1)],
        ['IN_PROGRESS', hour(2)],
        ['SUCCESS', hour(3)],
        ['INACTIVE', hour(9)],
      ]),
      deployment(2, 'b', [
        ['IN_PROGRESS', hour(5)],
        ['FAILURE', hour(6)],
      ]),
      deployment(3, 'c', [
        ['IN_PROGRESS', hour(8)],
        ['SUCCESS', hour(9)],
      ]),
    ];
    expect(await read(facts)).toEqual([`c ${hour(9)}`, `a ${hour(3)}`]);
  });

  test('by one request', async () => {
    requests.length = 0;
    await read([deployment(1, 'a', [['SUCCESS', hour(1)]])]);
    expect(requests).toHaveLength(1);
  });

  test('of this environment alone, that ended before', async () => {
    const facts = [
      deployment(1, 'a', [['SUCCESS', hour(1)]]),
      deployment(2, 'b', [['SUCCESS', hour(2)]], 'staging'),
      deployment(3, 'c', [['SUCCESS', hour(3)]]),
      deployment(4, 'd', [['SUCCESS', hour(4)]]),
    ];
    expect(await read(facts, { before: hour(3) })).toEqual([`a ${hour(1)}`]);
  });

  test('but not the one that is being made', async () => {
    const facts = [
      deployment(1, 'a', [['SUCCESS', hour(1)]]),
      deployment(2, 'b', [['SUCCESS', hour(2)]]),
    ];
    const runUrl = 'https://github.com/acme/shop/actions/runs/20/attempts/1';
    expect(await read(facts, { runUrl })).toEqual([`a ${hour(1)}`]);
  });

  test('not without the permission, which is said', async () => {
    const refused: StandIn = async () => ({
      status: 200,
      body: {
        data: { repository: { deployments: null } },
        errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }],
      },
    });
    expect(await github(refused).successes(question(), limits())).toEqual({
      reason: 'Resource not accessible by integration (the token needs `deployments: read`)',
    });
    const none: StandIn = async () => ({ status: 200, body: { data: { repository: null } } });
    expect(await github(none).successes(question(), limits())).toEqual({
      reason: 'GitHub does not show the deployments of the repository',
    });
  });
});

describe('GitLab tells the deployments', () => {
  const read = (facts: readonly DeploymentFacts[], edit: Partial<DeploymentQuestion> = {}) =>
    commitsOf(gitlab(gitlabStandIn(history, [], facts)), question(edit));
  const facts = [
    deployment(1, 'a', [['success', hour(1)]]),
    deployment(2, 'b', [['failed', hour(2)]]),
    deployment(3, 'c', [['success', hour(3)]]),
    deployment(4, 'd', [['success', hour(4)]], 'staging'),
  ];

  test('that succeeded, the latest first, by one request', async () => {
    requests.length = 0;
    expect(await read(facts)).toEqual([`c ${hour(3)}`, `a ${hour(1)}`]);
    expect(requests).toHaveLength(1);
  });

  test('that ended before, and not the one that is being made', async () => {
    expect(await read(facts, { before: hour(3) })).toEqual([`a ${hour(1)}`]);
    const runUrl = 'https://gitlab.com/acme/team/shop/-/pipelines/30';
    expect(await read(facts, { runUrl })).toEqual([`a ${hour(1)}`]);
  });

  test('not with a token that may not, which is said', async () => {
    const refused: StandIn = async () => ({ status: 403, body: {} });
    expect(await gitlab(refused).successes(question(), limits())).toMatchObject({
      reason: expect.stringContaining('does not allow it (403)'),
    });
  });
});
