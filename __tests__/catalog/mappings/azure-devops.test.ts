import { describe, expect, jest, test } from '@jest/globals';
import { catalogMapping, entities, type Payload, payload } from '../../mapping/map-payloads.ts';
import { serviceByTitle } from './searches.ts';

jest.setTimeout(30_000); // a process of jq for each block, on a machine that may be busy

const map = (file: string, kind: string, payloads: readonly Payload[]) =>
  entities(
    catalogMapping(`azure-devops/${file}`),
    payloads.map((one) => ({ kind, payload: one })),
  );

const link = 'https://dev.azure.com/fabrikam/Web%20Shop/_git/shop/pullrequest/22';

describe('pull requests', () => {
  const completed = payload('azure-devops/pull-request');

  test('a completed one is a deployment, at the moment of its completion', async () => {
    expect(await map('pull-request', 'pull-request', [completed])).toEqual([
      {
        identifier: 'fabrikam/Web=0020Shop/shop/pull-request-22/shop/Production',
        blueprint: 'deployment',
        title: 'shop eb2ff82 to Production',
        properties: {
          createdAt: '2026-01-03T09:04:05.7654321Z',
          finishedAt: '2026-01-03T09:04:05.7654321Z',
          environment: 'Production',
          environmentSource: 'branch',
          deploymentStatus: 'Success',
          serviceName: 'shop',
          commitSha: 'eb2ff827cf2eb792f83572d9a65615dec4f2113e',
          ref: 'main',
          ci: 'azure',
          runUrl: link,
          repositoryUrl: 'https://dev.azure.com/fabrikam/Web%20Shop/_git/shop',
        },
        relations: {
          service: serviceByTitle('shop'),
          azureDevopsPullRequest: {
            combinator: 'and',
            rules: [{ property: 'link', operator: '=', value: link }],
          },
        },
      },
    ]);
  });

  test('active and abandoned ones and those of other branches are none', async () => {
    const others = [
      { ...completed, status: 'active', closedDate: undefined },
      { ...completed, status: 'abandoned' },
      { ...completed, targetRefName: 'refs/heads/develop' },
    ];
    expect(await map('pull-request', 'pull-request', others)).toEqual([]);
  });

  test('repositories of one name, and names that end in digits, are told apart', async () => {
    const { repository } = completed;
    const project = { ...repository.project, id: 'p2', name: 'Other' };
    const held = await map('pull-request', 'pull-request', [
      { ...completed, pullRequestId: 2, repository: { ...repository, name: 'api1' } },
      { ...completed, pullRequestId: 12, repository: { ...repository, name: 'api' } },
      {
        ...completed,
        pullRequestId: 12,
        repository: {
          ...repository,
          name: 'api',
          project,
          url: 'https://dev.azure.com/fabrikam/p2/_apis/git/repositories/r2',
        },
      },
    ]);
    expect(new Set(held.map(({ identifier }) => identifier)).size).toBe(3);
  });

  test('on a server of the old name the organisation is in the host, as in the address of the repository', async () => {
    const { repository } = completed;
    const url = `https://fabrikam.visualstudio.com/${repository.project.id}/_apis/git/repositories/r`;
    const [held] = await map('pull-request', 'pull-request', [
      { ...completed, repository: { ...repository, url } },
    ]);
    expect(held?.identifier).toBe('Web=0020Shop/shop/pull-request-22/shop/Production');
    expect(held?.properties.runUrl).toBe(
      'https://fabrikam.visualstudio.com/Web%20Shop/_git/shop/pullrequest/22',
    );
  });

  test('as entities have the hours from opened to completed, and the link by which they are found', async () => {
    const active = { ...completed, pullRequestId: 23, status: 'active', closedDate: null };
    const abandoned = { ...completed, pullRequestId: 24, status: 'abandoned' };
    const held = await map('pull-request-entity', 'pull-request', [completed, active, abandoned]);
    expect(
      held.map(({ properties }) => [
        properties.status,
        properties.leadTimeHours,
        properties.mergedAt,
      ]),
    ).toEqual([
      ['completed', 30, '2026-01-03T09:04:05.7654321Z'],
      ['active', null, null],
      ['abandoned', null, null],
    ]);
    expect(held[0]).toMatchObject({
      identifier: '5febef5a-833d-4e14-b9c0-14cb638f91e6/22',
      blueprint: 'azureDevopsPullRequest',
      properties: { link, branch: 'tax', targetBranch: 'main', author: 'Jane Doe' },
    });
  });
});

describe('builds', () => {
  const build = payload('azure-devops/build');

  test('a successful one of the pipeline that deploys is a deployment, without its time in the queue', async () => {
    const [held] = await map('pipeline', 'build', [build]);
    expect(held).toMatchObject({
      identifier: 'fabrikam/Web=0020Shop/shop/workflow-run-118/1/shop/Production',
      title: 'shop eb2ff82 to Production',
      properties: {
        createdAt: '2026-01-03T09:05:00.1234567Z',
        finishedAt: '2026-01-03T09:14:00.7654321Z',
        deploymentStatus: 'Success',
        ref: 'main',
        repositoryUrl: 'https://dev.azure.com/fabrikam/Web%20Shop/_git/shop',
        deployedBy: 'Jane Doe',
      },
      relations: { service: serviceByTitle('shop') },
    });
    expect(held?.properties).not.toHaveProperty('failed');
  });

  test('one of a repository on GitHub is of the last part of its name', async () => {
    const repository = {
      id: 'acme/shop',
      type: 'GitHub',
      name: 'acme/shop',
      url: 'https://github.com/acme/shop.git',
    };
    const [held] = await map('pipeline', 'build', [{ ...build, repository }]);
    expect(held).toMatchObject({
      identifier: 'acme/shop/workflow-run-118/1/shop/Production',
      properties: { repositoryUrl: 'https://github.com/acme/shop' },
      relations: { service: serviceByTitle('shop') },
    });
  });

  test.each([
    ['partiallySucceeded', 'Success', undefined],
    ['failed', 'Failed', true],
  ])('%s is %s', async (result, status, failed) => {
    const [held] = await map('pipeline', 'build', [{ ...build, result }]);
    expect(held?.properties.deploymentStatus).toBe(status);
    expect(held?.properties.failed).toBe(failed);
  });

  test('canceled ones, running ones, other pipelines and pull requests are none', async () => {
    const others = [
      { ...build, result: 'canceled' },
      { ...build, status: 'inProgress', result: undefined, finishTime: undefined },
      { ...build, definition: { ...build.definition, name: 'undeploy' } },
      { ...build, sourceBranch: 'refs/pull/22/merge', reason: 'pullRequest' },
    ];
    expect(await map('pipeline', 'build', others)).toEqual([]);
  });
});

describe('deployments of releases', () => {
  const deployment = payload('azure-devops/release-deployment');

  test('a successful one to a stage of production is a deployment, after its approvals', async () => {
    expect(await map('release-deployment', 'release-deployment', [deployment])).toMatchObject([
      {
        identifier: 'fabrikam/Web=0020Shop/deployment-301/shop/Production=0020EU',
        title: 'shop Release-88 to Production EU',
        properties: {
          createdAt: '2026-01-03T09:45:00.22Z',
          finishedAt: '2026-01-03T09:55:00.33Z',
          environment: 'Production',
          environmentName: 'Production EU',
          deploymentStatus: 'Success',
          commitSha: 'eb2ff827cf2eb792f83572d9a65615dec4f2113e',
          version: 'Release-88',
        },
        relations: { service: serviceByTitle('shop') },
      },
    ]);
  });

  test('a failed one is marked, one that was not deployed is none', async () => {
    const [held] = await map('release-deployment', 'release-deployment', [
      { ...deployment, deploymentStatus: 'failed' },
    ]);
    expect(held?.properties).toMatchObject({ deploymentStatus: 'Failed', failed: true });
    const others = ['notDeployed', 'inProgress', 'undefined'].map((deploymentStatus) => ({
      ...deployment,
      deploymentStatus,
    }));
    expect(await map('release-deployment', 'release-deployment', others)).toEqual([]);
  });

  test('one without artifacts has no commit', async () => {
    const release = { ...deployment.release, artifacts: [] };
    const [held] = await map('release-deployment', 'release-deployment', [
      { ...deployment, release },
    ]);
    expect(held?.properties.commitSha).toBeNull();
  });
});
