import { describe, expect, jest, test } from '@jest/globals';
import { catalogMapping, entities, type Payload, payload } from '../../mapping/map-payloads.ts';
import { serviceByTitle } from './searches.ts';

jest.setTimeout(30_000); // a process of jq for each block, on a machine that may be busy

const map = (file: string, kind: string, payloads: readonly Payload[]) =>
  entities(
    catalogMapping(`gitlab/${file}`),
    payloads.map((one) => ({ kind, payload: one })),
  );

const failed = (failureAt: string) => ({ failed: true, failureReason: 'run', failureAt });

describe('merge requests', () => {
  const merged = payload('gitlab/merge-request');

  test('a merged one is a deployment of its target branch, whatever its branch is called', async () => {
    expect(await map('merge-request', 'merge-request', [merged])).toEqual([
      {
        identifier: 'acme/web/shop/pull-request-133/shop/Production',
        blueprint: 'deployment',
        title: 'shop eb2ff82 to Production',
        properties: {
          createdAt: '2026-01-03T09:04:05.000Z',
          finishedAt: '2026-01-03T09:04:05.000Z',
          environment: 'Production',
          environmentSource: 'branch',
          deploymentStatus: 'Success',
          serviceName: 'shop',
          commitSha: 'eb2ff827cf2eb792f83572d9a65615dec4f2113e',
          ref: 'main',
          ci: 'gitlab',
          runUrl: 'https://gitlab.com/acme/web/shop/-/merge_requests/133',
          repositoryUrl: 'https://gitlab.com/acme/web/shop',
          deployedBy: 'jane',
        },
        relations: {
          service: serviceByTitle('shop'),
          mergeRequest: {
            combinator: 'and',
            rules: [
              {
                property: 'link',
                operator: '=',
                value: 'https://gitlab.com/acme/web/shop/-/merge_requests/133',
              },
            ],
          },
        },
      },
    ]);
  });

  test('opened, closed, locked ones and those of other branches are none', async () => {
    const others = ['opened', 'closed', 'locked'].map((state) => ({
      ...merged,
      state,
      merged_at: null,
    }));
    const other = { ...merged, target_branch: 'develop' };
    expect(await map('merge-request', 'merge-request', [...others, other])).toEqual([]);
  });

  test.each([
    [{ squash_commit_sha: 'b'.repeat(40) }, 'b'.repeat(40)],
    [{}, 'da734eaabc06565138cedac147b38c4076baacae'],
  ])('a merge without a merge commit has %j', async (shas, commit) => {
    const [held] = await map('merge-request', 'merge-request', [
      { ...merged, merge_commit_sha: null, ...shas },
    ]);
    expect(held?.properties.commitSha).toBe(commit);
  });

  test('as entities have the hours from opened to merged', async () => {
    const open = { ...merged, id: 1, state: 'opened', merged_at: null };
    const held = await map('merge-request-entity', 'merge-request', [merged, open]);
    expect(
      held.map(({ identifier, properties }) => [
        identifier,
        properties.status,
        properties.leadTimeHours,
      ]),
    ).toEqual([
      ['155016530', 'merged', 30],
      ['1', 'opened', null],
    ]);
  });
});

describe('pipelines', () => {
  const pipeline = payload('gitlab/pipeline');

  test('a successful one without a name is a deployment', async () => {
    const [held] = await map('pipeline', 'pipeline', [pipeline]);
    expect(held).toMatchObject({
      identifier: 'acme/web/shop/workflow-run-47/1/shop/Production',
      title: 'shop eb2ff82 to Production',
      properties: {
        createdAt: '2026-01-03T09:04:07.100Z',
        finishedAt: '2026-01-03T09:14:00.500Z',
        deploymentStatus: 'Success',
        repositoryUrl: 'https://gitlab.com/acme/web/shop',
      },
      relations: { service: serviceByTitle('shop') },
    });
    expect(held?.properties).not.toHaveProperty('failed');
  });

  test('a failed one is a failed deployment', async () => {
    const [held] = await map('pipeline', 'pipeline', [{ ...pipeline, status: 'failed' }]);
    expect(held?.properties).toMatchObject({
      deploymentStatus: 'Failed',
      ...failed('2026-01-03T09:14:00.500Z'),
    });
  });

  test('other states, branches and pipelines that nobody deploys with are none', async () => {
    const states = ['running', 'pending', 'canceled', 'skipped', 'manual', 'created', 'scheduled'];
    const others = [
      ...states.map((status) => ({ ...pipeline, status })),
      { ...pipeline, ref: 'refs/merge-requests/133/head', source: 'merge_request_event' },
      { ...pipeline, source: 'schedule' },
      { ...pipeline, source: 'parent_pipeline' },
    ];
    expect(await map('pipeline', 'pipeline', others)).toEqual([]);
  });
});

describe('deployments', () => {
  const deployment = payload('gitlab/deployment');

  test('one of a job has the identity that the job reports, and the times of the job', async () => {
    expect(await map('deployment', 'deployment', [deployment])).toMatchObject([
      {
        identifier: 'acme/web/shop/47/1/664/shop/production=002Feu',
        title: 'shop eb2ff82 to production/eu',
        properties: {
          createdAt: '2026-01-03T10:30:00.000Z',
          finishedAt: '2026-01-03T10:39:59.000Z',
          environment: 'Production',
          environmentName: 'production/eu',
          environmentSource: 'ci',
          deploymentStatus: 'Success',
          runUrl: 'https://gitlab.com/acme/web/shop/-/jobs/664',
          deployedBy: 'jane',
        },
      },
    ]);
  });

  test('one that was made by the API has its own', async () => {
    const held = await map('deployment', 'deployment', [{ ...deployment, deployable: null }]);
    expect(held).toMatchObject([
      {
        identifier: 'acme/web/shop/deployment-42/shop/production=002Feu',
        properties: {
          createdAt: '2026-01-03T09:04:08.000Z',
          finishedAt: '2026-01-03T10:40:00.000Z',
          runUrl: null,
        },
      },
    ]);
  });

  test('a failed one is marked', async () => {
    const [held] = await map('deployment', 'deployment', [{ ...deployment, status: 'failed' }]);
    expect(held?.properties).toMatchObject({
      deploymentStatus: 'Failed',
      ...failed('2026-01-03T10:39:59.000Z'),
    });
  });

  test('those that have not ended, and other environments, are none', async () => {
    const states = ['created', 'running', 'blocked', 'canceled', 'skipped'];
    const others = states.map((status) => ({ ...deployment, status }));
    const unknown = { ...deployment, environment: { ...deployment.environment, name: 'blue' } };
    expect(await map('deployment', 'deployment', [...others, unknown])).toEqual([]);
  });

  test('review apps are deployments to Testing', async () => {
    const environment = { ...deployment.environment, name: 'review/tax' };
    const [held] = await map('deployment', 'deployment', [{ ...deployment, environment }]);
    expect(held?.properties.environment).toBe('Testing');
  });
});

describe('releases and tags', () => {
  const release = payload('gitlab/release');
  const tag = payload('gitlab/tag');

  test('a release is a deployment, known by its tag', async () => {
    const [held] = await map('release', 'release', [{ ...release, name: null }]);
    expect(held).toMatchObject({
      identifier: 'acme/web/shop/release-v1.42.0/shop/Production',
      properties: {
        createdAt: '2026-01-05T10:00:00.000Z',
        commitSha: 'eb2ff827cf2eb792f83572d9a65615dec4f2113e',
        version: 'v1.42.0',
        runUrl: 'https://gitlab.com/acme/web/shop/-/releases/v1.42.0',
      },
    });
  });

  test('one that is announced, or of no version, is none', async () => {
    const others = [
      { ...release, upcoming_release: true },
      { ...release, tag_name: 'v2.0.0-beta.1' },
      { ...release, tag_name: 'test/1.0' },
    ];
    expect(await map('release', 'release', others)).toEqual([]);
  });

  test('an annotated tag is a deployment, at its own time', async () => {
    const [held] = await map('tag', 'tag', [tag]);
    expect(held).toMatchObject({
      identifier: 'acme/web/shop/tag-v1.42.0/shop/Production',
      properties: {
        createdAt: '2026-01-05T09:59:00.000+01:00',
        commitSha: 'eb2ff827cf2eb792f83572d9a65615dec4f2113e',
        runUrl: 'https://gitlab.com/acme/web/shop/-/tags/v1.42.0',
      },
    });
  });

  test('a lightweight tag has no time, so it is none', async () => {
    expect(await map('tag', 'tag', [{ ...tag, created_at: null }])).toEqual([]);
  });
});
